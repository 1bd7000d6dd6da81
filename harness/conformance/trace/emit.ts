/**
 * A trace as a specification of its own, Trace<Module>.tla with a .cfg, so that the official TLC can say what `validate`
 * says: whether some behaviour of the specification explains every line, and whether an invariant is false on one that
 * does. Three things are not as one would write them at first. What must exist is a path, and TLC judges states and all
 * paths: so a register notes that the end of the trace was reached, and a clock that runs beside the trace, in states of
 * its own, asks for it when every path has ended (breadth-first, one worker). Invariants are noted along a path and judged
 * at its end, for a dead end is no state that the system was in. And a step that left no line is counted, not numbered.
 */
import { parseConfig } from '../../tla/config/config.ts';
import type { Definition, Expr } from '../../tla/semantics/ir.ts';
import type { Specification } from '../../tla/specification.ts';
import type { Span } from '../../tla/syntax/ast.ts';
import { quote } from '../../tla/values/print.ts';
import { TraceError } from './header.ts';
import type { Logged } from './logged.ts';
import { onlyText } from './only-text.ts';
import { unloggedMaxDefault } from './search.ts';
import { type ValueTexts, valueTexts } from './tla-text.ts';
import type { LoggedAction, Trace, TraceEvent } from './trace.ts';
import { traceModule } from './trace-module.ts';

export interface Emitted {
  /** `TraceTwoPhaseCommit`. */
  readonly module: string;
  /** What TLC needs in one folder, by name: the module, its .cfg, and the modules that it stands on. */
  readonly files: ReadonlyMap<string, string>;
}

/** `config`: the text of the configuration with which `specification` was loaded. Throws TraceError. */
export function emitTrace(specification: Specification, trace: Trace, config: string): Emitted {
  const module = `Trace${trace.header.module ?? specification.module}`;
  const values = valueTexts(specification);
  const actions = new ActionTexts(specification, values);
  const log = trace.events.map((event) => lineText(specification, values, actions, event));
  const { unlogged = [], unloggedMax = unloggedMaxDefault } = trace.header;
  const hidden = unlogged.map((name) => actions.hidden(name));
  const hiddenMax = unlogged.length === 0 ? 0 : unloggedMax;
  const levels = trace.events.reduce(
    (sum, { actions: all }) => sum + Math.max(1, all?.length ?? 1) + hiddenMax,
    2,
  );
  const text = traceModule({
    module,
    root: specification.module,
    from: trace.file,
    constants: [...values.declared.keys()],
    variables: specification.variables.map(({ name }) => name),
    invariants: specification.invariants.map(({ name }) => name),
    isUnchanged: trace.header.unmentioned === 'unchanged',
    isHidden: trace.hidden,
    init: wordsOf(specification, specification.init),
    next: wordsOf(specification, specification.next),
    definitions: actions.definitions,
    branches: actions.branches,
    hidden,
    unloggedMax,
    levels,
    initial: changesText(specification, values, trace.initial),
    log,
  });
  const files = new Map([...specification.texts].map(([path, own]) => [baseName(path), own]));
  files.set(`${module}.tla`, text);
  files.set(`${module}.cfg`, configText(config, values));
  return { module, files };
}

/** Constants as they were; everything else is the trace's own. */
function configText(config: string, { declared }: ValueTexts): string {
  const { constants, overrides } = parseConfig(config, 'config').config;
  const lines = config.split('\n');
  const between = (from: Span, to: Span): string =>
    lines
      .slice(from.line - 1, to.endLine)
      .map((line, i, all) => (i === all.length - 1 ? line.slice(0, to.endColumn) : line))
      .map((line, i) => (i === 0 ? line.slice(from.column - 1) : line))
      .join('\n');
  const given = [
    ...constants.map(({ name, value }) => between(name.span, value.span)),
    ...overrides.map(({ name, target }) => between(name.span, target.span)),
    ...[...declared].map(([own, model]) => `${own} = ${model}`),
  ];
  return [
    ...(given.length === 0 ? [] : ['CONSTANTS', ...given.map((line) => `    ${line}`)]),
    'INIT TraceInit',
    'NEXT TraceNext',
    'INVARIANTS',
    '    TraceNotedInv',
    '    TraceKeepsInvariantsInv',
    '    TraceIsExplainedInv',
    'CHECK_DEADLOCK FALSE',
    '',
  ].join('\n');
}

function lineText(
  specification: Specification,
  values: ValueTexts,
  actions: ActionTexts,
  event: TraceEvent,
): string {
  const { before, after, actions: all } = event;
  const named =
    all === undefined
      ? [actions.anything]
      : all.length === 0
        ? [actions.nothing]
        : all.map((action) => actions.of(action));
  const [was, is] = [before, after].map((logged) => changesText(specification, values, logged));
  return `[actions |-> <<${named.join(', ')}>>, before |-> ${was}, after |-> ${is}]`;
}

/** `<< [var |-> "last", path |-> << c1 >>, is |-> 1], ... >>`. */
function changesText(
  { variables }: Specification,
  { textOf }: ValueTexts,
  logged: readonly Logged[],
): string {
  const items = logged.map((item) => {
    const { variable, steps } = item.place;
    const place = `var |-> ${quote(variables[variable]?.name ?? '')}, path |-> <<${steps.map(textOf).join(', ')}>>`;
    return 'is' in item
      ? `[${place}, kind |-> "is", is |-> ${textOf(item.is)}]`
      : `[${place}, kind |-> "set", plus |-> ${textOf(item.plus)}, minus |-> ${textOf(item.minus)}]`;
  });
  return `<<${items.join(', ')}>>`;
}

/** What the lines name: for each action, and each way of logging its arguments, one branch of the module. */
class ActionTexts {
  /** Disjuncts: `traceAction.name = "Call" /\ Call(traceAction.args[1])`. */
  readonly branches: string[] = [];
  readonly definitions: string[] = [];
  readonly anything = '[name |-> "any", args |-> <<>>]';
  readonly nothing = '[name |-> "none", args |-> <<>>]';
  readonly #known = new Map<string, string>();
  readonly #specification: Specification;
  readonly #values: ValueTexts;

  constructor(specification: Specification, values: ValueTexts) {
    this.#specification = specification;
    this.#values = values;
  }

  /** The action as data. */
  of({ name, args }: LoggedAction): string {
    const isKnown = args.map((value) => value !== undefined);
    const key = isKnown.every((known) => known)
      ? `${name}/${args.length}`
      : `${name}(${isKnown.map((known) => (known ? '_' : '?')).join(', ')})`;
    const given = args.flatMap((value) =>
      value === undefined ? [] : [this.#values.textOf(value)],
    );
    if (!this.#known.has(key)) {
      const formula = this.#formula(name, isKnown, (i) => `traceAction.args[${i + 1}]`);
      this.#known.set(key, formula);
      this.branches.push(`traceAction.name = ${quote(key)} /\\ (${formula})`);
    }
    return `[name |-> ${quote(key)}, args |-> <<${given.join(', ')}>>]`;
  }

  /** A step of the action with any arguments that Next gives. */
  hidden(name: string): string {
    const { parameters } = this.#definition(name);
    return this.#only(
      name,
      parameters.map(() => false),
      () => '',
    );
  }

  #formula(name: string, isKnown: readonly boolean[], given: (index: number) => string): string {
    if (!isKnown.every((known) => known)) return this.#only(name, isKnown, given);
    return applied(
      name,
      isKnown.map((_, i) => given(i)),
    );
  }

  #only(name: string, isKnown: readonly boolean[], given: (index: number) => string): string {
    const { next, texts } = this.#specification;
    if (next === undefined) return 'FALSE';
    const prefix = `TraceOnly${this.#known.size}${this.definitions.length}_${name.replace(/\W/g, '_')}`;
    const only = onlyText({ next, action: this.#definition(name), isKnown, prefix, texts });
    if (only === undefined) return 'FALSE';
    const parameters = isKnown.flatMap((known, i) => (known ? [`traceArg${i + 1}`] : []));
    this.definitions.push(...only.definitions);
    this.definitions.push(`${applied(prefix, parameters)} ==\n  ${only.formula}`);
    return applied(
      prefix,
      parameters.map((_, i) => given(i)),
    );
  }

  #definition(name: string): Definition {
    const entity = this.#specification.resolved.scope.find(name);
    if (entity?.kind !== 'definitionEntity') throw new TraceError(`${name} is no definition`);
    return entity.definition;
  }
}

function applied(name: string, args: readonly string[]): string {
  return args.length === 0 ? name : `${name}(${args.join(', ')})`;
}

/** Init and Next by name, where the specification has names for them, else in its words. */
function wordsOf({ texts }: Specification, expr: Expr | undefined): string {
  if (expr === undefined) throw new TraceError('the specification has no Init or no Next');
  if (expr.kind === 'call' && expr.args.length === 0) return expr.definition.qualifiedName;
  const items = expr.kind === 'and' ? expr.items : [];
  if (items.length > 0 && items.every(({ kind }) => kind === 'call')) {
    return items.map((item) => wordsOf({ texts } as Specification, item)).join(' /\\ ');
  }
  const { file, line, column, endLine, endColumn } = expr.span;
  const lines = (texts.get(file) ?? '').split(/\r?\n/).slice(line - 1, endLine);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, endColumn);
  lines[0] = ' '.repeat(column - 1) + (lines[0] ?? '').slice(column - 1);
  return `(\n${lines.join('\n')})`;
}

function baseName(path: string): string {
  return path.replace(/^.*\//, '');
}
