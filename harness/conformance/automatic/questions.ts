/**
 * What a program is asked, each question once, with the honest answer. A program is a function: who answers every question
 * of a run as honest code does takes part in the same run, event by event.
 */
import type { Effect, Protocol } from '../../../impl/protocol.ts';
import { trial } from '../../simulation/apply.ts';
import type { Event } from '../../simulation/event.ts';
import { keyOf } from '../../simulation/key.ts';
import { deepFreeze } from '../../simulation/strict.ts';
import type { World } from '../../simulation/world.ts';

/** What the node that takes this step answers. */
export interface Question {
  readonly before: World;
  readonly event: Event;
  readonly answer: Answer;
}

/** As it is, and without what nothing shows of its timers. */
interface Answer {
  readonly whole: string;
  readonly timeless: string;
}

/** `same`; `durations`: but for what nothing shows of its timers; `other`. */
export type Difference = 'same' | 'durations' | 'other';

export interface Questions {
  readonly all: readonly Question[];
  /** The number of the question that this event puts, new or known; -1 if no program is asked anything. */
  numberOf(before: World, event: Event): number;
}

/** The event without the crash that cuts it short: the program is asked the same. */
export function whole(event: Event): Event {
  if (!('crashAfter' in event)) return event;
  const { crashAfter: _, ...uncut } = event;
  return uncut as Event;
}

export function createQuestions(): Questions {
  const all: Question[] = [];
  const known = new Map<string, number>();
  const number = createNumbering();
  return {
    all,
    numberOf(before, event) {
      const key = questionKey(before, event, number);
      if (key === undefined) return -1;
      let index = known.get(key);
      if (index === undefined) {
        index = all.length;
        known.set(key, index);
        all.push({ before, event: whole(event), answer: answerOf(before, event) });
        // A mutant that changes a state in place must not spoil it for the others.
        for (const { state } of before.nodes.values()) deepFreeze(state);
      }
      return index;
    },
  };
}

/** How the protocol's answer differs from the honest one. */
export function compareAnswer({ before, event, answer }: Question, protocol: Protocol): Difference {
  const options = { ...before.options, strict: false };
  const other = answerOf({ ...before, protocol, options }, event);
  if (other.timeless !== answer.timeless) return 'other';
  return other.whole === answer.whole ? 'same' : 'durations';
}

type NumberOf = (value: unknown) => number;

/** The node, what it knows, and what it is given. */
function questionKey(world: World, event: Event, number: NumberOf): string | undefined {
  const ofState = (node: string, what: string, given: unknown): string =>
    `${node} ${what} ${number(world.nodes.get(node)?.state)} ${number(given)}`;
  switch (event.type) {
    case 'deliver':
      return ofState(event.message.dest, 'deliver', event.message);
    case 'timer':
      return ofState(event.node, 'timer', event.timer);
    case 'sync':
      return ofState(event.node, `sync ${event.tag}`, event.outcome ?? 'ok');
    case 'call':
      return ofState(event.node, 'call', event.operation);
    case 'input':
      return ofState(event.node, 'input', event.input);
    case 'restart': {
      const node = world.nodes.get(event.node);
      return `${event.node} restart ${number(node?.records)} ${number(node?.disk)}`;
    }
    default:
      return undefined;
  }
}

function createNumbering(): NumberOf {
  const numbers = new Map<string, number>();
  const known = new WeakMap<object, number>();
  const ofText = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  };
  return (value) => {
    if (typeof value !== 'object' || value === null) return ofText(keyOf(value));
    let number = known.get(value);
    if (number === undefined) {
      number = ofText(keyOf(value));
      known.set(value, number);
    }
    return number;
  };
}

function answerOf(world: World, event: Event): Answer {
  let answer: ReturnType<typeof trial>;
  try {
    answer = trial(world, event);
  } catch (error) {
    // Of a mutant; honest code does not throw, and the difference is what counts.
    return { whole: `throws ${String(error)}`, timeless: `throws ${String(error)}` };
  }
  if (answer === undefined) return { whole: 'ignored', timeless: 'ignored' };
  const { state, effects } = answer;
  const known = keyed(state);
  return { whole: `${known} ${keyed(effects)}`, timeless: `${known} ${timeless(effects)}` };
}

/**
 * What others see, in its order, and then which timers are set in the end. How long they take is nothing that the
 * simulator knows, and their place among the other effects shows nowhere: a crash in between would clear them.
 */
function timeless(effects: readonly Effect[]): string {
  const timers = new Map<string, string>();
  const seen: Effect[] = [];
  for (const effect of effects) {
    if (effect.kind === 'setTimer' || effect.kind === 'cancelTimer')
      timers.set(effect.timer, effect.kind);
    else seen.push(effect);
    // What follows is not carried out.
    if (effect.kind === 'halt') break;
  }
  return `${keyed(seen)} ${keyed(timers)}`;
}

function keyed(value: unknown): string {
  try {
    return keyOf(value);
  } catch (error) {
    return String(error);
  }
}
