import { describe, expect, it } from 'vitest';
import { run } from '../../harness/simulation/apply.ts';
import { enabledEvents } from '../../harness/simulation/enabled.ts';
import { faultKinds } from '../../harness/simulation/fault.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { eventProblem } from '../../scripts/event-shape.ts';
import { parseEvents } from '../../scripts/failure-file.ts';
import { loadModel, protocolNames } from '../../scripts/repository.ts';
import { filer } from '../simulation/protocols/filer.ts';

const scope = { faults: faultKinds, crashesMax: 9 };

describe('an event', () => {
  it('that a world offers has a shape that is accepted, as JSON too', async () => {
    const worlds = [
      run(createWorld(filer), [{ type: 'call', node: 'f', operation: 1 }]).at(-1)?.after,
      run(createWorld(filer), [
        { type: 'call', node: 'f', operation: 1 },
        { type: 'crash', node: 'f', kept: { writes: [0, 1] } },
      ]).at(-1)?.after,
    ];
    for (const name of protocolNames()) {
      const { replay } = await loadModel(name);
      const world = createWorld(replay.protocol, replay.options);
      const [first] = replay.outside(world);
      worlds.push(world, first === undefined ? undefined : run(world, [first]).at(-1)?.after);
    }
    const events = worlds.flatMap((world) => (world ? enabledEvents(world, scope) : []));
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['crash', 'sync', 'restart', 'rot', 'timer', 'deliver', 'partition']) {
      expect(types).toContain(type);
    }
    expect(parseEvents(JSON.stringify(events), 'them').length).toBe(events.length);
  });

  it.each([
    [4, 'no object'],
    [{ type: 'explode' }, 'the type "explode"; known are deliver'],
    [{ type: 'constructor' }, 'the type "constructor"'],
    [{ type: 'crash', node: 'a', kept: { writes: 5 } }, '`kept`'],
    [{ type: 'crash', node: 'a', kept: 7 }, '`kept`'],
    [{ type: 'sync', node: 'a', tag: 'x', outcome: 'ok' }, '`outcome`'],
    [{ type: 'rollBack', node: 'a' }, '`records`'],
    [{ type: 'rot', node: 'a', file: 'f', offset: 0.5, bit: 0 }, '`offset`'],
    [{ type: 'deliver', message: null }, '`message`'],
    [{ type: 'deliver', message: { type: 'A', source: 1, dest: 'b' } }, '`message`'],
    [{ type: 'timer', node: 'a', timer: 't', crashAfter: -1 }, '`crashAfter`'],
    [{ type: 'partition', from: 'a', to: [] }, '`from`'],
    [{ type: 'heal', node: 'a' }, 'no field `node`'],
  ])('%j is refused in words', (event, words) => {
    expect(eventProblem(event)).toContain(words);
    expect(() => parseEvents(JSON.stringify([{ type: 'heal' }, event]), 'x')).toThrow(
      /^x: event 2 /,
    );
  });
});
