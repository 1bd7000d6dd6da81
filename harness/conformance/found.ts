/**
 * What was found wrong with a run, as precisely as it is known, before anybody puts it into words. Two findings are the
 * same when their classes are equal: shrinking compares classes and nothing else, so a class names what failed (action
 * and conjunct, invariant, claim) and never where or with which values.
 */
import type { History } from '../consistency/history.ts';
import type { Violation } from '../consistency/linearizability.ts';
import type { AnyObject } from '../consistency/steps.ts';
import type { Falsehood, Spec, State } from '../tla/spec.ts';
import { show } from '../tla/values/print.ts';
import { type NamedAction, showAction } from './dictionary.ts';
import { differingVariables } from './difference.ts';
import type { Forbidden } from './session.ts';
import { whyNotBetween } from './steps-of.ts';

export type Found =
  /** A step of the code that the spec does not allow under its name. */
  | {
      readonly kind: 'step';
      readonly name: string;
      readonly class: string;
      readonly forbidden: Forbidden;
      readonly falsehood: Falsehood | undefined;
      /** Where the engine had to infer: how many states were possible, and what each choice comes to. */
      readonly tried?: { readonly states: number; readonly ways: readonly string[] };
    }
  | {
      readonly kind: 'initial';
      readonly name: string;
      readonly class: string;
      readonly state: State;
    }
  | {
      readonly kind: 'invariant';
      readonly name: string;
      readonly class: string;
      readonly state: State;
      readonly falsehood: Falsehood | undefined;
    }
  | {
      readonly kind: 'consistency';
      readonly name: string;
      readonly class: string;
      readonly history: History;
      readonly verdict: Violation;
      readonly object: AnyObject;
    }
  | {
      readonly kind: 'condition';
      readonly name: string;
      readonly class: string;
      readonly broken: string;
      readonly words: string;
    }
  | {
      readonly kind: 'settled';
      readonly name: string;
      readonly class: string;
      readonly message: string;
    }
  | {
      readonly kind: 'scenario';
      readonly name: string;
      readonly class: string;
      readonly message: string;
    }
  /** `thrower`: whose code it was that threw. */
  | {
      readonly kind: 'exception';
      readonly name: string;
      readonly class: string;
      readonly error: Error;
      readonly thrower: 'implementation' | 'mapping' | 'specification';
    };

/** A step the spec does not allow. The class holds the actions' names and the conjunct at fault. */
export function forbiddenStep(spec: Spec, forbidden: Forbidden): Found {
  const { actions, failing, before, after } = forbidden;
  const action = actions[failing];
  if (action === undefined) {
    const changed = differingVariables(spec, before, after).join(', ');
    return {
      kind: 'step',
      name: 'stutter',
      class: `step|stutter|${changed}`,
      forbidden,
      falsehood: undefined,
    };
  }
  const falsehood = whyNotBetween(spec, action, forbidden.from, after);
  const names = actions.map(({ name }) => name).join(';');
  const conjunct = falsehood?.text.replace(/\s+/g, ' ') ?? '';
  return {
    kind: 'step',
    name: action.name,
    class: `step|${names}|${conjunct}`,
    forbidden,
    falsehood,
  };
}

export function violatedInvariant(spec: Spec, name: string, state: State): Found {
  const falsehood = spec.explainInvariant(name, state);
  return { kind: 'invariant', name, class: `invariant|${name}`, state, falsehood };
}

export function thrown(
  error: Error,
  thrower: 'implementation' | 'mapping' | 'specification',
): Found {
  const [first] = error.message.split('\n');
  return {
    kind: 'exception',
    name: error.name,
    class: `exception|${error.name}|${first}`,
    error,
    thrower,
  };
}

/** One sentence, with the names of the action and of the property. */
export function summaryOf(found: Found): string {
  switch (found.kind) {
    case 'step':
      return stepSummary(found.forbidden, found.falsehood);
    case 'initial':
      return 'the first world of the code is not an initial state of the specification';
    case 'invariant':
      return `invariant ${found.name} is false in a state that the code reaches`;
    case 'consistency':
      return `what the clients saw is no history of a ${found.name}`;
    case 'condition':
      return `what the clients saw is not ${found.broken}`;
    case 'settled':
      return `after the faults stopped: ${found.message}`;
    case 'scenario':
      return `in the scenario '${found.name}': ${found.message}`;
    case 'exception':
      return `the ${found.thrower} threw ${found.error.name}: ${found.error.message.split('\n')[0]}`;
  }
}

function stepSummary({ actions, failing }: Forbidden, falsehood: Falsehood | undefined): string {
  const action = actions[failing];
  if (action === undefined) {
    return 'the event must not change the spec state, says the mapping, but it does';
  }
  const sequence = actions.length > 1 ? ` (action ${failing + 1} of ${showSequence(actions)})` : '';
  const conjunct =
    falsehood === undefined ? '' : `: ${falsehood.text.replace(/\s+/g, ' ')} is false`;
  return `the specification does not allow this step as ${inShort(action)}${sequence}${conjunct}`;
}

/** A record among the arguments would fill the line; the story shows it in full. */
function inShort(action: NamedAction): string {
  const args = (action.open ?? action.args).map((value) =>
    value === undefined ? '?' : show(value),
  );
  const short = args.map((text) => (text.length > 30 ? `${text.slice(0, 27)}...` : text));
  return args.length === 0 ? action.name : `${action.name}(${short.join(', ')})`;
}

export function showSequence(actions: readonly NamedAction[]): string {
  return actions.map(showAction).join(', then ');
}
