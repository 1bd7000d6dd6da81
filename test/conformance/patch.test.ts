import { describe, expect, it } from 'vitest';
import { patch } from '../../harness/conformance/mutant.ts';
import {
  applyPatch,
  applyPatches,
  loadCompiler,
  PatchError,
} from '../../harness/conformance/patch.ts';

const compiler = await loadCompiler();
const file = 'impl/lamp/lamp.ts';
const text = `
export function press(lamp: Lamp): Lamp {
  return { ...lamp, on: !lamp.on };
}
/** press is mentioned here: on: !lamp.on */
export const release = (lamp: Lamp): Lamp => ({ ...lamp, on: false });
export const program = {
  start: () => ({ on: false }),
  receive(lamp: Lamp) {
    return press(lamp);
  },
};
const other = { receive: (lamp: Lamp) => lamp };
class Switch {
  press() {
    return '$&';
  }
}
`;
const apply = (name: string, find: string, replace: string) =>
  applyPatch(text, patch(file, name, find, replace), compiler);

describe('a patch', () => {
  it('changes a function, and nothing that looks like its text elsewhere', () => {
    const patched = apply('release', 'on: false', 'on: true');
    expect(patched).toBe(text.replace('lamp, on: false', 'lamp, on: true'));
  });

  it('reaches methods and properties by their owner', () => {
    expect(apply('program.receive', 'press(lamp)', 'lamp')).toContain('return lamp;');
    expect(apply('other.receive', '=> lamp', '=> press(lamp)')).toContain('=> press(lamp) }');
    expect(apply('Switch.press', "'$&'", "'$1'")).toContain("return '$1';");
  });

  it('puts its text in literally', () => {
    expect(apply('release', 'on: false', 'on: $& $1')).toContain('on: $& $1');
  });

  it.each([
    ['no such function', 'pres', 'on', 'off', /has no function pres$/],
    ['several of the name', 'receive', 'lamp', 'x', /has 2 functions receive/],
    ['a text that is not there', 'release', 'on: true', 'x', /"on: true" occurs 0 times, not once/],
    ['a text that is there again', 'release', 'amp', 'x', /occurs 4 times, not once/],
    ['an empty text', 'release', '', 'x', /an empty text/],
    ['a change that changes nothing', 'release', 'on', 'on', /changes nothing/],
  ])('is refused for %s', (_what, name, find, replace, message) => {
    expect(() => apply(name, find, replace)).toThrow(PatchError);
    expect(() => apply(name, find, replace)).toThrow(message);
  });

  it('may be one of several in a file', () => {
    const patches = [
      patch(file, 'release', 'on: false', 'on: 1'),
      patch(file, 'program.start', 'on: false', 'on: 2'),
    ];
    const texts = applyPatches(patches, () => text, compiler);
    expect(texts.get(file)).toContain('on: 1');
    expect(texts.get(file)).toContain('on: 2');
  });

  it('of a file that is not there is refused', () => {
    const patches = [patch('impl/none.ts', 'f', 'a', 'b')];
    expect(() => applyPatches(patches, () => undefined, compiler)).toThrow(
      'there is no file impl/none.ts',
    );
  });
});
