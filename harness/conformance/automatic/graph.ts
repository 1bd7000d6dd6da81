/**
 * The worlds that honest code reaches in the refine scope, kept: every step with the question that it puts to a program,
 * where it leads, and which edges of the spec it realises. A mutant differs from it only where it answers differently, so
 * its own worlds are found by walking this graph and computing nothing but the difference (explore.ts).
 */
import { applyDetailed } from '../../simulation/apply.ts';
import type { Event } from '../../simulation/event.ts';
import { numberedWorldKeys } from '../../simulation/key.ts';
import type { World } from '../../simulation/world.ts';
import type { State } from '../../tla/spec.ts';
import type { Explained, Session } from '../session.ts';
import { eventsOf } from '../worlds.ts';
import { createQuestions, type Questions } from './questions.ts';

export interface HonestStep {
  readonly event: Event;
  /** Which question it puts; -1: none. */
  readonly question: number;
  /** The world that it leads to; -1: the program refuses. */
  readonly to: number;
  readonly edges: readonly number[];
}

export interface HonestGraph {
  readonly questions: Questions;
  readonly worlds: readonly World[];
  readonly states: readonly State[];
  /** By world; undefined where it was not expanded. */
  readonly steps: readonly (readonly HonestStep[] | undefined)[];
  /** Every world of the scope is here, expanded. */
  readonly complete: boolean;
  /** The number of a world; undefined if honest code does not reach it. */
  idOf(world: World): number | undefined;
  readonly edges: EdgeNumbers;
}

/** Edges of the spec that change something, by number. */
export interface EdgeNumbers {
  /** New or known. */
  numberOf(source: State, action: string, target: State): number;
  /** Known, or undefined. */
  find(source: State, action: string, target: State): number | undefined;
  /** Those that honest code realises out of a state. */
  from(source: State): readonly number[];
  actionOf(edge: number): string;
}

export function recordGraph(session: Session, worldsMax: number): HonestGraph {
  const { scope } = session;
  const keyOf = numberedWorldKeys();
  const ids = new Map<string, number>();
  const worlds: World[] = [];
  const states: State[] = [];
  const steps: (readonly HonestStep[] | undefined)[] = [];
  const questions = createQuestions();
  const edges = createEdgeNumbers(session);
  const enter = (world: World): number => {
    const key = keyOf(world);
    let id = ids.get(key);
    if (id === undefined) {
      id = worlds.length;
      ids.set(key, id);
      worlds.push(world);
      states.push(session.stateOf(world));
    }
    return id;
  };
  const expand = (at: number): readonly HonestStep[] => {
    const world = worlds[at] as World;
    return eventsOf(scope, world).map((event) => {
      const question = questions.numberOf(world, event);
      const step = applyDetailed(world, event);
      if (step === undefined) return { event, question, to: -1, edges: [] };
      const to = enter(step.after);
      const answer = session.explainsBetween(step, states[at] as State, states[to] as State);
      return { event, question, to, edges: realisedBy(answer, edges.numberOf) };
    });
  };
  enter(session.initial);
  for (let at = 0; at < worlds.length && at < worldsMax; at++)
    steps[at] = session.spec.withinConstraints(states[at] as State) ? expand(at) : undefined;
  return {
    questions,
    worlds,
    states,
    steps,
    complete: worlds.length <= worldsMax,
    idOf: (world) => ids.get(keyOf(world)),
    edges,
  };
}

/** The numbers of the edges that an explained step realises. */
export function realisedBy(
  answer: Explained,
  numberOf: (source: State, action: string, target: State) => number | undefined,
): readonly number[] {
  if (answer.kind !== 'actions') return [];
  const { actions, path } = answer;
  return actions.flatMap(({ name }, index) => {
    const [source, target] = [path[index] as State, path[index + 1] as State];
    const number = source === target ? undefined : numberOf(source, name, target);
    return number === undefined ? [] : [number];
  });
}

function createEdgeNumbers({ states }: Session): EdgeNumbers {
  const numbers = new Map<string, number>();
  const actions: string[] = [];
  const bySource = new Map<State, number[]>();
  const keyOf = (source: State, action: string, target: State): string =>
    `${states.idOf(source)}>${action}>${states.idOf(target)}`;
  return {
    find: (source, action, target) => numbers.get(keyOf(source, action, target)),
    numberOf(source, action, target) {
      const key = keyOf(source, action, target);
      let number = numbers.get(key);
      if (number === undefined) {
        number = actions.length;
        numbers.set(key, number);
        actions.push(action);
        const known = bySource.get(source);
        if (known === undefined) bySource.set(source, [number]);
        else known.push(number);
      }
      return number;
    },
    from: (source) => bySource.get(source) ?? [],
    actionOf: (edge) => actions[edge] as string,
  };
}
