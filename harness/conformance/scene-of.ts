/** From a run to what is drawn of it: see report/scene.ts. */
import type { Envelope, NodeId } from '../../impl/protocol.ts';
import type { Applied } from '../simulation/apply.ts';
import { keyOf } from '../simulation/key.ts';
import { describeEvent, describeStep, showValue } from '../simulation/story.ts';
import type { RecordedOperation } from '../simulation/world.ts';
import type { FunctionOf } from './explain.ts';
import { showSequence } from './found.ts';
import type { Arrow, Scene, SceneStep, Stretch } from './report/scene.ts';
import type { Run } from './run.ts';
import type { Explained, Session } from './session.ts';

export function sceneOf(session: Session, run: Run, functionOf: FunctionOf): Scene {
  const { steps, explained, chosen } = run;
  const arrows = arrowsOf(steps);
  const calls = run.world.history.map((operation) => callOf(operation));
  // Who takes no part is not drawn: shrinking is often rid of a node, and then the reader should be, too.
  const involved = new Set([
    ...steps.map(({ node }) => node),
    ...arrows.flatMap(({ source, dest }) => [source, dest]),
    ...calls.map(({ node }) => node),
  ]);
  const all = [...run.initial.nodes.keys()];
  return {
    nodes: all.some((node) => involved.has(node)) ? all.filter((node) => involved.has(node)) : all,
    steps: steps.map((step, index) => sceneStep(session, step, explained[index], functionOf)),
    arrows,
    down: downOf(steps),
    cut: cutOf(steps),
    calls,
    ...(chosen < steps.length ? { settles: chosen } : {}),
  };
}

function sceneStep(
  session: Session,
  step: Applied,
  answer: Explained | undefined,
  functionOf: FunctionOf,
): SceneStep {
  const told = {
    node: step.node,
    type: step.event.type,
    event: describeEvent(step.event),
    effect: describeStep(step),
  };
  if (answer === undefined || answer.kind === 'stutter') return told;
  const forbidden = answer.kind === 'forbidden' ? { forbidden: true as const } : {};
  const name = answer.actions[answer.kind === 'forbidden' ? answer.failing : 0]?.name;
  if (name === undefined) return { ...told, ...forbidden };
  const span = session.spec.actions.get(name)?.span;
  const code = functionOf(name);
  return {
    ...told,
    ...forbidden,
    action: showSequence(answer.actions),
    ...(span === undefined
      ? {}
      : { tla: { file: span.file, line: span.line, column: span.column } }),
    ...(code === undefined ? {} : { code: { name: code.name, file: code.file, line: code.line } }),
  };
}

type Open = { -readonly [Key in keyof Arrow]: Arrow[Key] };

/**
 * Equal copies cannot be told apart, so the oldest is taken to arrive first. Where a message outlives its delivery (the
 * growing set of the specs), each further delivery is an arrow of its own, from the same step.
 */
function arrowsOf(steps: readonly Applied[]): readonly Arrow[] {
  const arrows: Open[] = [];
  const underWay = new Map<string, Open[]>();
  const born = (message: Envelope, sent: number): Open => {
    const { type: label, source, dest, ...content } = message;
    const arrow: Open = {
      label,
      content: showValue(content),
      source,
      dest,
      sent,
      fate: 'under way',
    };
    arrows.push(arrow);
    const key = keyOf(message);
    underWay.set(key, [...(underWay.get(key) ?? []), arrow]);
    return arrow;
  };
  const sentOf = (message: Envelope) => underWay.get(keyOf(message))?.at(-1)?.sent;
  const ends = (message: Envelope, at: number, fate: Arrow['fate']): void => {
    const copies = underWay.get(keyOf(message)) ?? [];
    const open = copies.find((arrow) => arrow.ended === undefined);
    const arrow = open ?? born(message, sentOf(message) ?? at);
    arrow.ended = at;
    arrow.fate = fate;
  };
  for (const [index, { event, effects, lost }] of steps.entries()) {
    if (event.type === 'deliver') ends(event.message, index, 'delivered');
    if (event.type === 'drop') ends(event.message, index, 'dropped');
    if (event.type === 'duplicate') born(event.message, sentOf(event.message) ?? index);
    for (const effect of effects) if (effect.kind === 'send') born(effect.message, index);
    for (const message of lost) ends(message, index, 'dropped');
  }
  return arrows;
}

function downOf(steps: readonly Applied[]): Scene['down'] {
  const down: (Stretch & { node: NodeId })[] = [];
  const since = new Map<NodeId, number>();
  for (const [index, { before, after }] of steps.entries()) {
    if (before.nodes === after.nodes) continue;
    for (const [node, { up }] of after.nodes) {
      const was = before.nodes.get(node)?.up;
      if (was === up) continue;
      const from = since.get(node);
      if (!up) since.set(node, index);
      else if (from !== undefined) {
        down.push({ node, from, to: index });
        since.delete(node);
      }
    }
  }
  return [...down, ...[...since].map(([node, from]) => ({ node, from }))];
}

function cutOf(steps: readonly Applied[]): Scene['cut'] {
  const cut: (Stretch & { links: string })[] = [];
  let open: { links: string; from: number } | undefined;
  for (const [index, { before, after }] of steps.entries()) {
    if (before.network.blocked === after.network.blocked) continue;
    if (open !== undefined) cut.push({ ...open, to: index });
    const links = [...after.network.blocked].map((link) => link.replace('>', ' -/-> ')).join(', ');
    open = links === '' ? undefined : { links, from: index };
  }
  return open === undefined ? cut : [...cut, open];
}

function callOf(recorded: RecordedOperation): Scene['calls'][number] {
  const { process, operation, invoke, outcome } = recorded;
  const end = recorded.return === undefined ? {} : { to: recorded.return };
  const words = { node: process, call: showValue(operation), from: invoke, ...end };
  if (outcome === undefined) return { ...words, outcome: 'open' };
  if (outcome.type === 'ok') return { ...words, outcome: `ok ${showValue(outcome.output)}` };
  return { ...words, outcome: `${outcome.type} (${outcome.reason})` };
}
