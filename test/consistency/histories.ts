/**
 * Generated histories. Clients call one operation after another, with waits and durations of a few ticks so that ties
 * happen. Outputs come from a real run with a hidden order (then the history is linearizable), possibly with some outputs
 * replaced (then it may not be), or are drawn at random.
 */
import fc from 'fast-check';
import type {
  History,
  Operation,
  OutcomeType,
  SequentialObject,
} from '../../harness/consistency/history.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of every kind.
export type AnyObject = SequentialObject<any, any, any>;

export interface Shape {
  readonly object: AnyObject;
  readonly inputs: fc.Arbitrary<unknown>;
  /** Outputs that are in the way: some right, some wrong. */
  readonly outputs: fc.Arbitrary<unknown>;
  readonly operationsMax?: number;
  /** Changes an input by the place of its operation: to make written values distinct. */
  readonly adapt?: (input: unknown, place: number) => unknown;
}

interface Plan {
  readonly client: number;
  readonly wait: number;
  readonly takes: number;
  /** Where within its time the operation takes effect, in thousandths. */
  readonly point: number;
  readonly input: unknown;
  readonly outcome: OutcomeType;
  readonly answer: number;
  readonly replaced: unknown;
}

export function histories(shape: Shape): fc.Arbitrary<History> {
  const { inputs, outputs, operationsMax = 6 } = shape;
  const outcome = fc.constantFrom<OutcomeType>(
    'ok',
    'ok',
    'ok',
    'ok',
    'ok',
    'ok',
    'info',
    'info',
    'fail',
  );
  const plan = (replacing: fc.Arbitrary<unknown>): fc.Arbitrary<Plan> =>
    fc.record({
      client: fc.integer({ min: 0, max: 3 }),
      wait: fc.integer({ min: 1, max: 3 }),
      takes: fc.integer({ min: 1, max: 9 }),
      point: fc.integer({ min: 0, max: 999 }),
      input: inputs,
      outcome,
      answer: fc.nat(7),
      replaced: replacing,
    });
  const rarely = fc.option(outputs, { freq: 8, nil: undefined });
  const list = (one: fc.Arbitrary<Plan>) => fc.array(one, { maxLength: operationsMax });
  return fc
    .oneof(list(plan(fc.constant(undefined))), list(plan(rarely)), list(plan(outputs)))
    .map((plans) =>
      plans.map((plan, place) => ({
        ...plan,
        input: shape.adapt?.(plan.input, place) ?? plan.input,
      })),
    )
    .map((plans) => perform(shape.object, plans));
}

function perform(object: AnyObject, plans: readonly Plan[]): History {
  const clock = new Map<number, number>();
  const lives = new Map<number, number>();
  const timed = plans.map((plan) => {
    const invoke = (clock.get(plan.client) ?? 0) + plan.wait;
    const end = invoke + plan.takes;
    clock.set(plan.client, end);
    const life = lives.get(plan.client) ?? 0;
    // A client whose operation is unknown comes back under a new name.
    if (plan.outcome === 'info') lives.set(plan.client, life + 1);
    return { plan, invoke, end, at: invoke + (plan.takes * plan.point) / 1000, life };
  });
  let state = object.initial;
  const outputs = new Map<Plan, unknown>();
  for (const { plan } of [...timed].sort((a, b) => a.at - b.at)) {
    // Of the unknown operations every other one takes effect; late ones only matter in the broken histories.
    if (plan.outcome === 'fail' || (plan.outcome === 'info' && plan.answer % 2 === 0)) continue;
    const answers = object.apply(state, plan.input);
    const answer = answers[plan.answer % answers.length]!;
    state = answer.state;
    outputs.set(plan, plan.replaced === undefined ? answer.output : plan.replaced);
  }
  return timed.map(({ plan, invoke, end, life }): Operation => {
    const process = `c${plan.client}${'x'.repeat(life)}`;
    const { input, outcome } = plan;
    if (outcome === 'info') return { process, input, invoke, outcome, return: Infinity };
    if (outcome === 'fail') return { process, input, invoke, outcome, return: end };
    return { process, input, invoke, outcome, return: end, output: outputs.get(plan) };
  });
}
