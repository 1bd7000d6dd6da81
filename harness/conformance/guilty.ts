/**
 * Who is wrong? Code and spec disagree at one step; neither can be judge in its own cause. The promises that both were
 * given decide: the spec's invariants, what clients may see, what must hold after settling. Whoever can be seen breaking
 * one from here on is guilty. It is a heuristic over bounded searches, and each answer says what it rests on:
 *
 * 1. The mapping, if the spec has this very step under another name, or the mapping itself threw.
 * 2. The specification, if its own steps break an invariant from the state before, where both still agreed.
 * 3. The implementation, if the state it went to breaks an invariant, if the code carries on from there (whatever the
 *    spec says) to break an invariant or to fail its clients, or if the spec's steps lead from there to a broken one.
 * 4. Otherwise the specification: the code keeps every promise that is written down, so the spec is stricter than its
 *    promises, or a promise is missing. This one is the least certain, and says so.
 *
 * Where all steps were explained there is no disagreement: a broken invariant is the specification's (its own actions
 * lead there), a wrong history is `consistency only`, failing to settle is the implementation's (a spec that allows
 * stuttering promises nothing; the code must move).
 */
import fc from 'fast-check';
import type { Spec, State } from '../tla/spec.ts';
import { codeOf } from '../tla/values/value.ts';
import { choose, plans } from './choices.ts';
import type { Found } from './found.ts';
import { nearestSteps } from './nearest.ts';
import type { GuiltyParty } from './result.ts';
import { type Judges, type Run, startRun } from './run.ts';
import type { Forbidden, Session } from './session.ts';

export interface Blame {
  readonly party: GuiltyParty;
  readonly reason: string;
}

/** Budgets of the searches, in spec states and in runs of the code. */
const statesMax = 4_000;
const continuations = 120;
const continuationEventsMax = 60;

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
      return {
        party: 'consistency only',
        reason: 'every step was one that the specification allows: code and specification agree, and both are wrong to clients',
      };
    case 'settled':
      return {
        party: 'implementation',
        reason: 'every step was allowed, but the specification lets things happen and the code must make them happen',
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
  const broken = session.violatedInvariant(after);
  if (broken !== undefined) {
    return { party: 'implementation', reason: `the state it goes to breaks the invariant ${broken}` };
  }
  const later = carryOn(session, judges, run);
  if (later !== undefined) {
    return { party: 'implementation', reason: `if it goes on from here, ${later}` };
  }
  const beyond = searchViolation(spec, after, statesMax / 2);
  if (beyond !== undefined) {
    return {
      party: 'implementation',
      reason: `from the state it goes to, the specification's steps break ${beyond.invariant} within ${beyond.depth}`,
    };
  }
  return {
    party: 'specification',
    reason:
      `the code goes on from here through ${continuations} histories without breaking an invariant or failing a client, ` +
      'so the specification is stricter than its promises, or a promise is missing (weak evidence: look at the conjunct)',
  };
}

function accuseStart(session: Session, judges: Judges, run: Run): Blame {
  const later = carryOn(session, judges, run);
  return later === undefined
    ? {
        party: 'mapping',
        reason: 'from its first world on the code keeps its promises, so the abstraction of that world is in doubt',
      }
    : { party: 'implementation', reason: `from its first world on, ${later}` };
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

/** Lets the code go on in many ways, with the spec's actions silent; the first promise that it breaks, in words. */
function carryOn(session: Session, judges: Judges, run: Run): string | undefined {
  const watch: Judges = { ...judges, steps: false };
  const samples = fc.sample(plans(session.scope, continuationEventsMax), { seed: 1, numRuns: continuations });
  for (const plan of samples) {
    const further = startRun(session, watch, run.steps);
    for (const choice of plan.choices) {
      const event = choose(session.scope, plan, further.world, choice);
      if (event === undefined || further.found !== undefined) break;
      further.take(event);
    }
    const { found } = further.finish(true);
    if (found?.kind === 'invariant') return `it breaks the invariant ${found.name}`;
    if (found?.kind === 'consistency') return 'its clients see what no correct object could show them';
    if (found?.kind === 'settled') return `it does not settle: ${found.message}`;
    if (found?.kind === 'exception' && found.thrower === 'implementation') return 'it throws';
  }
  return undefined;
}
