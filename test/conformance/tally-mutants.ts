/** The tally's model with its mutants, as a module of its own: what the mutation tests load anew on patched sources. */
import { patch } from '../../harness/conformance/mutant.ts';
import { tallyModel } from './tally-model.ts';

const file = 'test/conformance/tally.ts';

export const model = tallyModel({
  model: {
    mutants: [
      {
        name: 'answers a repeated request as if it were new',
        source: 'every exactly-once discussion',
        code: [patch(file, 'handle', 'id === last.id', 'id === last.id + 100')],
        spec: { config: 'MCTallyTwice.cfg', killedBy: 'TotalInv' },
      },
      {
        name: 'answers before the addition is durable',
        source: 'Gray 1978',
        code: [patch(file, 'handle', 'effects: [log, answer]', 'effects: [answer, log]')],
      },
      {
        name: 'never repeats a request',
        source: 'the end-to-end argument',
        code: [
          patch(
            file,
            'clientProgram.timeout',
            'effects: request(client.self, client.id)',
            'effects: []',
          ),
        ],
      },
    ],
  },
});
