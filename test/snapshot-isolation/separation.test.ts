/**
 * The next stronger condition fails: snapshot isolation is not serializable, and generated histories show it. That they
 * are strict serializable in the other modes is what replay judges.
 */
import { describe, expect, test } from 'vitest';
import { replay } from '../../harness/conformance/replay.ts';
import { isolation } from '../../models/snapshot-isolation/isolation.ts';
import { model } from '../../models/snapshot-isolation/model.ts';
import { loadSpecFile } from '../../scripts/engine.ts';
import { rootModule, specFolder } from '../../scripts/repository.ts';

const path = `${specFolder(model.name)}/${model.replay.config}`;
const spec = await loadSpecFile(rootModule(path), path);

/** All modes promise what they do, but SI, of which more is asked. */
function judgedBy(level: 'serializable' | 'strong-snapshot-isolation') {
  const condition = isolation({
    OCC: 'strict-serializable',
    SI: level,
    SSI: 'strict-serializable',
  });
  return replay({ ...model, condition }, spec, {
    tellsStory: false,
    shrinkTriesMax: 20,
  });
}

describe('under SI', () => {
  test('a generated history is not serializable, by a cycle with two anti-dependencies', () => {
    const { failure } = judgedBy('serializable');
    expect(failure?.kind).toBe('condition');
    expect(failure?.summary).toBe('what the clients saw is not serializable');
  });
});
