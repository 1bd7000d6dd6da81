import { expect, test } from 'vitest';
import { describeProgress, progressLine } from '../../scripts/progress.ts';

function terminal(isTTY: boolean, columns = 60) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

test('where there is no terminal, nothing is written', () => {
  const stream = terminal(false);
  const line = progressLine('replay lamp', stream, () => 0);
  line.update({ done: 1, unit: 'histories' });
  line.clear();
  expect(stream.written).toEqual([]);
});

test('on a terminal the line writes over itself, ten times a second at most, and goes away', () => {
  const stream = terminal(true);
  let time = 0;
  const line = progressLine('replay lamp', stream, () => time);
  for (time = 0; time < 1000; time += 10) {
    line.update({ done: time, total: 2000, unit: 'histories' });
  }
  line.clear();
  line.clear();
  expect(stream.written.length).toBe(10 + 1);
  expect(stream.written.every((text) => text.startsWith('\r\u001b[K'))).toBe(true);
  expect(stream.written.some((text) => text.includes('\n'))).toBe(false);
  expect(stream.written.at(-1)).toBe('\r\u001b[K');
});

test('it never takes more than one row', () => {
  const stream = terminal(true, 20);
  const line = progressLine('a protocol with a very long name', stream, () => 0);
  line.update({ done: 1, unit: 'states', detail: 'and much more to say' });
  expect(stream.written[0]?.replace('\r\u001b[K', '').length).toBe(19);
});

test('it says how far, how fast, and what is left', () => {
  const progress = { done: 1500, total: 2000, unit: 'histories', detail: '2 shrunk' };
  expect(describeProgress('replay lamp', progress, 3)).toBe(
    'replay lamp  1,500/2,000 histories  500/s  1.00 s left  2 shrunk',
  );
  expect(describeProgress('check', { done: 0, unit: 'states' }, 0)).toBe('check  0 states');
});
