import { expect, it } from 'vitest';
import { replay } from '../../scripts/replay.ts';
import { loadModel, protocolNames } from '../../scripts/repository.ts';

it('a list of events none of which can happen is vacuous, and one that can is judged', async () => {
  const [name = ''] = protocolNames();
  const { protocol } = (await loadModel(name)).replay;
  const code = (events: readonly unknown[]) =>
    replay(name, { token: JSON.stringify(events), json: true });
  const impossible = { type: 'restart', node: 'nobody' };
  expect(await code([])).toBe(3);
  expect(await code([impossible, { type: 'heal' }])).toBe(3);
  expect(await code([impossible, { type: 'crash', node: protocol.nodes[0] }])).toBe(0);
});
