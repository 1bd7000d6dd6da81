import { describe, expect, it } from 'vitest';
import { checkLinearizable } from '../../harness/consistency/linearizability.ts';
import { kv } from '../../harness/consistency/objects/kv.ts';
import { isLinearization } from './obvious.ts';
import { get, info, ok } from './operations.ts';

const append = (value: string) => ({ type: 'append', key: 'x', value }) as const;
const put = (value: string) => ({ type: 'put', key: 'x', value }) as const;
const { growth, ...withoutForesight } = kv;

describe('a search that turns back at a read that is lost', () => {
  it('goes on when a put that is not yet invoked can still come before the read', () => {
    const history = [
      ok('a', [0, 2], append('a'), null),
      ok('r', [1, 20], get('x'), 'b'),
      ok('a', [3, 5], append('c'), null),
      ok('a', [6, 8], put('b'), null),
    ];
    const verdict = checkLinearizable(history, kv);
    expect(verdict.verdict).toBe('ok');
    if (verdict.verdict === 'ok')
      expect(isLinearization(history, kv, verdict.linearizations.get('x')!)).toBe(true);
  });

  it('goes on when a put of unknown outcome may have come before the read', () => {
    const history = [
      info('u', 0, put('b')),
      ok('a', [1, 3], append('a'), null),
      ok('r', [4, 20], get('x'), 'b'),
      ok('a', [5, 7], append('c'), null),
    ];
    expect(checkLinearizable(history, kv).verdict).toBe('ok');
  });

  it('comes to the verdict of the search without foresight in fewer steps', () => {
    const letters = ['a', 'b', 'c', 'd', 'e'];
    const history = [
      ok('r', [0, 100], get('x'), 'zebra'),
      ...letters.map((one, index) => ok(one, [1 + index, 50 + index], append(one), null)),
      ok('s', [60, 70], get('x'), 'never'),
    ];
    const [with_, without] = [kv, withoutForesight].map((object) =>
      checkLinearizable(history, object),
    );
    expect(with_).toMatchObject({ verdict: 'violation' });
    expect(without).toMatchObject({ verdict: 'violation' });
    expect(with_!.steps).toBeLessThan(without!.steps / 2);
  });
});
