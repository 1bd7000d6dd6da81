/**
 * The dictionary half of a mapping: which spec actions an event is, with their arguments as values. Names and arities are
 * checked against the spec the first time they are used, since a rule is a function and cannot be read before it runs.
 * Nothing here judges a step; see session.ts.
 */
import type { Applied } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import type { Spec } from '../tla/spec.ts';
import { codeOf, intern } from '../tla/values/intern.ts';
import { show } from '../tla/values/print.ts';
import type { Value } from '../tla/values/value.ts';
import {
  inferred,
  type Mapped,
  type Mapping,
  type MappingContext,
  type SpecAction,
} from './mapping.ts';

/** A spec action with its arguments as values. */
export interface NamedAction {
  readonly name: string;
  readonly args: readonly Value[];
  /** Where the mapping leaves arguments to the engine: the given ones, undefined for the others; `args` is empty then. */
  readonly open?: readonly (Value | undefined)[];
  /** Equal for equal actions with equal arguments, within one process. */
  readonly key: string;
}

/** The mapping and the spec do not fit together; both places are in the message. Never the code's fault. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
}

/** `Prepare(rm1)`, as TLA+ writes it. */
export function showAction({
  name,
  args,
  open,
}: Pick<NamedAction, 'name' | 'args' | 'open'>): string {
  const shown = (open ?? args).map((value) => (value === undefined ? '?' : show(value)));
  return shown.length === 0 ? name : `${name}(${shown.join(', ')})`;
}

/** Was the step cut short by a crash of its node? */
export function isCut(event: Event): boolean {
  return 'crashAfter' in event && event.crashAfter !== undefined;
}

export interface Dictionary {
  /**
   * The actions that the mapping names for this step, in order; an empty list is a stutter. The crash of a cut step is
   * not among them. Throws MappingError for an unknown action, a wrong arity, or an argument that is no value.
   */
  actionsOf(step: Applied): readonly NamedAction[];
  /** What the mapping says the crash is that cut this step short. */
  crashOf(step: Applied): readonly NamedAction[];
}

export function dictionaryOf(spec: Spec, mapping: Mapping): Dictionary {
  const checked = new Set<string>();
  const actionsOf = (step: Applied): readonly NamedAction[] => {
    const { event, before, after, node, effects } = step;
    const rule = mapping.actions[event.type];
    if (rule === undefined) {
      throw new MappingError(
        `the mapping of ${mapping.module} has no rule for '${event.type}', but such an event changed the abstract state`,
      );
    }
    if (rule === 'stutter') return [];
    const mapped = (rule as (context: MappingContext) => Mapped)({
      event,
      before,
      after,
      node,
      effects,
    });
    return listOf(mapped).map((action) => toNamed(spec, mapping, event, action, checked));
  };
  return {
    actionsOf,
    crashOf: (step) => actionsOf({ ...step, event: { type: 'crash', node: step.node } }),
  };
}

function listOf(mapped: Mapped): readonly SpecAction[] {
  if (mapped === 'stutter') return [];
  if (typeof mapped[0] === 'string') return [mapped as SpecAction];
  return mapped as readonly SpecAction[];
}

function toNamed(
  spec: Spec,
  mapping: Mapping,
  event: Event,
  [name, ...plain]: SpecAction,
  checked: Set<string>,
): NamedAction {
  const signature = `${name}/${plain.length}`;
  if (!checked.has(signature)) {
    checkSignature(spec, mapping, event, name, plain.length);
    checked.add(signature);
  }
  const open = plain.map((argument, index) => {
    if (argument === inferred) return undefined;
    try {
      return intern(spec.toValue(argument));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new MappingError(
        `${ruleOf(mapping, event)}: argument ${index + 1} of ${name} is not a value: ${error.message}`,
      );
    }
  });
  if (open.includes(undefined)) {
    const codes = open.map((value) => (value === undefined ? '?' : codeOf(value)));
    return { name, args: [], open, key: `${name}(${codes.join()})` };
  }
  const args = open as readonly Value[];
  return { name, args, key: args.length === 0 ? name : `${name}(${args.map(codeOf).join()})` };
}

function checkSignature(
  spec: Spec,
  mapping: Mapping,
  event: Event,
  name: string,
  arity: number,
): void {
  const action = spec.actions.get(name);
  if (action === undefined) {
    const known = [...spec.actions.keys()].join(', ');
    throw new MappingError(
      `${ruleOf(mapping, event)} names ${name}, which is no action of ${spec.module}; it has ${known}`,
    );
  }
  if (action.parameters.length === arity) return;
  const { file, line, column } = action.span;
  throw new MappingError(
    `${ruleOf(mapping, event)} gives ${name} ${count(arity, 'argument')}, but ` +
      `${name}(${action.parameters.join(', ')}) at ${file}:${line}:${column} takes ${action.parameters.length}`,
  );
}

function ruleOf(mapping: Mapping, event: Event): string {
  return `the rule '${event.type}' of the mapping of ${mapping.module}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
