import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
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

it('--file runs a kept list of events, and --mermaid prints its diagram and nothing else', async () => {
  const [name = ''] = protocolNames();
  const { protocol } = (await loadModel(name)).replay;
  const [node] = protocol.nodes;
  const file = join(mkdtempSync(join(tmpdir(), 'lockstep-')), 'events.json');
  writeFileSync(file, JSON.stringify([{ type: 'crash', node }]));
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await replay(name, { file, mermaid: true })).toBe(0);
  const text = printed.mock.calls.map(([words]) => words).join('');
  printed.mockRestore();
  const lines = text.trimEnd().split('\n');
  expect(lines[0]).toBe('sequenceDiagram');
  expect(
    lines.slice(1, protocol.nodes.length + 1).every((line) => /^ {2}participant /.test(line)),
  ).toBe(true);
  expect(text).toMatch(/Note over .*crash/);
  await expect(replay(name, { file, mermaid: true, json: true })).rejects.toThrow('--mermaid');
});
