/**
 * Who is wrong? Code and spec disagree at one step; neither can be judge in its own cause. The promises that both were
 * given decide: the spec's invariants, what clients may see, what must hold after settling. Whoever can be seen breaking
 * one from here on is guilty. It is a heuristic over bounded searches, and each answer says what it rests on:
 *
 * 1. The mapping, if the spec has this very step under another name, or the mapping itself threw.
 * 2. The specification, if its own steps break an invariant from the state before, where both still agreed.
 * 3. The implementation, if the state it went to breaks an invariant, if the code, going on from there or left to itself
 *    (whatever the spec says), fails its clients, does not settle or breaks an invariant, or if the spec's steps lead
 *    from there to a broken one.
 * 4. Otherwise the specification: the code keeps every promise that is written down, so the spec is stricter than its
 *    promises, or a promise is missing. This one is the least certain, and says so.
 *
 * Where all steps were explained there is no disagreement: a broken invariant is the specification's (its own actions
 * lead there), a wrong history is `consistency only`, failing to settle is the implementation's (a spec that allows
 * stuttering promises nothing; the code must move).
 */
import type { Spec, State } from '../tla/spec.ts';
import { codeOf } from '../tla/values/intern.ts';
import { type Consequence, carryOn } from './carry-on.ts';
import type { Found } from './found.ts';
import { nearestSteps } from './nearest.ts';
import type { GuiltyParty } from './result.ts';
import type { Judges, Run } from './run.ts';
import type { Forbidden, Session } from './session.ts';

export interface Blame {
  readonly party: GuiltyParty;
  readonly reason: string;
  /** A run that shows to others than the spec's actions that something is wrong. */
  readonly consequence?: Consequence;
}

/** The budget of the searches through the spec, in states. */
const statesMax = 4_000;

export function accuse(session: Session, judges: Judges, run: Run, found: Found): Blame {
  switch (found.kind) {
    case 'step':
      return accuseStep(session, judges, run, found.forbidden);
    case 'initial':
      return accuseStart(session, judges, run);
    case 'invariant':
      return {
        party: 'specification',
        reason: `every step was one that it allows, and together they break its own invariant ${found.name}`,
      };
    case 'consistency':
    case 'condition':
      return {
        party: 'consistency only',
        reason:
          'every step was one that the specification allows: code and specification agree, and both are wrong to clients',
      };
    case 'settled':
      return {
        party: 'implementation',
        reason:
          'every step was allowed, but the specification only lets things happen, and the code must make them happen',
      };
    case 'scenario':
      return {
        party: 'implementation',
        reason: 'every step was allowed, and yet they are not those that the scenario asks for',
      };
    case 'exception':
      return { party: found.thrower, reason: `its own text threw ${found.error.name}` };
  }
}

function accuseStep(session: Session, judges: Judges, run: Run, forbidden: Forbidden): Blame {
  const { spec } = session;
  const { before, after } = forbidden;
  const same = nearestSteps(spec, before, after).find(({ differing }) => differing.length === 0);
  if (same !== undefined) {
    return {
      party: 'mapping',
      reason: `the specification allows this very step, but as ${same.text}`,
    };
  }
  const own = searchViolation(spec, before, statesMax);
  if (own !== undefined) {
    return {
      party: 'specification',
      reason: `its own steps break ${own.invariant} within ${own.depth} of the state before, where both still agreed`,
    };
  }
  const consequence = carryOn(session, judges, run);
  const reason = evidenceAgainstCode(session, after, consequence);
  if (reason !== undefined) {
    return {
      party: 'implementation',
      reason,
      ...(consequence === undefined ? {} : { consequence }),
    };
  }
  return {
    party: 'specification',
    reason:
      'the code goes on from here through many histories without breaking an invariant or failing a client, ' +
      'so the specification is stricter than its promises, or a promise is missing (weak evidence: look at the conjunct)',
  };
}

function evidenceAgainstCode(
  session: Session,
  after: State,
  consequence: Consequence | undefined,
): string | undefined {
  const broken = session.violatedInvariant(after);
  if (broken !== undefined) return `the state it goes to breaks the invariant ${broken}`;
  if (consequence !== undefined) return inWords(consequence);
  const beyond = searchViolation(session.spec, after, statesMax / 2);
  if (beyond === undefined) return undefined;
  return `from the state it goes to, the specification's steps break ${beyond.invariant} within ${beyond.depth}`;
}

function accuseStart(session: Session, judges: Judges, run: Run): Blame {
  const consequence = carryOn(session, judges, run);
  if (consequence !== undefined) {
    return { party: 'implementation', reason: inWords(consequence), consequence };
  }
  return {
    party: 'mapping',
    reason:
      'from its first world on the code keeps its promises, so the abstraction of that world is in doubt',
  };
}

function inWords({ run: { found }, start }: Consequence): string {
  const when = start === 0 ? 'left to itself, ' : 'if it goes on from here, ';
  switch (found?.kind) {
    case 'invariant':
      return `${when}it breaks the invariant ${found.name}`;
    case 'consistency':
      return `${when}its clients see what no correct ${found.name} could show them`;
    case 'condition':
      return `${when}its clients see what is not ${found.broken}`;
    case 'settled':
      return `${when}it does not settle: ${found.message}`;
    default:
      return `${when}it throws`;
  }
}

/** The spec allows a step that the code cannot take: too much is allowed, or something was left out of the code. */
export function accuseMissing(spec: Spec, target: State): Blame {
  const broken = spec.violatedInvariant(target);
  const within = broken === undefined ? searchViolation(spec, target, statesMax) : undefined;
  const invariant = broken ?? within?.invariant;
  if (invariant !== undefined) {
    return {
      party: 'specification',
      reason: `the step leads it to where its own invariant ${invariant} is false${
        within === undefined ? '' : `, ${within.depth} further`
      }: it allows too much`,
    };
  }
  return {
    party: 'implementation',
    reason:
      'no invariant speaks against the step, so it seems to have been left out of the code (weak evidence: ' +
      'the workload may never ask for it, or the specification may promise too little)',
  };
}

/** The nearest state, by the spec's own steps, in which an invariant is false. */
function searchViolation(
  spec: Spec,
  from: State,
  limit: number,
): { readonly invariant: string; readonly depth: number } | undefined {
  const key = (state: State) => state.map(codeOf).join();
  const seen = new Set([key(from)]);
  let frontier: State[] = [from];
  for (let depth = 1; frontier.length > 0 && seen.size < limit; depth++) {
    const next: State[] = [];
    for (const state of frontier) {
      if (seen.size >= limit) break;
      for (const successor of spec.successors(state)) {
        const text = key(successor.state);
        if (seen.has(text)) continue;
        seen.add(text);
        const invariant = spec.violatedInvariant(successor.state);
        if (invariant !== undefined) return { invariant, depth };
        if (spec.withinConstraints(successor.state)) next.push(successor.state);
      }
    }
    frontier = next;
  }
  return undefined;
}
