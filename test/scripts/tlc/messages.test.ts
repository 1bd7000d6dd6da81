import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStream, recordedOutput, recordings } from './recordings.ts';

describe('the -tool stream', () => {
  test.each(Object.keys(recordings))('%s reads the same however it is cut', (name) => {
    const output = recordedOutput(name);
    const whole = readStream(output);
    expect(whole.messages.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: output.length }), (size) => {
        expect(readStream(output, size)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('a message has its code, its severity and its text', () => {
    const { messages } = readStream(recordedOutput('safety'));
    expect(messages).toContainEqual({
      code: 2110,
      severity: 'error',
      text: 'Invariant FewInv is violated.',
    });
    expect(messages.filter(({ code }) => code === 2217).map(({ severity }) => severity)).toEqual([
      'state',
      'state',
      'state',
    ]);
  });

  test('a message inside another one comes first, and is not part of its text', () => {
    const { messages } = readStream(recordedOutput('syntax'));
    const inner = messages.findIndex(({ code }) => code === 5006);
    const outer = messages.findIndex(({ code }) => code === 1000);
    expect(inner).toBeGreaterThan(-1);
    expect(outer).toBeGreaterThan(inner);
    expect(messages[inner]?.text).toContain('expecting a keyword');
    expect(messages[outer]?.text).not.toContain('expecting a keyword');
    expect(messages[outer]?.text).not.toContain('@!@!@');
  });

  test('what the specification prints is a line, and no message', () => {
    const { lines } = readStream(recordedOutput('print'));
    expect(lines).toContain('<<"switched", 2>>');
  });

  test('a specification that prints the words of success is not believed', () => {
    const forged =
      '"@!@!@STARTMSG 2193:0 @!@!@\nNo error has been found.\n@!@!@ENDMSG 2193 @!@!@"\n';
    expect(readStream(forged).messages).toEqual([]);
  });

  test('a message that is cut off ends with the output', () => {
    const { messages } = readStream('@!@!@STARTMSG 2110:1 @!@!@\nInvariant FewInv is viol');
    expect(messages).toEqual([{ code: 2110, severity: 'error', text: 'Invariant FewInv is viol' }]);
  });

  test('lines may end as on Windows', () => {
    const output = recordedOutput('ok');
    expect(readStream(output.replaceAll('\n', '\r\n'))).toEqual(readStream(output));
  });
});
