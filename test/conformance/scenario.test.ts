import { describe, expect, it } from 'vitest';
import { replay } from '../../harness/conformance/replay.ts';
import type { Scenario } from '../../harness/conformance/scenario.ts';
import { tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

const call = { type: 'call', node: 'c1', operation: 'add' } as const;
const restart = { type: 'restart', node: 's' } as const;
const asked = (events: Scenario['events'], wrong: Scenario['wrong'] = () => undefined) => {
  const scenarios = [{ name: 'one addition', source: 'this test', events, wrong }];
  const model = tallyModel({ model: { scenarios, evidence: { operations: 0, bitten: {} } } });
  return replay(model, tallySpec('replay'), { histories: 1 });
};

describe('a scenario', () => {
  it('is a run of its own, settled where it says so', () => {
    const outcomes: unknown[] = [];
    const { verdict } = asked([call, 'settle', call, 'settle'], ({ world }) => {
      outcomes.push(...world.history.map(({ outcome }) => outcome));
      return undefined;
    });
    expect(verdict).toBe('ok');
    expect(outcomes).toMatchObject([{ output: 1 }, { output: 2 }]);
  });

  it('fails where it does not go as it must, and where an event of it cannot happen', () => {
    const wrong = asked([call], () => 'nobody answered').failure;
    expect(wrong).toMatchObject({ kind: 'scenario', name: 'one addition', events: [call] });
    expect(wrong?.summary).toContain("in the scenario 'one addition': nobody answered");
    expect(asked([restart]).failure?.summary).toMatch(/restart.* cannot happen/);
  });
});

it('calls that are never answered well, and actions that no history takes, are no evidence', () => {
  const evidence = { operations: 0, bitten: {}, untaken: {} } as const;
  const model = tallyModel({ model: { evidence } });
  expect(replay(model, tallySpec('replay')).shortfalls).toEqual([]);
  const never = {
    find: 'Next ==',
    replace:
      "Idle == crashes > 9 /\\ crashes' = 0 /\\ UNCHANGED <<total, last, open, requests>>\n\nNext ==\n  \\/ Idle",
  };
  const { verdict, shortfalls } = replay(model, tallySpec('replay', never));
  expect([verdict, shortfalls]).toEqual(['vacuous', ['no history took Idle']]);
});
