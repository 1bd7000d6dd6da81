import { describe, expect, it } from 'vitest';
import { drawViolation } from '../../harness/consistency/draw.ts';
import { drawLanes } from '../../harness/consistency/lanes.ts';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { get, info, ok, put } from './operations.ts';

const hostile = '</script><script>alert(1)</script>';
const history = [
  ok('c1', [1, 4], { type: 'put', key: hostile, value: 1 }, null),
  ok('c2', [6, 9], { type: 'get', key: hostile }, null),
];

function page(): string {
  const verdict = checkLinearizable(history, kv);
  if (verdict.verdict !== 'violation') throw new Error('not a violation');
  return drawViolation(history, kv, verdict);
}

describe('drawViolation', () => {
  it('needs nothing from outside', () => {
    expect(page()).not.toMatch(/(src|href)=|@import|url\(|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });

  it('never lets a value of the history become markup', () => {
    expect(page()).not.toContain('<script>alert');
    expect(page().match(/<script/g)).toHaveLength(2);
  });

  it('carries the operations and the orders as data', () => {
    const data = /id="picture">([^<]*)<\/script>/.exec(page())![1]!;
    expect(JSON.parse(data)).toMatchObject({
      operations: [
        { process: 'c1', role: 'core' },
        { process: 'c2', role: 'core' },
      ],
      orders: [{ order: [0] }],
      stuck: 1,
    });
  });
});

describe('drawLanes', () => {
  it('puts an operation wholly to the left of one that began after it returned', () => {
    const drawn = [
      ok('c1', [1, 4], put('x', 1), null),
      ok('c2', [2, 6], get('x'), 1),
      info('c1', 5, put('x', 2)),
    ];
    expect(`\n${drawLanes(drawn, kv, [0, 1, 2])}\n`).toMatchInlineSnapshot(`
      "
      c1  ├ put x 1 ┤ ├ put x 2 (unknown) ╌
      c2    ├ get x -> 1 ┤
      "
    `);
  });
});
