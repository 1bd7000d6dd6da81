/** Bugs with a history: the ways in which replicated types are got wrong, in the code and in the spec. */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';

const store = 'impl/crdts/store.ts';
const replica = 'impl/crdts/replica.ts';
const register = 'impl/crdts/lww-register.ts';

function broken(why: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCCrdtCoreBroken${why}.cfg`, killedBy };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'the removed and the unknown are one: no context is asked, and what was removed comes back',
    source:
      'sets without tombstones or contexts, as in the shopping cart of Dynamo (DeCandia et al., SOSP 2007, section 4.4)',
    shownBy: 24,
    code: [
      patch(
        store,
        'joinStores',
        'const other = { state: b.objects.get(object), context: b.context };',
        'const other = { state: b.objects.get(object), context: emptyContext };',
      ),
    ],
    spec: broken('NoContext', 'AbstractInv'),
  },
  {
    name: 'whoever starts again goes on under the name that is on its disk',
    source:
      'a node that was restored from a backup with its old identity: tags are given twice (the reason of per-key actor epochs in Riak 2.1)',
    shownBy: 17,
    code: [
      patch(
        replica,
        'begin',
        'state: { ...replica, incarnation }',
        'state: { ...replica, incarnation: Math.min(incarnation, 1) }',
      ),
    ],
    spec: broken('SameIncarnation', 'SecInv'),
  },
  {
    name: 'joining keeps of the removals only those that both sides know',
    source: 'intersection in the place of union, as students write the merge of a 2P-Set',
    code: [
      patch(
        store,
        'joinStores',
        'context: joinContexts(a.context, b.context) }',
        `context: {
      ...a.context,
      vector: new Map([...a.context.vector].map(([actor, n]) => [actor, Math.min(n, b.context.vector.get(actor) ?? 0)])),
    } }`,
      ),
    ],
    spec: broken('Intersection', 'AbstractInv'),
  },
  {
    name: 'of two writes with the same time each replica keeps its own',
    source: 'ties that are not broken: Roshi, Cassandra with equal timestamps (CASSANDRA-6123)',
    shownBy: 25,
    code: [
      patch(
        register,
        'compareCells',
        'a.time - b.time || compareActors(a.actor, b.actor)',
        'a.time - b.time',
      ),
    ],
    spec: broken('Tie', 'AbstractInv'),
  },
  {
    name: 'a write is stamped with what the clock shows, and loses against what it replaces',
    source: 'Kingsbury, Call me maybe: Cassandra, 2013',
    code: [
      patch(
        register,
        'stampAfter',
        'state === null ? clock : Math.max(clock, state.time + 1)',
        'state === null ? clock : clock',
      ),
    ],
    spec: broken('WallClock', 'AbstractInv'),
  },
  {
    name: 'a tombstone is discarded as soon as the deletion is known here',
    source: 'collection before causal stability: Baquero, Almeida and Shoker, DAIS 2014',
    code: [
      patch(
        replica,
        'isStable',
        'return contains(seen, dot) && isWithin(seen, replica.store.context);',
        'return contains(replica.store.context, dot) || contains(seen, dot);',
      ),
    ],
    spec: broken('GcTooSoon', 'GcSafeInv'),
  },
  {
    name: 'deltas are joined without what their authors had seen',
    source: 'the causal delta-merging condition left out: Almeida et al., JPDC 2018, section 6.2',
    // The code's deltas lack their past only where an old backup makes what is known of a peer untrue.
    spec: broken('DeltaAnywhere', 'CausalInv'),
  },
  {
    name: 'a counter has one entry for each host, not for each life of it',
    source: 'counters after the restore of a node: lost increments (CASSANDRA-4071)',
    shownBy: 41,
    code: [
      patch('impl/crdts/g-counter.ts', 'mutate', '{ actor })', '{ actor: life })'),
      patch(
        'impl/crdts/g-counter.ts',
        'mutate',
        'return {',
        "const actor = `${life.slice(0, life.lastIndexOf('#'))}#1`;\n    return {",
      ),
    ],
  },
  {
    name: 'an answer is given before the update is on the disk',
    source: 'every store that answers first and syncs in the background',
    shownBy: 17,
    code: [
      patch(
        'impl/crdts/replica-program.ts',
        'call',
        'effects: [...step.effects, complete({ saw, dot })]',
        'effects: [complete({ saw, dot }), ...step.effects]',
      ),
    ],
  },
];
