import { describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../harness/files.ts';
import { communityLibrary } from '../../../harness/tla/modules/community-library.ts';
import { proofLibrary } from '../../../harness/tla/modules/proof-library.ts';
import { memoryResolver } from '../../../harness/tla/resolver.ts';
import { loadSpecification } from '../../../harness/tla/specification.ts';
import { loadGrammar } from '../../../harness/tla/syntax/grammar.ts';

await loadGrammar(grammarFiles);

describe('modules that are built in as text', () => {
  it.each([...proofLibrary.keys(), ...communityLibrary.keys()])('%s loads', (name) => {
    const text = `---- MODULE M ----\nEXTENDS ${name}\n====\n`;
    const load = () =>
      loadSpecification({ resolver: memoryResolver({ 'M.tla': text }), specPath: 'M.tla' });
    expect(load).not.toThrow();
  });
});
