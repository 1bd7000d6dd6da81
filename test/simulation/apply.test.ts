import { describe, expect, it } from 'vitest';
import { apply, applyAll, applyDetailed } from '../../harness/simulation/apply.ts';
import { emptyDisk } from '../../harness/simulation/disk.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { clientCrashed } from '../../harness/simulation/history.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import type { World, WorldOptions } from '../../harness/simulation/world.ts';
import { counter } from './protocols/counter.ts';
import { forgetful } from './protocols/forgetful.ts';
import { ping, pingPong, pong } from './protocols/ping-pong.ts';
import { fifo, tokenRing } from './protocols/token-ring.ts';

const callC: Event = { type: 'call', node: 'c', operation: 0 };

/** All of these events must be enabled, one after another. */
function follow(world: World, ...events: Event[]): World {
  const result = applyAll(world, events);
  expect(result.rejected).toEqual([]);
  return result.world;
}

function pingWorld(options: WorldOptions = {}): World {
  return follow(createWorld(pingPong, { strict: true, ...options }), callC);
}

describe('createWorld', () => {
  it('starts every node from an empty disk and carries out its effects', () => {
    const world = createWorld(tokenRing, fifo);
    expect(world.nodes.get('n1')).toMatchObject({ up: true, records: ['started'], crashes: 0 });
    expect(world.nodes.get('n1')?.timers).toEqual(new Map([['pass', 1]]));
    expect(world.nodes.get('n2')?.timers).toEqual(new Map());
    expect(world.time).toBe(0);
  });

  it('refuses a node named twice and a client that is no node', () => {
    expect(() => createWorld({ ...pingPong, nodes: ['c', 'c', 's'] })).toThrow(/twice/);
    expect(() => createWorld({ ...pingPong, clients: ['x'] })).toThrow(/client x/);
  });
});

describe('deliver', () => {
  it('hands one copy to its destination and carries out what it answers', () => {
    const world = follow(pingWorld(), { type: 'deliver', message: ping(1) });
    expect(world.nodes.get('s')?.state).toEqual({ pings: 1 });
    expect(world.network.inFlight).toEqual([pong(1)]);
    expect(world.network.everSent).toEqual([ping(1), pong(1)]);
  });

  it('finds a message by content, so an event that went through JSON still fits', () => {
    const event: Event = JSON.parse(JSON.stringify({ type: 'deliver', message: ping(1) }));
    expect(apply(pingWorld(), event)).toBeDefined();
  });

  it('is not enabled for a message that is not under way, or whose destination is down', () => {
    const world = pingWorld();
    expect(apply(world, { type: 'deliver', message: ping(2) })).toBeUndefined();
    const down = follow(world, { type: 'crash', node: 's' });
    expect(apply(down, { type: 'deliver', message: ping(1) })).toBeUndefined();
  });

  it('consumes a message that the handler ignores', () => {
    const answered = follow(
      pingWorld(),
      { type: 'deliver', message: ping(1) },
      { type: 'duplicate', message: pong(1) },
      { type: 'deliver', message: pong(1) },
    );
    const step = applyDetailed(answered, { type: 'deliver', message: pong(1) });
    expect(step).toMatchObject({ ignored: true, node: 'c', effects: [] });
    expect(step?.after.network.inFlight).toEqual([]);
    expect(step?.after.nodes).toBe(answered.nodes);
  });

  it('in a set network can happen again and again', () => {
    const event: Event = { type: 'deliver', message: ping(1) };
    const world = follow(pingWorld({ network: 'set' }), event, event, event);
    expect(world.nodes.get('s')?.state).toEqual({ pings: 3 });
    expect(world.network.inFlight).toEqual([]);
    expect(world.network.everSent).toEqual([ping(1), pong(1)]);
  });

  it('on a FIFO link takes the oldest message only', () => {
    for (const network of ['copies', 'set'] as const) {
      const start = createWorld(tokenRing, { ...fifo, network });
      const world = follow(start, { type: 'timer', node: 'n1', timer: 'pass' });
      const [greeting, token] = world.network.inFlight;
      if (greeting === undefined || token === undefined) throw new Error('nothing was sent');
      expect(apply(world, { type: 'deliver', message: token })).toBeUndefined();
      const greeted = follow(world, { type: 'deliver', message: greeting });
      const passed = follow(greeted, { type: 'deliver', message: token });
      expect(passed.nodes.get('n2')?.state).toMatchObject({ lap: 0, disorder: false });
      expect(passed.network.everSent).toEqual([]);
    }
  });
});

describe('messages that travel beside a FIFO link', () => {
  const link = (_source: string, _dest: string, type: string) =>
    ({ order: type === 'Token' ? 'fifo' : 'any', lossy: true, duplicating: true }) as const;
  const world = follow(createWorld(tokenRing, { link }), {
    type: 'timer',
    node: 'n1',
    timer: 'pass',
  });
  const [greeting, token] = world.network.inFlight;
  if (greeting === undefined || token === undefined) throw new Error('nothing was sent');

  it('hold up nobody on it, and are overtaken', () => {
    const passed = follow(world, { type: 'deliver', message: token });
    expect(passed.nodes.get('n2')?.state).toMatchObject({ lap: 0, disorder: true });
    expect(passed.network.inFlight).toEqual([greeting]);
    expect(passed.network.everSent).toEqual([greeting]);
  });

  it('outlive a crash, which breaks the connection', () => {
    const down = follow(world, { type: 'crash', node: 'n2' });
    expect(down.network.inFlight).toEqual([greeting]);
  });
});

describe('equal messages on a FIFO link', () => {
  const link = () => ({ order: 'fifo', lossy: true, duplicating: false }) as const;
  const pass: Event = { type: 'timer', node: 'n1', timer: 'pass' };
  const world = follow(
    createWorld(tokenRing, { link }),
    pass,
    { type: 'loseDisk', node: 'n1' },
    { type: 'restart', node: 'n1' },
    pass,
  );
  const [first, , second, last] = world.network.inFlight;
  if (first === undefined || second === undefined) throw new Error('nothing was sent');

  it('are one: whichever of them an event names, the oldest is meant', () => {
    expect(first).toEqual(second);
    expect(apply(world, { type: 'deliver', message: second })).toBeDefined();
    const rest = [last, second, last];
    for (const message of [first, second, JSON.parse(JSON.stringify(second))]) {
      expect(follow(world, { type: 'drop', message }).network.inFlight).toEqual(rest);
    }
  });
});

describe('drop and duplicate', () => {
  it('take away and add one copy', () => {
    const two = follow(pingWorld(), { type: 'duplicate', message: ping(1) });
    expect(two.network.inFlight).toEqual([ping(1), ping(1)]);
    const one = follow(two, { type: 'drop', message: ping(1) });
    expect(one.network.inFlight).toEqual([ping(1)]);
    expect(one.network.everSent).toEqual([ping(1)]);
  });

  it('are not enabled where the link loses or duplicates nothing', () => {
    const link = () => ({ order: 'any', lossy: false, duplicating: false }) as const;
    const world = pingWorld({ link });
    expect(apply(world, { type: 'drop', message: ping(1) })).toBeUndefined();
    expect(apply(world, { type: 'duplicate', message: ping(1) })).toBeUndefined();
  });

  it('are not enabled in a set network, where there is nothing that they could change', () => {
    const world = pingWorld({ network: 'set' });
    expect(apply(world, { type: 'drop', message: ping(1) })).toBeUndefined();
    expect(apply(world, { type: 'duplicate', message: ping(1) })).toBeUndefined();
  });

  it('keep the order of a FIFO link that is lossy and duplicating', () => {
    const link = () => ({ order: 'fifo', lossy: true, duplicating: true }) as const;
    const start = createWorld(tokenRing, { link });
    const world = follow(start, { type: 'timer', node: 'n1', timer: 'pass' });
    const [greeting, token] = world.network.inFlight;
    if (greeting === undefined || token === undefined) throw new Error('nothing was sent');
    const doubled = follow(world, { type: 'duplicate', message: greeting });
    expect(doubled.network.inFlight).toEqual([greeting, greeting, token]);
    const dropped = follow(world, { type: 'drop', message: greeting });
    expect(dropped.network.inFlight).toEqual([token]);
  });
});

describe('timer', () => {
  it('fires only if it is set, and is then no longer set', () => {
    const world = createWorld(tokenRing, fifo);
    const fired = follow(world, { type: 'timer', node: 'n1', timer: 'pass' });
    expect(fired.nodes.get('n1')?.timers.size).toBe(0);
    expect(apply(fired, { type: 'timer', node: 'n1', timer: 'pass' })).toBeUndefined();
    expect(apply(world, { type: 'timer', node: 'n2', timer: 'pass' })).toBeUndefined();
  });

  it('can be set anew by its own step, and cancelled by another', () => {
    const again = follow(pingWorld(), { type: 'timer', node: 'c', timer: 'retry' });
    expect(again.nodes.get('c')?.timers).toEqual(new Map([['retry', 5]]));
    expect(again.network.inFlight).toEqual([ping(1), ping(1)]);
    const done = follow(
      again,
      { type: 'deliver', message: ping(1) },
      { type: 'deliver', message: pong(1) },
    );
    expect(done.nodes.get('c')?.timers.size).toBe(0);
  });
});

describe('call', () => {
  it('enters the history and is closed by the complete effect', () => {
    const world = pingWorld();
    expect(world.history).toEqual([{ process: 'c', operation: 0, invoke: 0 }]);
    const done = follow(
      world,
      { type: 'deliver', message: ping(1) },
      { type: 'deliver', message: pong(1) },
    );
    const outcome = { type: 'ok', output: 1 };
    expect(done.history).toEqual([{ process: 'c', operation: 0, invoke: 0, return: 2, outcome }]);
  });

  it('is not enabled for a busy client, a client that is down, a node that is no client', () => {
    const world = pingWorld();
    expect(apply(world, callC)).toBeUndefined();
    expect(apply(world, { type: 'call', node: 's', operation: 0 })).toBeUndefined();
    expect(apply(follow(world, { type: 'crash', node: 'c' }), callC)).toBeUndefined();
  });

  it('is not enabled while one is open, even if the client itself would accept it', () => {
    const open = follow(createWorld(forgetful), { type: 'call', node: 'a', operation: 0 });
    expect(apply(open, { type: 'call', node: 'a', operation: 1 })).toBeUndefined();
  });

  it('that the client refuses has not happened', () => {
    const world = createWorld(counter(1));
    expect(apply(world, { type: 'call', node: 'c1', operation: 'nonsense' })).toBeUndefined();
  });
});

describe('input', () => {
  it('reaches a node without entering the history, and can be refused', () => {
    const world = createWorld(counter(1));
    const step = applyDetailed(world, { type: 'input', node: 's', input: 'audit' });
    expect(step).toMatchObject({ node: 's', ignored: false });
    expect(step?.after.history).toEqual([]);
    expect(apply(world, { type: 'input', node: 's', input: 'other' })).toBeUndefined();
    expect(apply(world, { type: 'input', node: 'c1', input: 'audit' })).toBeUndefined();
  });
});

describe('crash', () => {
  it('destroys state and timers, keeps records, and leaves the open operation unknown for ever', () => {
    const world = follow(
      createWorld(counter(1)),
      { type: 'call', node: 'c1', operation: 1 },
      { type: 'crash', node: 'c1' },
    );
    const timers = new Map();
    expect(world.nodes.get('c1')).toEqual({
      up: false,
      state: undefined,
      disk: emptyDisk,
      records: [1],
      timers,
      crashes: 1,
    });
    const outcome = { type: 'info', reason: clientCrashed };
    expect(world.history).toEqual([{ process: 'c1', operation: 1, invoke: 0, outcome }]);
    const restarted = follow(world, { type: 'restart', node: 'c1' });
    expect(restarted.nodes.get('c1')?.state).toMatchObject({ request: 1, by: undefined });
    expect(apply(restarted, { type: 'call', node: 'c1', operation: 1 })).toBeDefined();
  });

  it('with loseDisk destroys the records as well', () => {
    const world = follow(
      createWorld(counter(1)),
      { type: 'call', node: 'c1', operation: 1 },
      { type: 'loseDisk', node: 'c1' },
    );
    expect(world.nodes.get('c1')).toMatchObject({ up: false, records: [], crashes: 1 });
  });

  it('is not enabled for a node that is down; restart is not for one that is up', () => {
    const world = pingWorld();
    expect(apply(world, { type: 'restart', node: 's' })).toBeUndefined();
    const down = follow(world, { type: 'crash', node: 's' });
    expect(apply(down, { type: 'crash', node: 's' })).toBeUndefined();
    expect(apply(down, { type: 'loseDisk', node: 's' })).toBeUndefined();
  });

  it('leaves messages on unordered links under way, in both directions', () => {
    const world = follow(
      pingWorld(),
      { type: 'crash', node: 's' },
      { type: 'crash', node: 'c' },
      { type: 'restart', node: 's' },
      { type: 'deliver', message: ping(1) },
    );
    expect(world.network.inFlight).toEqual([pong(1)]);
  });

  it('breaks the connections (FIFO links) to the node: what was on its way there is lost', () => {
    const start = createWorld(tokenRing, fifo);
    const sent = follow(start, { type: 'timer', node: 'n1', timer: 'pass' });
    const step = applyDetailed(sent, { type: 'crash', node: 'n2' });
    expect(step?.lost.map(({ type }) => type)).toEqual(['Greeting', 'Token']);
    expect(step?.after.network.inFlight).toEqual([]);
    const kept = applyDetailed(sent, { type: 'crash', node: 'n1' });
    expect(kept?.after.network.inFlight).toEqual(sent.network.inFlight);
  });

  it('lets messages sent to the node on FIFO links get lost until it is up again', () => {
    const down = follow(createWorld(tokenRing, fifo), { type: 'crash', node: 'n2' });
    const step = applyDetailed(down, { type: 'timer', node: 'n1', timer: 'pass' });
    expect(step?.lost.map(({ type }) => type)).toEqual(['Greeting', 'Token']);
    expect(step?.after.network.inFlight).toEqual([]);
  });
});

describe('crashAfter', () => {
  const call: Event = { type: 'call', node: 'c1', operation: 1 };
  const world = follow(createWorld(counter(1)), call);
  const [increment] = world.network.inFlight;
  if (increment === undefined) throw new Error('nothing was sent');

  it('cuts the effects after that many', () => {
    const cut = (crashAfter: number) =>
      applyDetailed(world, { type: 'deliver', message: increment, crashAfter });
    const kinds = (effects: readonly { kind: string }[] = []) => effects.map(({ kind }) => kind);
    expect(kinds(cut(0)?.effects)).toEqual([]);
    expect(kinds(cut(0)?.skipped)).toEqual(['persist', 'send']);
    expect(cut(0)?.after.nodes.get('s')).toMatchObject({ up: false, records: [] });
    expect(kinds(cut(1)?.effects)).toEqual(['persist']);
    expect(cut(1)?.after.nodes.get('s')?.records).toHaveLength(1);
    expect(cut(1)?.after.network.inFlight).toEqual([]);
    expect(kinds(cut(2)?.skipped)).toEqual([]);
    expect(cut(2)?.after.network.inFlight).toHaveLength(1);
    expect(cut(2)?.after.nodes.get('s')).toMatchObject({ up: false, crashes: 1 });
    expect(cut(9)?.after).toEqual(cut(2)?.after);
  });

  it('must be a natural number', () => {
    for (const crashAfter of [-1, 0.5, Number.NaN]) {
      expect(apply(world, { type: 'deliver', message: increment, crashAfter })).toBeUndefined();
    }
  });

  it('of a call leaves an operation that may have happened', () => {
    const cut = follow(createWorld(counter(1)), { ...call, crashAfter: 1 } as Event);
    expect(cut.history).toMatchObject([{ process: 'c1', outcome: { type: 'info' } }]);
    expect(cut.nodes.get('c1')?.records).toEqual([1]);
    expect(cut.network.inFlight).toEqual([]);
  });

  it('of a restart is a crash during recovery', () => {
    const down = follow(createWorld(tokenRing, fifo), { type: 'loseDisk', node: 'n1' });
    const again = follow(down, { type: 'restart', node: 'n1', crashAfter: 1 });
    expect(again.nodes.get('n1')).toMatchObject({ up: false, records: ['started'], crashes: 2 });
  });
});

describe('partition and heal', () => {
  it('block the links one way; what is blocked waits, and can still be lost', () => {
    const cut = follow(pingWorld(), { type: 'partition', from: ['c'], to: ['s'] });
    expect(apply(cut, { type: 'deliver', message: ping(1) })).toBeUndefined();
    expect(apply(cut, { type: 'drop', message: ping(1) })).toBeDefined();
    const healed = follow(cut, { type: 'heal' }, { type: 'deliver', message: ping(1) });
    const back = follow(healed, { type: 'partition', from: ['c'], to: ['s'] });
    expect(apply(back, { type: 'deliver', message: pong(1) })).toBeDefined();
  });

  it('hold in a set network too', () => {
    const world = pingWorld({ network: 'set' });
    const cut = follow(world, { type: 'partition', from: ['c'], to: ['s'] });
    expect(apply(cut, { type: 'deliver', message: ping(1) })).toBeUndefined();
  });

  it('are not enabled when they change nothing, or name unknown nodes', () => {
    const world = pingWorld();
    expect(apply(world, { type: 'heal' })).toBeUndefined();
    expect(apply(world, { type: 'partition', from: ['c'], to: ['c'] })).toBeUndefined();
    expect(apply(world, { type: 'partition', from: ['c'], to: ['x'] })).toBeUndefined();
    const cut = follow(world, { type: 'partition', from: ['c'], to: ['s'] });
    expect(apply(cut, { type: 'partition', from: ['c'], to: ['s'] })).toBeUndefined();
  });
});

describe('applyAll', () => {
  it('skips events that are not enabled and names them', () => {
    const world = createWorld(pingPong);
    const events: Event[] = [{ type: 'heal' }, callC, callC, { type: 'deliver', message: ping(1) }];
    const result = applyAll(world, events);
    expect(result.rejected).toEqual([0, 2]);
    expect(result.world.time).toBe(2);
  });
});
