import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../harness/tla/check.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadSpecification } from '../../../harness/tla/specification.ts';
import { counts } from '../run.ts';

const folder = join(import.meta.dirname, 'specs');

function text(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

const modules = ['Between', 'ConstantsAbstract', 'ConstantsPart', 'Inside', 'Primed'];

/** What `PrintT` says and what is found, for a specification of ours in the folder beside this file. */
function answer(name: string): { printed: string; counts: string; verdict: string } {
  const files = Object.fromEntries(
    [...modules, name].map((module) => [`${module}.tla`, text(`${module}.tla`)]),
  );
  const spec = loadSpecification({
    resolver: memoryResolver(files),
    specPath: `${name}.tla`,
    config: { text: text(`${name}.cfg`), file: `${name}.cfg` },
  });
  const lines: string[] = [];
  const outcome = check(spec, { host: { print: (line) => lines.push(line) } });
  return { printed: unbroken(lines.join('\n')), counts: counts(outcome), verdict: outcome.verdict };
}

/** Where lines break does not matter here. */
function unbroken(printed: string): string {
  return printed.replace(/\s+/g, ' ').trim();
}

describe('the engine prints and counts what TLC 2.19 printed and counted', () => {
  it.each([
    ['Subexpressions', '0 0 1', 'names of parts, labels, and operators made of parts'],
    [
      'Instances',
      '0 0 1',
      'parametrised instances of parametrised instances, substituted operators',
    ],
    ['Notation', '0 0 1', 'symbols as arguments, tuple patterns, and the order of strings'],
    [
      'Primes',
      '90 667 6',
      'primes through LET, LAMBDA, parameters and instances; ENABLED within ENABLED',
    ],
    [
      'Constants',
      '3 4 3',
      'the CONSTANTS section: values, overrides, single modules, a refinement',
    ],
  ])('%s (%s): %s', (name, expected) => {
    expect(answer(name)).toEqual({
      printed: unbroken(text(`${name}.out`)),
      counts: expected,
      verdict: 'ok',
    });
  });
});
