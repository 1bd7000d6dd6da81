/**
 * Runs of two-phase commit that are told beforehand. What presumed abort costs where nothing fails is a promise as well
 * (Mohan, Lindsay and Obermarck 1986, section 3), and no invariant says it; and of cooperative termination chance sees
 * one round of questions at most.
 */
import type { FinishedRun } from '../../harness/conformance/condition.ts';
import type { Scenario } from '../../harness/conformance/scenario.ts';
import type { Event } from '../../harness/simulation/event.ts';

const call = (type: string): Event => ({ type: 'call', node: 'client', operation: { type } });
const timer = (node: string, name: string): Event => ({ type: 'timer', node, timer: name });
const deliver = (type: string, source: string, dest: string): Event => ({
  type: 'deliver',
  message: { type, source, dest },
});
const prepare = (rm: string): readonly Event[] => [
  timer('tm', `prepare ${rm}`),
  deliver('Prepare', 'tm', rm),
];
const vote = (rm: string): readonly Event[] => [timer(rm, 'vote'), deliver('Yes', rm, 'tm')];
const ask = (rm: string, node: string): Event => timer(rm, `inquiry ${node}`);

const commit = [call('commit'), deliver('Request', 'client', 'tm')];
/** A question that is lost is asked again. */
const lost: Event = {
  type: 'drop',
  message: { type: 'Inquiry', source: 'client', dest: 'tm' },
};
const ackOf = (source: string) => ({ type: 'Ack', source, dest: 'tm' });
const again = (node: string): readonly Event[] => [
  { type: 'crash', node },
  { type: 'restart', node },
];
const rms = ['rm1', 'rm2', 'rm3'];

/** What was sent, `Prepare 3`, and what each node has written. */
function costs({ world, steps }: FinishedRun): string {
  const sent = new Map<string, number>();
  for (const { effects } of steps) {
    for (const effect of effects) {
      if (effect.kind !== 'send') continue;
      sent.set(effect.message.type, (sent.get(effect.message.type) ?? 0) + 1);
    }
  }
  const written = [...world.nodes].map(([node, { records }]) => `${node} ${records.join(' ')}`);
  return [[...sent].map(([type, count]) => `${type} ${count}`).join(', '), ...written].join('; ');
}

function costing(wanted: string): Scenario['wrong'] {
  return (run) => (costs(run) === wanted ? undefined : `it took ${costs(run)}; wanted: ${wanted}`);
}

function answering(outcome: string, { world }: FinishedRun): string | undefined {
  const answers = world.history.map((entry) =>
    entry.outcome?.type === 'ok' ? String(entry.outcome.output) : (entry.outcome?.type ?? 'none'),
  );
  return answers.every((answer) => answer === outcome) ? undefined : `answers: ${answers.join()}`;
}

function ending(phases: string, { world }: FinishedRun): string | undefined {
  const found = rms
    .map((rm) => (world.nodes.get(rm)?.state as { phase: string } | undefined)?.phase)
    .join();
  return found === phases ? undefined : `the participants are ${found}`;
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'a commit without faults, and a question afterwards',
    source:
      'Mohan et al. 1986, section 3: two forced records of each participant, one to be forgotten',
    events: [call('commit'), 'settle', call('query')],
    wrong: (run) =>
      costing(
        'Request 1, Prepare 3, Yes 3, Commit 4, Ack 4; tm working committed forgotten; ' +
          `${rms.map((rm) => `${rm} working prepared committed`).join('; ')}; client waiting committed`,
      )(run) ?? answering('committed', run),
  },
  {
    name: 'an abort without faults',
    source:
      'Mohan et al. 1986, section 3: an abort is told once, not acknowledged, and nothing of it is forced',
    events: [
      ...commit,
      ...prepare('rm1'),
      timer('tm', 'prepare rm3'),
      { type: 'input', node: 'rm3', input: { type: 'refuse' } },
      'settle',
    ],
    wrong: (run) =>
      costing(
        'Request 1, Prepare 2, No 1, Abort 4; tm working; rm1 working prepared aborted; rm2 working; ' +
          'rm3 working; client waiting aborted',
      )(run) ??
      answering('aborted', run) ??
      ending('aborted,aborted,aborted', run),
  },
  {
    name: 'a participant in doubt asks one after another, and a peer that has not voted aborts',
    source: 'Bernstein, Hadzilacos and Goodman 1987, section 7.4',
    events: [
      ...commit,
      ...prepare('rm1'),
      { type: 'crash', node: 'tm' },
      ...[ask('rm1', 'tm'), ask('rm1', 'rm2'), deliver('Inquiry', 'rm1', 'rm2')],
      ...[ask('rm1', 'rm3'), ask('rm1', 'tm'), ask('rm1', 'rm2')],
      ...[deliver('Inquiry', 'rm1', 'rm2'), deliver('Abort', 'rm2', 'rm1')],
    ],
    wrong: (run) => ending('aborted,aborted,working', run),
  },
  {
    name: 'a peer that knows of the commit says so, and the coordinator to who asks',
    source: 'Bernstein, Hadzilacos and Goodman 1987, section 7.4',
    events: [
      ...commit,
      ...rms.flatMap(prepare),
      ...rms.flatMap(vote),
      { type: 'input', node: 'client', input: { type: 'give up' } },
      ...[
        call('query'),
        lost,
        timer('client', 'retry'),
        deliver('Inquiry', 'client', 'tm'),
        deliver('Commit', 'tm', 'client'),
      ],
      ...[timer('tm', 'decision rm1'), deliver('Commit', 'tm', 'rm1')],
      { type: 'crash', node: 'tm' },
      ...[ask('rm2', 'tm'), ask('rm2', 'rm1'), deliver('Inquiry', 'rm2', 'rm1')],
      deliver('Commit', 'rm1', 'rm2'),
    ],
    wrong: (run) => ending('committed,committed,prepared', run),
  },
  {
    name: 'everybody crashes after the commit point, and acknowledgements are lost',
    source:
      'Mohan et al. 1986, section 3: who recovers prepared asks, who recovers committed tells',
    events: [
      ...commit,
      ...rms.flatMap(prepare),
      ...rms.flatMap(vote),
      ...again('tm'),
      ...again('rm1'),
      ...[ask('rm1', 'tm'), deliver('Inquiry', 'rm1', 'tm'), deliver('Commit', 'tm', 'rm1')],
      ...[timer('rm1', 'ack'), { type: 'drop', message: ackOf('rm1') } as const],
      ...[timer('tm', 'decision rm1'), deliver('Commit', 'tm', 'rm1'), deliver('Ack', 'rm1', 'tm')],
      ...[timer('tm', 'decision client'), deliver('Commit', 'tm', 'client')],
      ...again('client'),
      ...[timer('tm', 'decision client'), deliver('Commit', 'tm', 'client')],
      deliver('Ack', 'client', 'tm'),
      call('query'),
      'settle',
    ],
    wrong: (run) => answering('committed', run) ?? ending('committed,committed,committed', run),
  },
];
