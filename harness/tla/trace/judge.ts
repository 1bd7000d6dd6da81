/**
 * Is a written trace a behaviour of the specification? Each step must be one that the next-state relation allows; the
 * first that is not is explained by the conjunct that forbids it. Invariants are not asked: a counterexample violates one.
 */
import type { Program } from '../compile/program.ts';
import { explainFalse } from '../explore/explain.ts';
import { planSearch } from '../explore/plan.ts';
import { sceneOf } from '../explore/violation.ts';
import { formatFalsehood } from '../report.ts';
import type { Specification } from '../specification.ts';
import { codeOf, intern, useVocabulary, valueOfCode } from '../values/intern.ts';
import { makeFunction, makeSet, makeTuple } from '../values/make.ts';
import { show } from '../values/print.ts';
import { fromTlcJson, toTlcJson } from '../values/tlc-json.ts';
import { argumentAt, imagesOf, isFunction, Tag, type Value } from '../values/value.ts';
import type { LoadedState, LoadedTrace } from './files.ts';

export interface TraceJudgement {
  /** Why it is no behaviour; several lines. */
  readonly flaw?: string;
  /** The number of the state, from 1, that cannot follow the one before it. */
  readonly step?: number;
  /** The states, as far as they were allowed. */
  readonly states: readonly (readonly Value[])[];
}

export function judgeTrace(spec: Specification, { states, loop }: LoadedTrace): TraceJudgement {
  useVocabulary(spec.vocabulary);
  if (spec.init === undefined || spec.next === undefined)
    return { flaw: 'the configuration names no behaviour', states: [] };
  const plan = planSearch(spec, spec.init, spec.next);
  const rows: Int32Array[] = [];
  const values = (): Value[][] => rows.map((row) => [...row].map(valueOfCode));
  for (const [i, state] of states.entries()) {
    const before = rows[i - 1];
    const row = match(
      spec,
      plan.program,
      before === undefined ? plan.initial : plan.next,
      before,
      state,
    );
    if (row.allowed) rows.push(row.codes);
    else return { flaw: explain(spec, before, row.codes, i + 1), step: i + 1, states: values() };
  }
  const last = rows[rows.length - 1];
  const back = loop === undefined ? undefined : rows[loop];
  if (last === undefined || back === undefined) return { states: values() };
  const target: LoadedState = { kind: 'exact', values: [...back].map(valueOfCode) };
  const closing = match(spec, plan.program, plan.next, last, target);
  if (closing.allowed) return { states: values() };
  return {
    flaw: `the step back to state ${(loop ?? 0) + 1} is not allowed\n${explain(spec, last, back, states.length + 1)}`,
    step: states.length + 1,
    states: values(),
  };
}

/** The codes of a written state: of the successor that it is, else what its text says. */
function match(
  spec: Specification,
  program: Program,
  entry: number,
  before: Int32Array | undefined,
  state: LoadedState,
): { codes: Int32Array; allowed: boolean } {
  const isIt = matcher(spec, state);
  // A stuttering step is a step of every behaviour.
  if (before !== undefined && isIt(before)) return { codes: before, allowed: true };
  let found: Int32Array | undefined;
  program.sink = () => {
    if (found === undefined && isIt(program.next)) found = program.next.slice();
  };
  if (before !== undefined) program.load(before, 0);
  (program.entries[entry] as () => void)();
  if (found !== undefined) return { codes: found, allowed: true };
  return { codes: Int32Array.from(written(spec, state, before), codeOf), allowed: false };
}

function matcher(spec: Specification, state: LoadedState): (codes: Int32Array) => boolean {
  if (state.kind === 'exact') {
    const codes = state.values.map(codeOf);
    return (other) => codes.every((code, i) => code === other[i]);
  }
  const texts = spec.variables.map(({ name }) => canonical(state.fields[name]));
  return (other) =>
    texts.every((text, i) => text === canonical(toTlcJson(valueOfCode(other[i] as number))));
}

/** JSON with the names of objects in order. */
function canonical(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join()}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json) ?? 'null';
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join()}}`;
}

function written(
  spec: Specification,
  state: LoadedState,
  before: Int32Array | undefined,
): readonly Value[] {
  if (state.kind === 'exact') return state.values;
  return spec.variables.map(({ name, index }) => {
    const like = before === undefined ? undefined : valueOfCode(before[index] as number);
    return intern(shaped(state.fields[name], like));
  });
}

/** TLC's JSON read in the likeness of an earlier value: where that is a set, an array is one too. */
function shaped(json: unknown, like: Value | undefined): Value {
  if (Array.isArray(json)) {
    if (typeof like === 'object' && like.tag === Tag.set)
      return makeSet(json.map((item) => intern(shaped(item, like.items[0]))));
    const first = typeof like === 'object' && like.tag === Tag.tuple ? like.items : [];
    return makeTuple(json.map((item, i) => intern(shaped(item, first[i] ?? first[0]))));
  }
  if (typeof json !== 'object' || json === null || like === undefined || !isFunction(like))
    return fromTlcJson(json);
  const fields = json as Record<string, unknown>;
  const images = imagesOf(like).map((image, i) => {
    const argument = argumentAt(like, i);
    const name =
      typeof argument === 'object' && argument.tag === Tag.str ? argument.text : show(argument);
    return Object.hasOwn(fields, name) ? intern(shaped(fields[name], image)) : undefined;
  });
  if (images.length !== Object.keys(fields).length || images.includes(undefined))
    return fromTlcJson(json);
  return makeFunction(makeSet(images.map((_, i) => argumentAt(like, i))), images as Value[]);
}

function explain(
  spec: Specification,
  before: Int32Array | undefined,
  after: Int32Array,
  step: number,
): string {
  const scene = sceneOf(spec, before, after, before === undefined ? 'next' : 'current');
  const formula = before === undefined ? spec.init : spec.next;
  const falsehood = formula === undefined ? undefined : explainFalse(formula, scene);
  const head =
    before === undefined
      ? 'state 1 is not an initial state'
      : `the step to state ${step} is not allowed`;
  return [head, ...(falsehood === undefined ? [] : formatFalsehood(falsehood))].join('\n');
}
