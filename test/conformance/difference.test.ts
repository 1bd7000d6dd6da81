import { describe, expect, it } from 'vitest';
import { differences, differingVariables } from '../../harness/conformance/difference.ts';
import { tallySpec } from './tally-spec.ts';

const spec = tallySpec('refine');
const plain = {
  total: 0,
  crashes: 0,
  last: new Map([
    ['c1', 0],
    ['c2', 0],
  ]),
  open: new Map([
    ['c1', { id: 0, busy: false }],
    ['c2', { id: 0, busy: false }],
  ]),
  requests: new Set(),
};
const before = spec.toState(plain);
const request = (source: string, id: number) => ({ source, id });

describe('differences between states', () => {
  it('are none between equal states', () => {
    expect(differences(spec, [before, spec.toState({ ...plain })])).toEqual([]);
  });

  it('go down to the innermost place, with all states side by side', () => {
    const busy = new Map([...plain.open, ['c1', { id: 1, busy: false }] as const]);
    const found = differences(spec, [before, spec.toState({ ...plain, open: busy }), before]);
    expect(found).toEqual([{ variable: 'open', path: 'open[c1].id', values: ['0', '1', '0'] }]);
  });

  it('show of sets what came and what went', () => {
    const one = spec.toState({ ...plain, requests: new Set([request('c1', 1)]) });
    const other = spec.toState({ ...plain, requests: new Set([request('c2', 1)]) });
    const [found] = differences(spec, [one, other, one]);
    expect(found?.values).toEqual([
      '{[id |-> 1, source |-> c1]}',
      '+ [id |-> 1, source |-> c2]  - [id |-> 1, source |-> c1]',
      'the same',
    ]);
  });

  it('show whole values where their shapes differ', () => {
    const odd = spec.toState({ ...plain, last: [1, 2] });
    const [found] = differences(spec, [before, odd]);
    expect(found).toMatchObject({ path: 'last', values: ['(c1 :> 0 @@ c2 :> 0)', '<<1, 2>>'] });
  });

  it('name the variables', () => {
    const after = spec.toState({ ...plain, total: 1, crashes: 2 });
    expect(differingVariables(spec, before, after).toSorted()).toEqual(['crashes', 'total']);
  });
});
