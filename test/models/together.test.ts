/** Parts of `verify` run one after another in one process: what one of them remembers must not mislead the next. */
import { describe, expect, it } from 'vitest';
import { refine } from '../../harness/conformance/refine.ts';
import { replay } from '../../harness/conformance/replay.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { loadModel, protocolNames, rootModule, specFolder } from '../../scripts/repository.ts';

describe('replay and then refine, in one process', () => {
  it.each(protocolNames())('%s: every step is still explained', async (name) => {
    const model = await loadModel(name);
    const specOf = (config: string) => {
      const path = `${specFolder(name)}/${config}`;
      return loadSpecFile(rootModule(path), path);
    };
    const replayed = replay(model, await specOf(model.replay.config), { histories: 8 });
    expect(replayed.failure?.summary).toBeUndefined();
    const refined = refine(model, await specOf(model.refine.config), { worldsMax: 300 });
    expect(refined.failure?.summary).toBeUndefined();
    expect(refined.explained).toBe(refined.steps);
  });
});
