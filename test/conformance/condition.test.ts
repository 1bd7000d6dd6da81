/** What judges a finished run as a whole: found, shrunk and told like any other failure. */
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../harness/conformance/condition.ts';
import { replay } from '../../harness/conformance/replay.ts';
import { tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

describe('a condition', () => {
  const fewer: Condition = {
    name: 'modesty',
    judge({ world, steps }) {
      expect(steps.length).toBe(world.time);
      const answered = world.history.filter(({ outcome }) => outcome?.type === 'ok').length;
      if (answered < 2) return { verdict: 'ok' };
      return { verdict: 'violation', broken: 'modest', words: `${answered} were\nanswered` };
    },
  };

  it('judges the run as a whole: what it finds shrinks, and is told in its own words', () => {
    const failure = replay(
      tallyModel({ model: { condition: fewer } }),
      tallySpec('replay'),
    ).failure;
    expect(failure).toMatchObject({
      kind: 'condition',
      name: 'modesty',
      summary: 'what the clients saw is not modest',
      guilty: { party: 'consistency only' },
    });
    expect(failure?.events.length).toBe(6);
    expect(failure?.story).toContain('2 were\nanswered');
  });

  it('that cannot tell leaves the verdict unknown', () => {
    const condition: Condition = {
      name: 'modesty',
      judge: () => ({ verdict: 'unknown', reason: 'no time' }),
    };
    const model = tallyModel({ model: { condition } });
    expect(replay(model, tallySpec('replay'), { histories: 8 }).verdict).toBe('unknown');
  });

  it('makes operations count as judged, without an object', () => {
    const { object: _, ...model } = tallyModel({});
    const judged = (condition?: Condition) =>
      replay(condition === undefined ? model : { ...model, condition }, tallySpec('replay'), {
        histories: 8,
      }).operations;
    expect(judged({ name: 'nothing', judge: () => ({ verdict: 'ok' }) })).toBeGreaterThan(0);
    expect(judged()).toBe(0);
  });
});
