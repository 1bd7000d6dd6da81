import { expect, test } from 'vitest';
import { protocolMarkdown, withTable } from '../../scripts/readme.ts';
import { lamp } from './results.ts';

const text = 'Before\n<!-- protocols: npm run readme -->\nold\n<!-- /protocols -->\nAfter\n';

test('only what is between the markers is written', () => {
  const once = withTable(text, '| a |');
  expect(once).toBe(
    'Before\n<!-- protocols: npm run readme -->\n\n| a |\n\n<!-- /protocols -->\nAfter\n',
  );
  expect(withTable(once, '| a |')).toBe(once);
});

test('a text without the markers is refused', () => {
  expect(() => withTable('Before', '| a |')).toThrow('has no');
  expect(() => withTable(text.replace('/protocols', ''), '| a |')).toThrow('has no');
});

test('the table has every figure but the times', () => {
  const [head, rule, row] = protocolMarkdown([lamp], new Map([['lamp', '12.3']])).split('\n');
  const cells = (line = '') => line.split('|').length;
  expect([cells(rule), cells(row)]).toEqual([cells(head), cells(head)]);
  expect(row).toBe(
    '| [lamp](specs/lamp) | 12.3 | 1,234 | 9 | 2 | 2,000 | 61,204 | 813 | 8,112 | 41,877/41,877 | 2,204/2,204 | 1/1 | ok |',
  );
});
