/** Whole runs of two-phase commit. The traces are files, to be read; `npx vitest run -u` writes them anew. */
import { describe, expect, test } from 'vitest';
import {
  call,
  crash,
  cut,
  decided,
  deliver,
  drop,
  input,
  restart,
  Stage,
  say,
  timer,
  voting,
} from './stage.ts';

describe('traces', () => {
  test('a commit is decided, carried out, acknowledged and forgotten', async () => {
    const stage = new Stage().play(call('client', 'commit')).settle();
    expect(stage.outcomes()).toEqual(['commit -> committed']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/commit.txt');
  });

  test('a refusal aborts the transaction without a record or an acknowledgement', async () => {
    const stage = new Stage().play(call('client', 'commit'), input('rm1', 'refuse')).settle();
    expect(stage.outcomes()).toEqual(['commit -> aborted']);
    expect(stage.logOf('tm')).toEqual(['working']);
    await expect(stage.trace()).toMatchFileSnapshot('scenarios/refusal.txt');
  });

  test('a peer that knows ends the doubt while the coordinator is down', async () => {
    const stage = new Stage({ cooperative: true }).play(
      ...decided,
      ...say('Commit', 'tm', 'rm1'),
      crash('tm'),
      timer('rm2', 'inquiry tm'),
      ...say('Inquiry', 'rm2', 'rm1'),
      deliver('Commit', 'rm1', 'rm2'),
    );
    expect(stage.phaseOf('rm2')).toBe('committed');
    await expect(stage.settle().trace()).toMatchFileSnapshot('scenarios/advice.txt');
  });
});

describe('crashes of the coordinator', () => {
  test('before the commit record it leaves a transaction that is presumed aborted', () => {
    const stage = new Stage().play(...voting, cut(deliver('Yes', 'rm2', 'tm'), 0), restart('tm'));
    expect(stage.phaseOf('tm')).toBe('forgotten');
    stage.settle();
    expect(['rm1', 'rm2', 'client'].map((node) => stage.phaseOf(node))).toEqual([
      'aborted',
      'aborted',
      'aborted',
    ]);
  });

  test('after the commit record it leaves a commit that everybody learns', () => {
    const stage = new Stage().play(...voting, cut(deliver('Yes', 'rm2', 'tm'), 1), restart('tm'));
    expect(stage.phaseOf('tm')).toBe('committed');
    stage.settle();
    expect(['rm1', 'rm2', 'client'].map((node) => stage.phaseOf(node))).toEqual([
      'committed',
      'committed',
      'committed',
    ]);
    expect(stage.logOf('tm')).toEqual(['working', 'committed', 'forgotten']);
  });

  test('blocking: while it is down, participants in doubt stay so, over crashes of their own', () => {
    const stage = new Stage({ cooperative: true }).play(
      ...voting,
      crash('tm'),
      timer('rm1', 'inquiry tm'),
      ...say('Inquiry', 'rm1', 'rm2'),
      timer('rm2', 'inquiry tm'),
      ...say('Inquiry', 'rm2', 'rm1'),
      crash('rm1'),
      restart('rm1'),
      timer('rm1', 'inquiry tm'),
      ...say('Inquiry', 'rm1', 'rm2'),
    );
    expect(['rm1', 'rm2'].map((rm) => stage.phaseOf(rm))).toEqual(['prepared', 'prepared']);
    expect(stage.play(call('rm1', 'read')).outcomes().at(-1)).toBe('read: fail, locked');
    stage.settle();
    expect(['rm1', 'rm2'].map((rm) => stage.phaseOf(rm))).toEqual(['aborted', 'aborted']);
  });
});

describe('crashes of a participant', () => {
  test('before its prepared record its work is lost and it says no', () => {
    const stage = new Stage().play(
      call('client', 'commit'),
      deliver('Request', 'client', 'tm'),
      timer('tm', 'prepare rm1'),
      cut(deliver('Prepare', 'tm', 'rm1'), 0),
      restart('rm1'),
      ...say('Prepare', 'tm', 'rm1'),
      deliver('No', 'rm1', 'tm'),
    );
    expect([stage.phaseOf('rm1'), stage.phaseOf('tm')]).toEqual(['aborted', 'aborted']);
  });

  test('after its prepared record it is in doubt, votes yes, and takes part in the commit', () => {
    const stage = new Stage().play(
      call('client', 'commit'),
      deliver('Request', 'client', 'tm'),
      timer('tm', 'prepare rm1'),
      cut(deliver('Prepare', 'tm', 'rm1'), 1),
      restart('rm1'),
    );
    expect(stage.phaseOf('rm1')).toBe('prepared');
    expect(stage.wasSent('Yes', 'rm1', 'tm')).toBe(false);
    expect(stage.settle().outcomes()).toEqual(['commit -> committed']);
  });

  test('after its commit record it still acknowledges, as often as it is told', () => {
    const stage = new Stage().play(
      ...decided,
      timer('tm', 'decision rm1'),
      cut(deliver('Commit', 'tm', 'rm1'), 1),
      restart('rm1'),
      ...say('Commit', 'tm', 'rm1'),
    );
    expect(stage.wasSent('Ack', 'rm1', 'tm')).toBe(true);
    expect(stage.settle().phaseOf('tm')).toBe('forgotten');
  });
});

describe('the client', () => {
  test('learns by a query what a lost reply did not tell it', () => {
    const stage = new Stage().play(
      ...decided,
      timer('tm', 'decision client'),
      drop('Commit', 'tm', 'client'),
      input('client', 'give up'),
      call('client', 'query'),
      deliver('Inquiry', 'client', 'tm'),
      deliver('Commit', 'tm', 'client'),
    );
    expect(stage.outcomes()).toEqual(['commit: info, no answer', 'query -> committed']);
  });

  test('that crashes with the answer on its disk still has it when it is back', () => {
    const stage = new Stage().play(
      ...decided,
      timer('tm', 'decision client'),
      cut(deliver('Commit', 'tm', 'client'), 1),
      restart('client'),
      call('client', 'query'),
    );
    expect(stage.outcomes()).toEqual(['commit: info, the client crashed', 'query -> committed']);
  });

  test('is waited for: a commit is remembered until it has confirmed', () => {
    const stage = new Stage().play(
      ...decided,
      ...say('Commit', 'tm', 'rm1'),
      ...say('Ack', 'rm1', 'tm'),
      ...say('Commit', 'tm', 'rm2'),
      ...say('Ack', 'rm2', 'tm'),
    );
    expect(stage.world.nodes.get('tm')?.timers.has('forget')).toBe(false);
    stage.play(...say('Commit', 'tm', 'client'), ...say('Ack', 'client', 'tm'));
    expect(stage.play(timer('tm', 'forget')).phaseOf('tm')).toBe('forgotten');
  });

  test('that only queries does not start a commit', () => {
    const stage = new Stage().play(call('client', 'query'), deliver('Inquiry', 'client', 'tm'));
    expect(stage.phaseOf('tm')).toBe('working');
    stage.play(input('tm', 'withdraw'), ...say('Abort', 'tm', 'client'));
    expect(stage.outcomes()).toEqual(['query -> aborted']);
  });
});

describe('late messages', () => {
  test('a presumption that comes after the commit is not obeyed', () => {
    const late = { type: 'duplicate', message: { type: 'Inquiry', source: 'rm1', dest: 'tm' } };
    const stage = new Stage().play(...voting, timer('rm1', 'inquiry tm'));
    for (let copies = 0; copies < 2; copies++) stage.play(late as never);
    // The inquiry and one copy of it meet a coordinator that still collects; the last one stays on its way.
    stage.play(deliver('Inquiry', 'rm1', 'tm'), deliver('Inquiry', 'rm1', 'tm'));
    stage.play(deliver('Yes', 'rm2', 'tm'));
    for (const rm of ['rm1', 'rm2', 'client']) {
      stage.play(...say('Commit', 'tm', rm), ...say('Ack', rm, 'tm'));
    }
    stage.play(
      timer('tm', 'forget'),
      deliver('Inquiry', 'rm1', 'tm'),
      deliver('Abort', 'tm', 'rm1'),
    );
    expect(stage.phaseOf('rm1')).toBe('committed');
    expect(stage.logOf('rm1')).toEqual(['working', 'prepared', 'committed']);
  });

  test('a vote that comes after the decision changes nothing', () => {
    const stage = new Stage().play(...voting, input('tm', 'withdraw'));
    stage.play(deliver('Yes', 'rm2', 'tm'));
    expect(stage.steps.at(-1)?.ignored).toBe(true);
    expect(stage.phaseOf('tm')).toBe('aborted');
  });

  test('a request that comes after the coordinator has crashed is answered by the presumption', () => {
    const stage = new Stage().play(call('client', 'commit'), crash('tm'), restart('tm'));
    stage.play(deliver('Request', 'client', 'tm'), deliver('Abort', 'tm', 'client'));
    expect(stage.outcomes()).toEqual(['commit -> aborted']);
    expect(stage.phaseOf('tm')).toBe('forgotten');
  });
});
