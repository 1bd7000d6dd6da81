/**
 * Bugs with a history: the ways in which chain replication is got wrong, in the code and in the
 * spec.
 */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';
import { craqMutants } from './craq-mutants.ts';

const service = 'impl/chain-replication/service.ts';
const membership = 'impl/chain-replication/membership.ts';
const master = 'impl/chain-replication/master.ts';
const server = 'impl/chain-replication/server.ts';
const program = 'impl/chain-replication/server-program.ts';

const paper = 'van Renesse and Schneider 2004';

function broken(name: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCChainReplicationBroken${name}.cfg`, killedBy };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'the head answers an update before the tail has it',
    source: `${paper}, section 2: the reply comes from the tail; asynchronous replication does this`,
    code: [
      patch(
        service,
        'commit',
        `if (role !== 'Tail') return undefined;`,
        `if (role !== 'Tail' && !(role === 'Member' && before(server) === undefined)) return undefined;`,
      ),
      patch(
        program,
        'isDue',
        `return role === 'Tail' && committed < hist.length;`,
        `return (role === 'Tail' || (role === 'Member' && before(server) === undefined)) &&
           committed < hist.length;`,
      ),
    ],
    spec: broken('CommitAtHead', 'AckedDurableInv'),
  },
  {
    name: 'a server that is not the tail answers queries',
    source: `${paper}, section 2: the query is processed by the tail; Terrace and Freedman 2009 say what more it takes`,
    shownBy: 12,
    code: [
      patch(
        service,
        'answerQuery',
        `if (server.role !== 'Tail') return undefined;
  if (server.committed !== server.hist.length) return undefined;`,
        'if (!isComplete(server)) return undefined;',
      ),
    ],
    spec: broken('AnswerAnywhere', 'ReadsAtomicProp'),
  },
  {
    name: 'a new tail answers queries before it has worked off its backlog',
    source: `${paper}, section 3, failure of the tail: what it had processed must stay processed`,
    shownBy: 80,
    code: [
      patch(
        service,
        'answerQuery',
        'if (server.committed !== server.hist.length) return undefined;',
        '',
      ),
    ],
    spec: broken('AnswerAtOnce', 'ReadsAtomicProp'),
  },
  {
    name: 'after the failure of a middle server nothing is sent again',
    source: `${paper}, section 3, figure 3, without its last message`,
    code: [
      patch(
        membership,
        'receiveAttach',
        'forwarded: received,',
        'forwarded: complete ? server.hist.length : received,',
      ),
    ],
    spec: broken('NoResend', 'InFlightInv'),
  },
  {
    name: 'an update is dropped from Sent when it is sent, not when it is acknowledged',
    source: `${paper}, section 3: Sent_i holds what the tail may not have processed`,
    code: [
      patch(
        service,
        'forward',
        'state: { ...server, forwarded: position },',
        'state: { ...server, forwarded: position, ...withCommitted(server, position) },',
      ),
    ],
    spec: broken('ForwardAndDrop', 'CommittedInv'),
  },
  {
    name: 'a new tail takes over before it has all of the history',
    source: `${paper}, section 3, extending a chain: the history is forwarded first`,
    code: [
      patch(membership, 'handOver', 'if (forwarded !== hist.length) return undefined;', ''),
      patch(
        membership,
        'handOver',
        'view.epoch, committed })',
        'view.epoch, committed: forwarded })',
      ),
      patch(program, 'isDue', 'forwarded === hist.length', 'forwarded >= 0'),
    ],
    spec: broken('HandOverTooSoon', 'AckedDurableInv'),
  },
  {
    name: 'the old tail goes on answering after the new one has taken over',
    source: `${paper}, section 3, extending a chain: the old tail is notified that it is no longer the tail`,
    code: [patch(membership, 'handOver', `{ ...server, role: 'Member' }`, 'server')],
    spec: broken('HandOverAndStay', 'EpochFencedInv'),
  },
  {
    name: 'a removed tail goes on answering',
    source: 'every lease and fencing-token incident: Kleppmann 2016, How to do distributed locking',
    code: [
      patch(
        membership,
        'receiveRetire',
        `emptyServer({ self, master, incarnation, role: 'Retired' })`,
        'server',
      ),
    ],
    spec: broken('RetireAndStay', 'EpochFencedInv'),
  },
  {
    name: 'messages of an older epoch are taken for news',
    source: `${paper} assumes it away; Oki and Liskov, Viewstamped Replication, 1988, do not`,
    shownBy: 12,
    code: [
      patch(
        server,
        'isCurrent',
        'isActive(server) && message.epoch === server.view.epoch',
        'isActive(server)',
      ),
    ],
    spec: broken('NoEpoch', 'InFlightInv'),
  },
  {
    name: 'an update that is sent again is processed again',
    source: `${paper}, section 2: clients cannot tell a lost request from a lost reply`,
    code: [
      patch(
        service,
        'isNew',
        'return (server.latest.get(client) ?? 0) < number;',
        'return client !== undefined && number > 0;',
      ),
    ],
    spec: broken('NoDeduplication', 'ProcessedOnceInv'),
  },
  {
    name: 'a server that came back takes itself for what it was',
    source:
      'amnesia; Michael, Ports and others 2017, Recovering Shared Objects Without Stable Storage',
    code: [
      patch(
        membership,
        'mayAdopt',
        '&& config.incarnation[self] === incarnation',
        '&& incarnation > 0',
      ),
    ],
    spec: broken('NoIncarnation', 'UpdatePropagationInv'),
  },
  {
    name: 'the master announces the shorter chain before the server that leaves has stopped',
    source: 'the same, on the side of the control plane',
    code: [
      patch(
        master,
        'retire',
        'const state = { ...master, leaving: server };\n  return { state, effects: askToRetire(state) };',
        `const state = { ...issue(master, { chain: without(config.chain, server) }), leaving: server };
  return { state, effects: [...askToRetire(state), ...announce(state)] };`,
      ),
    ],
    spec: broken('RetireAtOnce', 'EpochFencedInv'),
  },
  ...craqMutants,
];
