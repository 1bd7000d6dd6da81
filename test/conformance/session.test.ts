import { describe, expect, it } from 'vitest';
import { MappingError } from '../../harness/conformance/dictionary.ts';
import type { Mapping, SpecAction } from '../../harness/conformance/mapping.ts';
import { bind, type Session } from '../../harness/conformance/session.ts';
import { type Applied, applyDetailed } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { tallyMapping, tallyModel } from './tally-model.ts';
import { tallySpec } from './tally-spec.ts';

const { refine: scope } = tallyModel();
const spec = tallySpec('refine');

const callOf = (node: string): Event => ({ type: 'call', node, operation: 'add' });
const add = { type: 'Add', source: 'c1', dest: 's', id: 1 };
const request = { source: 'c1', id: 1 };

function withActions(actions: Mapping['actions']): Session {
  const mapping = { ...tallyMapping, actions: { ...tallyMapping.actions, ...actions } };
  return bind(spec, mapping, scope);
}

/** The steps of these events, all of which must happen. */
function stepsOf(session: Session, events: readonly Event[]): readonly Applied[] {
  let world = session.initial;
  return events.map((event) => {
    const step = applyDetailed(world, event);
    if (step === undefined) throw new Error(`cannot happen: ${JSON.stringify(event)}`);
    world = step.after;
    return step;
  });
}

/** From the first world to the last, as if it were one step. */
function asOneStep(steps: readonly Applied[]): Applied {
  const [first] = steps as readonly [Applied];
  return { ...first, after: (steps.at(-1) as Applied).after };
}

describe('a step of the code', () => {
  it('is allowed when the spec allows the action that the mapping names', () => {
    const session = bind(spec, tallyMapping, scope);
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    const answer = session.explains(call);
    expect(answer).toMatchObject({ kind: 'actions', actions: [{ name: 'Call' }] });
  });

  it('is allowed when the spec state stays as it was, whatever the mapping names', () => {
    const session = withActions({ timer: () => ['Handle', request] });
    const events: Event[] = [callOf('c1'), { type: 'timer', node: 'c1', timer: 'retry' }];
    const [, timer] = stepsOf(session, events) as [Applied, Applied];
    expect(session.explains(timer)).toEqual({ kind: 'stutter' });
  });

  it('is forbidden when it changes what the mapping calls a stutter', () => {
    const session = withActions({ call: 'stutter' });
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(session.explains(call)).toMatchObject({ kind: 'forbidden', actions: [] });
  });

  it('is forbidden when the action leads elsewhere', () => {
    const session = withActions({ call: () => ['Call', 'c2'] });
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(session.explains(call)).toMatchObject({ kind: 'forbidden', failing: 0 });
  });
});

describe('a sequence of actions', () => {
  const events: Event[] = [callOf('c1'), { type: 'deliver', message: add }];
  const sequence = (...actions: SpecAction[]) => withActions({ call: () => actions });

  it('is allowed when the spec can take one after another', () => {
    const session = sequence(['Call', 'c1'], ['Handle', request]);
    const answer = session.explains(asOneStep(stepsOf(session, events)));
    expect(answer).toMatchObject({
      kind: 'actions',
      actions: [{ name: 'Call' }, { name: 'Handle' }],
    });
    expect(answer.kind === 'actions' && answer.path.length).toBe(3);
  });

  it('names the first action that cannot be taken, and where', () => {
    const session = sequence(['Handle', request], ['Call', 'c1']);
    const answer = session.explains(asOneStep(stepsOf(session, events)));
    expect(answer).toMatchObject({ kind: 'forbidden', failing: 0 });
  });

  it('names the last action when only the end is wrong', () => {
    const session = sequence(['Call', 'c1'], ['Call', 'c2']);
    const answer = session.explains(asOneStep(stepsOf(session, events)));
    expect(answer).toMatchObject({ kind: 'forbidden', failing: 1 });
  });
});

describe('a step that a crash cuts short', () => {
  const cut = (crashAfter: number): readonly Event[] => [
    callOf('c1'),
    { type: 'deliver', message: add, crashAfter },
  ];

  it('is its actions and then the crash', () => {
    const session = bind(spec, tallyMapping, scope);
    const [, deliver] = stepsOf(session, cut(1)) as [Applied, Applied];
    expect(session.explains(deliver)).toMatchObject({
      kind: 'actions',
      actions: [{ name: 'Handle' }, { name: 'Crash' }],
    });
  });

  it('is the crash alone when nothing of it was left behind', () => {
    const session = bind(spec, tallyMapping, scope);
    const [, deliver] = stepsOf(session, cut(0)) as [Applied, Applied];
    expect(session.explains(deliver)).toMatchObject({
      kind: 'actions',
      actions: [{ name: 'Crash' }],
    });
  });

  it('is not the crash alone when something was left behind', () => {
    const session = withActions({ deliver: () => ['Finish', 'c1'] });
    const [, deliver] = stepsOf(session, cut(1)) as [Applied, Applied];
    expect(session.explains(deliver)).toMatchObject({ kind: 'forbidden' });
  });
});

describe('binding', () => {
  const binding = (abstraction: Mapping['abstraction']) => () =>
    bind(spec, { ...tallyMapping, abstraction }, scope);

  it('refuses an abstraction that lacks a variable of the spec', () => {
    const lacking = binding((world) => {
      const { total: _, ...rest } = tallyMapping.abstraction(world);
      return rest;
    });
    expect(lacking).toThrow(MappingError);
    expect(lacking).toThrow('variable total of Tally is missing from the abstraction');
  });

  it('refuses an abstraction with more than the variables of the spec', () => {
    const surplus = binding((world) => ({ ...tallyMapping.abstraction(world), leader: 's' }));
    expect(surplus).toThrow('leader in the abstraction is no variable of Tally');
  });

  it('names the place in the mapping and the actions there are, for an unknown action', () => {
    const session = withActions({ call: () => ['Cal', 'c1'] });
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(() => session.explains(call)).toThrow(
      /the rule 'call' of the mapping of Tally names Cal, .* Call, /,
    );
  });

  it('names both places for a wrong number of arguments', () => {
    const session = withActions({ call: () => ['Call', 'c1', 2] });
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(() => session.explains(call)).toThrow(
      /the rule 'call' .* gives Call 2 arguments, but Call\(c\) at specs\/tally\/Tally.tla:13:1 takes 1/,
    );
  });

  it('refuses an argument that is no value', () => {
    const session = withActions({ call: () => ['Call', undefined] });
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(() => session.explains(call)).toThrow(/argument 1 of Call is not a value/);
  });

  it('refuses an event without a rule only when it changes the spec state', () => {
    const { call: _, ...others } = tallyMapping.actions;
    const session = bind(spec, { ...tallyMapping, actions: others }, scope);
    const [call] = stepsOf(session, [callOf('c1')]) as [Applied];
    expect(() => session.explains(call)).toThrow("has no rule for 'call'");
  });
});
