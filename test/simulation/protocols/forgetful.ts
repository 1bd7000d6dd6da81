/**
 * A client with no state at all: it accepts every call, and whether one is open only the world
 * knows.
 */
import type { Program, Protocol } from '../../../impl/protocol.ts';

const program: Program<null> = {
  start: () => ({ state: null, effects: [] }),
  receive: () => undefined,
  call: () => ({ state: null, effects: [] }),
};

export const forgetful: Protocol = {
  name: 'forgetful',
  nodes: ['a'],
  clients: ['a'],
  program: () => program,
};
