import { describe, expect, it } from 'vitest';
import { taggedFunctions } from '../../harness/conformance/sources.ts';

const text = `/** The file. */
import { x } from './x.ts';

/**
 * Begins.
 * @spec Lamp!Press
 */
export function press(lamp: Lamp): Lamp | undefined {}

/** @spec Lamp!Release */
export const release = (lamp: Lamp) => lamp;

export const program = {
  /** @spec Lamp!Break */
  receive(lamp: Lamp) {},
};

/** @spec Lamp!Nothing */
`;

describe('tagged functions', () => {
  const places = taggedFunctions([
    { path: 'impl/lamp/lamp.ts', text },
    { path: 'impl/lamp/other.ts', text: '/** @spec Other!Press */\nasync function press<T>() {}' },
  ]);

  it('are found with their file and line, whether functions, constants or methods', () => {
    expect(places.get('Press')?.[0]).toEqual({
      name: 'press',
      file: 'impl/lamp/lamp.ts',
      line: 8,
      spec: 'Lamp!Press',
    });
    expect(places.get('Release')).toMatchObject([{ name: 'release', line: 11 }]);
    expect(places.get('Break')).toMatchObject([{ name: 'receive', line: 15 }]);
  });

  it('may carry the same action of several modules', () => {
    expect(places.get('Press')?.map(({ spec }) => spec)).toEqual(['Lamp!Press', 'Other!Press']);
  });

  it('do not include a tag that stands before nothing', () => {
    expect(places.has('Nothing')).toBe(false);
  });
});
