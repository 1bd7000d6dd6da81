import { describe, expect, it } from 'vitest';
import { apply } from '../../harness/simulation/apply.ts';
import { ProgramError } from '../../harness/simulation/program-error.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { deepFreeze, isJson } from '../../harness/simulation/strict.ts';
import type { WorldOptions } from '../../harness/simulation/world.ts';
import type { Effect, Program, Protocol, Step } from '../../impl/protocol.ts';

interface State {
  readonly list: number[];
  readonly map: Map<string, number>;
  readonly set: Set<number>;
}

/** A node that does something wrong as soon as it is told to. */
function protocolOf(wrong: (state: State) => Step<State> | undefined): Protocol {
  const program: Program<State> = {
    start: () => ({
      state: { list: [1], map: new Map([['a', 1]]), set: new Set([1]) },
      effects: [],
    }),
    receive: () => undefined,
    call: wrong,
  };
  return { name: 'wrong', nodes: ['n'], clients: ['n'], program: () => program };
}

function tell(wrong: (state: State) => Step<State> | undefined, options?: WorldOptions) {
  return () =>
    apply(createWorld(protocolOf(wrong), options), { type: 'call', node: 'n', operation: 0 });
}

const effect = (effect: unknown) => (state: State) => ({ state, effects: [effect as Effect] });

describe('strict', () => {
  const strict: WorldOptions = { strict: true };

  it('catches a program that changes its own state in place', () => {
    const wrongs: ((state: State) => unknown)[] = [
      ({ list }) => list.push(2),
      ({ map }) => map.set('b', 2),
      ({ map }) => map.delete('a'),
      ({ map }) => map.clear(),
      ({ set }) => set.add(2),
      ({ set }) => set.delete(1),
    ];
    for (const wrong of wrongs) {
      const change = (state: State) => {
        wrong(state);
        return { state, effects: [] };
      };
      expect(tell(change, strict)).toThrow(ProgramError);
      expect(tell(change)).not.toThrow();
    }
  });

  it('catches a program that is not deterministic', () => {
    let calls = 0;
    const wrong = (state: State) => ({ state: { ...state, list: [calls++] }, effects: [] });
    expect(tell(wrong, strict)).toThrow(/not deterministic/);
  });

  it('catches a message that JSON cannot carry', () => {
    const message = { type: 'M', source: 'n', dest: 'n', seen: new Set([1]) };
    expect(tell(effect({ kind: 'send', message }), strict)).toThrow(/JSON cannot carry/);
    const plain = { type: 'M', source: 'n', dest: 'n', seen: [1] };
    expect(tell(effect({ kind: 'send', message: plain }), strict)).not.toThrow();
  });

  it('catches a state that is not plain data', () => {
    const wrong = (state: State) => ({ state: { ...state, now: new Date(0) }, effects: [] });
    expect(tell(wrong, strict)).toThrow(/instance of Date is not plain data/);
  });
});

describe('a program that breaks its contract throws ProgramError, naming the node', () => {
  it('when it throws', () => {
    const fail = tell(() => {
      throw new RangeError('oops');
    });
    expect(fail).toThrow(ProgramError);
    expect(fail).toThrow(/^n: the program threw RangeError: oops/);
  });

  it('when it completes an operation and has none open', () => {
    const complete = { kind: 'complete', outcome: { type: 'ok', output: 0 } };
    const twice = (state: State) => ({ state, effects: [complete, complete] as Effect[] });
    expect(tell(effect(complete))).not.toThrow();
    expect(tell(twice)).toThrow(/none open/);
  });

  it('when it sends to a node that does not exist', () => {
    const message = { type: 'M', source: 'n', dest: 'x' };
    expect(tell(effect({ kind: 'send', message }))).toThrow(/unknown node/);
  });
});

describe('deepFreeze', () => {
  it('leaves reading alone', () => {
    const frozen = deepFreeze(new Map([['a', new Set([1])]]));
    expect([...frozen.keys()]).toEqual(['a']);
    expect(frozen.get('a')?.has(1)).toBe(true);
    expect(new Map(frozen).set('b', new Set()).size).toBe(2);
    expect(() => frozen.get('a')?.add(2)).toThrow(TypeError);
  });
});

describe('isJson', () => {
  it('accepts exactly what comes back from JSON unchanged', () => {
    for (const value of [null, 1, 'a', true, [1, [2]], { a: { b: [] } }, { a: undefined }]) {
      expect(isJson(value)).toBe(true);
    }
    for (const value of [
      undefined,
      [undefined],
      1n,
      Number.NaN,
      new Map(),
      new Set(),
      new Date(),
    ]) {
      expect(isJson(value)).toBe(false);
    }
  });
});
