/** The tally with a claim that never holds, as a module of its own: here every mutant seems to be killed. */
import { patch } from '../../harness/conformance/mutant.ts';
import { tallyModel } from './tally-model.ts';

export const model = tallyModel({
  model: {
    replay: { ...tallyModel().replay, settled: () => 'nothing is ever good enough' },
    mutants: [
      {
        name: 'changes nothing',
        source: 'this test',
        code: [patch('test/conformance/tally.ts', 'handle', 'id < last.id', 'id <= last.id - 1')],
      },
    ],
  },
});
