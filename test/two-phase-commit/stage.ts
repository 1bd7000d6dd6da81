/** A stage for scenarios of two-phase commit: events in a few words, a world to play them in, and the trace of a run. */
import type { MappingContext } from '../../harness/conformance/mapping.ts';
import { type Applied, applyDetailed } from '../../harness/simulation/apply.ts';
import type { Event } from '../../harness/simulation/event.ts';
import { settle } from '../../harness/simulation/settle.ts';
import { createWorld } from '../../harness/simulation/start.ts';
import { formatStory } from '../../harness/simulation/story.ts';
import type { World } from '../../harness/simulation/world.ts';
import type { NodeId } from '../../impl/protocol.ts';
import type { Transaction } from '../../impl/two-phase-commit/transaction.ts';
import { twoPhaseCommit } from '../../impl/two-phase-commit/two-phase-commit.ts';
import { mappingFor } from '../../models/two-phase-commit/mapping.ts';

export function transactionOf(options: Partial<Transaction> = {}): Transaction {
  return {
    participants: ['rm1', 'rm2'],
    coordinator: 'tm',
    client: 'client',
    cooperative: false,
    ...options,
  };
}

export const deliver = (type: string, source: NodeId, dest: NodeId): Event => {
  return { type: 'deliver', message: { type, source, dest } };
};
export const drop = (type: string, source: NodeId, dest: NodeId): Event => {
  return { type: 'drop', message: { type, source, dest } };
};
export const timer = (node: NodeId, name: string): Event => ({ type: 'timer', node, timer: name });
export const call = (node: NodeId, type: string): Event => {
  return { type: 'call', node, operation: { type } };
};
export const input = (node: NodeId, type: string): Event => ({
  type: 'input',
  node,
  input: { type },
});
export const crash = (node: NodeId): Event => ({ type: 'crash', node });
export const restart = (node: NodeId): Event => ({ type: 'restart', node });
export const cut = (event: Event, crashAfter: number): Event => ({ ...event, crashAfter }) as Event;

/** The message is sent by its timer, and arrives. */
export const say = (what: string, source: NodeId, dest: NodeId): readonly Event[] => {
  const timers: Record<string, string> = {
    Prepare: `prepare ${dest}`,
    Yes: 'vote',
    Commit: `decision ${dest}`,
    Abort: `decision ${dest}`,
    Ack: 'ack',
    Inquiry: `inquiry ${dest}`,
  };
  return [timer(source, timers[what] ?? 'retry'), deliver(what, source, dest)];
};

/** From the client's request to both votes being on their way, and one of them counted. */
export const voting: readonly Event[] = [
  call('client', 'commit'),
  deliver('Request', 'client', 'tm'),
  ...say('Prepare', 'tm', 'rm1'),
  ...say('Prepare', 'tm', 'rm2'),
  ...say('Yes', 'rm1', 'tm'),
  timer('rm2', 'vote'),
];

/** The same, and the coordinator has decided; nobody knows yet. */
export const decided: readonly Event[] = [...voting, deliver('Yes', 'rm2', 'tm')];

/** A run in which every event must be possible. */
export class Stage {
  readonly steps: Applied[] = [];
  readonly transaction: Transaction;
  world: World;

  constructor(options: Partial<Transaction> = {}) {
    this.transaction = transactionOf(options);
    this.world = createWorld(twoPhaseCommit(this.transaction), { strict: true });
  }

  play(...events: readonly Event[]): this {
    for (const event of events) {
      const step = applyDetailed(this.world, event);
      if (step === undefined) throw new Error(`cannot happen here: ${JSON.stringify(event)}`);
      this.steps.push(step);
      this.world = step.after;
    }
    return this;
  }

  settle(): this {
    const { steps, world } = settle(this.world);
    this.steps.push(...steps);
    this.world = world;
    return this;
  }

  phaseOf(node: NodeId): string {
    const { up, state } = this.world.nodes.get(node) ?? { up: false, state: undefined };
    return up ? (state as { phase: string }).phase : 'down';
  }

  logOf(node: NodeId): readonly unknown[] {
    return this.world.nodes.get(node)?.records ?? [];
  }

  wasSent(type: string, source: NodeId, dest: NodeId): boolean {
    return this.world.network.everSent.some((message) => {
      return message.type === type && message.source === source && message.dest === dest;
    });
  }

  /** `commit -> committed`, in the order of the calls. */
  outcomes(): readonly string[] {
    return this.world.history.map(({ operation, outcome }) => {
      const { type } = operation as { readonly type: string };
      if (outcome === undefined) return `${type} is open`;
      if (outcome.type === 'ok') return `${type} -> ${outcome.output}`;
      return `${type}: ${outcome.type}, ${outcome.reason}`;
    });
  }

  /** One event a line, with the actions of the spec that the mapping says it is. */
  trace(): string {
    const mapping = mappingFor(this.transaction);
    const label = (step: Applied): string => {
      const rule = mapping.actions[step.event.type] as unknown;
      if (typeof rule !== 'function') return '';
      const mapped = (rule as (context: MappingContext) => unknown)(step);
      if (mapped === 'stutter' || step.ignored) return '';
      const actions = (
        Array.isArray(mapped) && typeof mapped[0] === 'string' ? [mapped] : mapped
      ) as readonly (readonly string[])[];
      return actions
        .map(([name, ...args]) => (args.length === 0 ? name : `${name}(${args.join(', ')})`))
        .join(' ');
    };
    return `${formatStory(this.steps, { label })}\n`;
  }
}
