/** A process that judges hostile cases, as many as it is asked to: when it dies or hangs, only the case at hand is lost. */
import { grammarFiles } from '../../harness/files.ts';
import { loadGrammar } from '../../harness/tla/syntax/grammar.ts';
import { caseOf, judgeCase } from './run-case.ts';
import { seeds } from './seeds.ts';

await loadGrammar(grammarFiles);
const all = seeds();
process.on('message', ({ from, to }: { from: number; to: number }) => {
  for (let number = from; number < to; number++) {
    const start = performance.now();
    const { ending, flaw } = judgeCase(caseOf(number, all));
    process.send?.({ number, ending, flaw, milliseconds: performance.now() - start });
  }
  process.disconnect();
});
process.send?.('ready');
