/** An implementation that remembers something outside its states is found out, by every way of asking twice. */
import { describe, expect, it } from 'vitest';
import { refine } from '../../harness/conformance/refine.ts';
import { replay } from '../../harness/conformance/replay.ts';
import { tally } from './tally.ts';
import { clients, tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

/** A counter of the module's: after so many messages the server is deaf, and no state says so. */
function deafAfter(messages: number) {
  let count = 0;
  return tally(clients, {
    server: (honest) => ({
      receive(state, message) {
        count += 1;
        return count > messages ? undefined : honest.receive(state, message);
      },
    }),
  });
}

/** Answers come with a number that nobody asked for, from a counter that never repeats. */
function numbering() {
  let count = 0;
  return tally(clients, {
    server: (honest) => ({
      receive(state, message) {
        count += 1;
        const step = honest.receive(state, message);
        const effects = step?.effects.map((effect) =>
          effect.kind === 'send' ? { ...effect, message: { ...effect.message, count } } : effect,
        );
        return step === undefined ? undefined : ({ ...step, effects } as never);
      },
    }),
  });
}

describe('hidden nondeterminism', () => {
  it('is none of honest code', () => {
    const result = replay(tallyModel(), tallySpec('replay'), { histories: 60, twice: true });
    expect(result.failure).toBeUndefined();
    expect(refine(tallyModel(), tallySpec('refine'), { twice: true }).verdict).toBe('ok');
  });

  it('is seen where one input has two answers', () => {
    const model = tallyModel({ protocol: numbering() });
    const { verdict, failure } = replay(model, tallySpec('replay'), { histories: 60 });
    expect([verdict, failure?.kind]).toEqual(['violation', 'nondeterminism']);
    expect(failure?.guilty?.party).toBe('implementation');
  });

  it('is seen by refine as well, when it is asked for', () => {
    const model = tallyModel({ protocol: numbering() });
    const { failure } = refine(model, tallySpec('refine'), { worldsMax: 200, twice: true });
    expect(failure?.kind).toBe('nondeterminism');
  });

  it('is seen in a second run where each answer could be repeated', () => {
    const honest = tallyModel();
    // An even number: the two answers to one question are alike, and only the second run is not as the first.
    const model = tallyModel({
      protocol: deafAfter(200),
      model: { replay: { ...honest.replay, protocol: deafAfter(200), settled: () => undefined } },
    });
    const once = replay(model, tallySpec('replay'), { histories: 40 });
    expect(once.failure).toBeUndefined();
    const again = { ...model, replay: { ...model.replay, protocol: deafAfter(200) } };
    const { failure } = replay(again, tallySpec('replay'), { histories: 40, twice: true });
    expect(failure).toMatchObject({ kind: 'nondeterminism', events: expect.any(Array) });
    expect(failure?.summary).toContain('the same events led to another world the second time');
  });
});
