/**
 * The same events once more, from a first world that is made anew. A list of events is the whole history only if it leads
 * to the same worlds again; where it does not, something in the code remembers or guesses what is in no state: a variable
 * of a module, a clock, chance, the order of a Set of objects.
 */
import { type Applied, apply } from '../simulation/apply.ts';
import type { Event } from '../simulation/event.ts';
import { keyOf, worldKey } from '../simulation/key.ts';
import { ProgramError } from '../simulation/program-error.ts';
import { createWorld } from '../simulation/start.ts';
import { describeEvent } from '../simulation/story.ts';
import type { World } from '../simulation/world.ts';
import type { Scope } from './model.ts';
import type { Failure } from './result.ts';

/** The first difference, as a failure; undefined if there is none. */
export function hiddenNondeterminism(
  { protocol, options }: Scope,
  initial: World,
  steps: readonly Applied[],
): Failure | undefined {
  try {
    let world = createWorld(protocol, options);
    const atStart = difference(initial, world);
    if (atStart !== undefined) return failureOf([], 'the nodes start', atStart);
    for (const [index, { event, after }] of steps.entries()) {
      const again = apply(world, event);
      const found = again === undefined ? 'it cannot happen' : difference(after, again);
      if (again === undefined || found !== undefined) {
        const events = steps.slice(0, index + 1).map((step) => step.event);
        return failureOf(events, `event ${index}, ${describeEvent(event)}`, found ?? '');
      }
      world = again;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const events = steps.map(({ event }) => event);
    return failureOf(events, 'the second time', `the program throws: ${error.message}`);
  }
}

function difference(first: World, second: World): string | undefined {
  if (worldKey(first) === worldKey(second)) return undefined;
  const node = [...first.nodes].find(([name, was]) => keyOf(was) !== keyOf(second.nodes.get(name)));
  return node === undefined
    ? 'other messages are under way, or clients see something else'
    : `node ${node[0]} is in another state`;
}

function failureOf(events: readonly Event[], when: string, what: string): Failure {
  const summary = `the same events led to another world the second time: at ${when}, ${what}`;
  const story = [
    `${summary}.`,
    'Something in the code is not deterministic: a variable of a module, a clock, chance.',
    '',
    ...events.map((event, index) => `  ${index}  ${describeEvent(event)}`),
  ].join('\n');
  const guilty = { party: 'implementation', reason: 'the events are the whole history' } as const;
  return { kind: 'nondeterminism', name: 'nondeterminism', summary, story, events, guilty };
}
