import { describe, expect, it } from 'vitest';
import { inferred } from '../../harness/conformance/mapping.ts';
import { refine } from '../../harness/conformance/refine.ts';
import { replay } from '../../harness/conformance/replay.ts';
import { bind } from '../../harness/conformance/session.ts';
import { grammarFiles } from '../../harness/files.ts';
import { applyDetailed } from '../../harness/simulation/apply.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { dealerModel, dealerSpec, mapping } from './dealer.ts';
import { tallyMapping, tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

await loadGrammar(grammarFiles);
const honest = dealerModel(({ secret }) => secret);

describe('a mapping that hides a variable', () => {
  it('is enough: the engine keeps what explains the run', () => {
    const { verdict, actions } = replay(honest, dealerSpec());
    expect(verdict).toBe('ok');
    expect(actions.Show).toBeGreaterThan(10);
  });

  it('narrows what it was with each event, so that a second card without a draw is found', () => {
    const cheat = dealerModel(({ secret, shown }) => secret + shown.length);
    const { failure } = replay(cheat, dealerSpec());
    const show = { type: 'input', node: 'dealer', input: 'show' };
    expect(failure).toMatchObject({ kind: 'step', name: 'Show', events: [show, show] });
  });

  it('says of a failure how many states were possible, and what was tried from each', () => {
    const beyond = dealerModel(({ secret }) => secret + 4);
    const { failure } = replay(beyond, dealerSpec());
    expect(failure?.events).toHaveLength(1);
    expect(failure?.story).toContain(
      '4 states explain the run up to here; what was tried from there\n' +
        '  with secret = 1: Show makes shown {1}, not + 5  - 1\n',
    );
    expect(failure?.story).toContain('with secret = 4: Show makes');
  });

  it('holds an invariant against a run only if it is false whatever the hidden values are', () => {
    expect(replay(honest, dealerSpec('INVARIANT FewInv')).verdict).toBe('ok');
    const all = dealerModel(({ shown }) => shown.length + 1);
    const cycling = {
      ...all.mapping,
      actions: { input: () => [['Draw', inferred], ['Show']] as never },
    };
    const { failure } = replay({ ...all, mapping: cycling }, dealerSpec('INVARIANT FewInv'));
    expect(failure).toMatchObject({ kind: 'invariant', name: 'FewInv' });
  });

  it('is refused where it hides what is given or is no variable, and where all must be known', () => {
    const hiding =
      (...hidden: string[]) =>
      () =>
        bind(dealerSpec(), { ...mapping, hidden }, honest.replay);
    expect(hiding('secret', 'shown')).toThrow('shown is in the abstraction, and hidden');
    expect(hiding('secret', 'nothing')).toThrow('nothing in the abstraction is no variable');
    expect(hiding()).toThrow('variable secret of Dealer is missing');
    expect(() => refine(honest, dealerSpec())).toThrow('hides secret');
  });
});

describe('an argument that is left open', () => {
  const leaving = (rule: unknown) => ({
    ...tallyMapping,
    actions: { ...tallyMapping.actions, call: () => rule as never },
  });

  it('is the one with which the step is allowed', () => {
    const session = bind(tallySpec('refine'), leaving(['Call', inferred]), tallyModel().refine);
    const step = applyDetailed(session.initial, { type: 'call', node: 'c2', operation: 'add' });
    const answer = session.explains(step as never);
    expect(answer).toMatchObject({ kind: 'actions', actions: [{ name: 'Call' }] });
    expect(answer.kind === 'actions' && answer.actions[0]?.args).toHaveLength(1);
  });

  it('leaves replay and refine as they are, and is a question mark in a story', () => {
    const model = { ...tallyModel(), mapping: leaving(['Call', inferred]) };
    expect(replay(model, tallySpec('replay')).verdict).toBe('ok');
    expect(refine(model, tallySpec('refine'))).toEqual(
      expect.objectContaining({
        verdict: 'ok',
        explained: refine(tallyModel(), tallySpec('refine')).explained,
      }),
    );
    const wrong = { ...tallyModel(), mapping: leaving(['Handle', inferred]) };
    expect(replay(wrong, tallySpec('replay')).failure?.story).toContain('Handle(?)');
  });
});
