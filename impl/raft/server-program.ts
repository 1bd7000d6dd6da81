/**
 * A server as its driver sees it. Nothing is decided here but which timers run: a leader has its heartbeat and looks now
 * and then who has answered; everybody else waits for a leader.
 */
import type { NodeId, Program } from '../protocol.ts';
import type { Message, RaftEffect } from './message.ts';
import { type Advance, advance, type Node, type NodeOptions, start } from './node.ts';
import { electionTicks, heartbeatTicks, waitForLeader } from './server.ts';

export function serverProgram(
  options: NodeOptions,
): Program<Node, Message, never, never, never, RaftEffect> {
  const step = (before: Node | undefined, taken: Advance | undefined) =>
    taken && { state: taken.node, effects: [...taken.effects, ...retime(before, taken)] };
  return {
    start: (self: NodeId, _records, files) => {
      const { node, effects } = start(options, self, files);
      return { state: node, effects };
    },
    receive: (node, message) => step(node, advance(options, node, { type: 'message', message })),
    timeout(node, timer) {
      // What cannot be done now, because the disk is behind, will be due again.
      const taken = advance(options, node, { type: 'timer', timer });
      return step(node, taken) ?? { state: node, effects: [setTimer(node, timer)] };
    },
    synced: (node, tag, outcome) => {
      return step(node, advance(options, node, { type: 'synced', tag, outcome }));
    },
  };
}

function retime(before: Node | undefined, { node, effects }: Advance): readonly RaftEffect[] {
  const [was, is] = [timersOf(before), timersOf(node)];
  const cancels = was.filter((timer) => !is.includes(timer));
  const isSet = (timer: string) =>
    effects.some((effect) => effect.kind === 'setTimer' && effect.timer === timer);
  const sets = is.filter((timer) => !was.includes(timer) && !isSet(timer));
  return [
    ...cancels.map((timer): RaftEffect => ({ kind: 'cancelTimer', timer })),
    ...sets.map((timer) => setTimer(node, timer)),
  ];
}

function timersOf(node: Node | undefined): readonly string[] {
  if (node?.mode !== 'running') return [];
  return node.server.role === 'Leader' ? ['heartbeat', 'quorum'] : ['election'];
}

function setTimer({ server }: Node, timer: string): RaftEffect {
  if (timer === 'election') return waitForLeader(server);
  return { kind: 'setTimer', timer, ticks: timer === 'heartbeat' ? heartbeatTicks : electionTicks };
}
