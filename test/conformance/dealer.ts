/**
 * A protocol for tests, with a secret: a dealer draws a card, shows it as often as it is asked, and draws again. What it
 * drew is nowhere to be seen until it is shown, so a mapping can leave it to the engine.
 */
import { defineMapping, inferred } from '../../harness/conformance/mapping.ts';
import { defineModel, type Model } from '../../harness/conformance/model.ts';
import type { NodeWorld } from '../../harness/simulation/world.ts';
import { loadSpec } from '../../harness/tla/engine.ts';
import { memoryResolver } from '../../harness/tla/resolver.ts';
import type { Program, Protocol, Step } from '../../impl/protocol.ts';

const text = String.raw`---- MODULE Dealer ----
EXTENDS Naturals
CONSTANTS Card
VARIABLES secret, shown

Init == secret \in Card /\ shown = {}

Draw(c) == c \in Card /\ c \notin shown /\ secret' = c /\ UNCHANGED shown
Show == shown' = shown \cup {secret} /\ UNCHANGED secret

Next == (\E c \in Card : Draw(c)) \/ Show
FewInv == shown # {1, 2, 3}
====
`;

export function dealerSpec(config = '') {
  return loadSpec({
    resolver: memoryResolver({ 'specs/dealer/Dealer.tla': text }),
    specPath: 'specs/dealer/Dealer.tla',
    config: {
      text: `CONSTANT Card = {1, 2, 3, 4}\nINIT Init\nNEXT Next\n${config}`,
      file: 'specs/dealer/MCDealer.cfg',
    },
  });
}

export interface Dealer {
  readonly secret: number;
  readonly shown: readonly number[];
}

export const mapping = defineMapping({
  module: 'Dealer',
  hidden: ['secret'],
  abstraction: ({ nodes }) => {
    const { state } = nodes.get('dealer') as NodeWorld;
    return { shown: new Set((state as Dealer).shown) };
  },
  actions: { input: ({ event }) => (event.input === 'draw' ? ['Draw', inferred] : ['Show']) },
});

/** `show`: what is shown of the state. */
export function dealerModel(show: (state: Dealer) => number, more: Partial<Model> = {}): Model {
  const step = (state: Dealer): Step<Dealer> => ({ state, effects: [] });
  const program: Program<Dealer> = {
    start: () => step({ secret: 1, shown: [] }),
    receive: () => undefined,
    input(state, input) {
      if (input === 'show') return step({ ...state, shown: [...state.shown, show(state)] });
      return state.shown.length < 2
        ? step({ ...state, secret: (state.secret % 4) + 1 })
        : undefined;
    },
  };
  const protocol: Protocol = {
    name: 'dealer',
    nodes: ['dealer'],
    clients: [],
    program: () => program as never,
  };
  const outside = () =>
    ['draw', 'show'].map((input) => ({ type: 'input', node: 'dealer', input }) as const);
  const scope = {
    config: 'MCDealer.cfg',
    protocol,
    options: {},
    outside,
    faults: [],
    crashesMax: 0,
  };
  return defineModel({
    ...{ name: 'dealer', book: [], sources: [], configs: [], mapping, mutants: [] },
    replay: { ...scope, histories: 50, eventsMax: 12 },
    refine: { ...scope, worldsMax: 100 },
    evidence: { operations: 0, bitten: {} },
    ...more,
  });
}
