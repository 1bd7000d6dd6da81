import { execFileSync } from 'node:child_process';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { bracket, command, count, duration, plain, plural, table } from '../../scripts/output.ts';

test('verdicts are bracketed words, without colours where there is no terminal', () => {
  expect((['ok', 'violation', 'unknown', 'vacuous'] as const).map(bracket)).toEqual([
    '[ok]',
    '[violation]',
    '[unknown]',
    '[vacuous]',
  ]);
});

test('numbers read the same in every language', () => {
  expect([count(0), count(1234567), duration(0.051), duration(12.34), duration(125)]).toEqual([
    '0',
    '1,234,567',
    '0.05 s',
    '12.3 s',
    '2 min 5 s',
  ]);
  expect([plural(1, 'history', 'histories'), plural(2, 'event')]).toEqual([
    '1 history',
    '2 events',
  ]);
});

test('columns line up, numbers on the right, nothing after the end of a line', () => {
  const drawn = table(
    [{ title: 'name' }, { title: 'states', align: 'right' }, { title: '' }],
    [
      ['raft', '7', 'ok'],
      ['two-phase-commit', '37,570', ''],
    ],
  );
  expect(drawn).toBe(
    ['name              states', 'raft                   7  ok', 'two-phase-commit  37,570'].join(
      '\n',
    ),
  );
});

test('text from outside cannot steer the terminal', () => {
  expect(plain('a\u001b[2Jb\u0007\u009b1m\r\nc\td')).toBe('a\\x1b[2Jb\\x07\\x9b1m\\x0d\nc\td');
});

const word = fc.string().filter((text) => !text.includes('\0'));

test.prop([fc.array(word, { minLength: 1, maxLength: 4 })], { numRuns: 30 })(
  'a command is read back by the shell as it was meant',
  (words) => {
    const script = `for w in ${command(...words)}; do printf '%s\\0' "$w"; done`;
    const back = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(back).toBe(words.map((each) => `${each}\0`).join(''));
  },
);

test('a command with a blank in it is quoted', () => {
  expect(command('npx', 'lockstep', 'check', 'a b.tla')).toBe("npx lockstep check 'a b.tla'");
});
