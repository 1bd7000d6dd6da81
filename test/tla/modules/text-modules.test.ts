import { describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { communityLibrary } from '../../../harness/tla/modules/community-library.ts';
import { proofLibrary } from '../../../harness/tla/modules/proof-library.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadSpecification } from '../../../harness/tla/specification.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';

await loadGrammar(grammarFiles);

describe('what a module of the community extends', () => {
  const load = (body: string) =>
    loadSpecification({
      resolver: memoryResolver({ 'M.tla': `---- MODULE M ----\n${body}\n====\n` }),
      specPath: 'M.tla',
    });

  it('is there', () => {
    expect(() => load('EXTENDS SequencesExt\nA == Cardinality({1 + 1}) + Len(<<>>)')).not.toThrow();
  });

  it('gives way to definitions and declarations of the specification', () => {
    const body =
      'EXTENDS SequencesExt\nCONSTANT Print\nCardinality(S, n) == n\nA == Cardinality({}, 3)';
    expect(() => load(body)).not.toThrow();
    expect(() => load('EXTENDS FiniteSets\nCardinality(S, n) == n')).toThrow('twice');
  });
});

describe('modules that are built in as text', () => {
  it.each([...proofLibrary.keys(), ...communityLibrary.keys()])('%s loads', (name) => {
    const text = `---- MODULE M ----\nEXTENDS ${name}\n====\n`;
    const load = () =>
      loadSpecification({ resolver: memoryResolver({ 'M.tla': text }), specPath: 'M.tla' });
    expect(load).not.toThrow();
  });
});
