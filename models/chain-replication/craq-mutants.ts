/** The ways in which reads at every server are got wrong, in the code and in the spec. */
import { type Mutant, patch } from '../../harness/conformance/mutant.ts';

const craq = 'impl/chain-replication/craq.ts';
const service = 'impl/chain-replication/service.ts';

const paper = 'Terrace and Freedman 2009, section 2.3';

function broken(name: string, killedBy: string): NonNullable<Mutant['spec']> {
  return { config: `MCCraqBroken${name}.cfg`, killedBy };
}

const fewEnough = 'if (dirty(server, operation.key).length > operation.bound) return undefined;';

export const craqMutants: readonly Mutant[] = [
  {
    name: 'CRAQ returns a dirty version',
    source: `${paper}: the latest version is returned if it is clean`,
    shownBy: 32,
    code: [
      patch(craq, 'readClean', fewEnough, ''),
      patch(
        craq,
        'readClean',
        'reply(server, request, server.store)',
        'reply(server, request, storeAt(server, operation.key, server.hist.length))',
      ),
    ],
    spec: broken('Dirty', 'ReadsCommittedInv'),
  },
  {
    name: 'CRAQ returns the newest clean version without asking for what is dirty',
    source: `${paper}: the tail is asked for the last committed version number`,
    shownBy: 32,
    code: [patch(craq, 'readClean', fewEnough, '')],
    spec: broken('WithoutAsking', 'StrongReadsAtomicProp'),
  },
  {
    name: 'a new tail answers reads before the state is transferred',
    source: `${paper} and van Renesse and Schneider 2004, section 3, extending a chain`,
    shownBy: 41,
    code: [
      patch(
        craq,
        'readClean',
        'if (!isComplete(server)) return undefined;',
        `if (!isComplete(server) && server.role !== 'Joining') return undefined;`,
      ),
    ],
    spec: broken('WhileJoining', 'StrongReadsAtomicProp'),
  },
  {
    name: 'a new tail tells of versions before it has worked off its backlog',
    source: 'van Renesse and Schneider 2004, section 3, failure of the tail, as CRAQ inherits it',
    shownBy: 143,
    code: [
      patch(
        craq,
        'receiveVersionQuery',
        'if (dirty(server, key).length > 0) return undefined;',
        '',
      ),
    ],
    spec: broken('VersionAtOnce', 'StrongReadsAtomicProp'),
  },
  {
    name: 'an acknowledgement makes all versions clean',
    source: `${paper}: it is of one version, and others may be on their way to the tail`,
    code: [
      patch(
        service,
        'receiveAck',
        'withCommitted(server, message.number)',
        'withCommitted(server, server.hist.length)',
      ),
    ],
    spec: broken('AckOfAll', 'CommittedInv'),
  },
];
