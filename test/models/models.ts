/**
 * The suite that is made from the models: every folder under models/ is a protocol, and every protocol is judged in the
 * same way. Nothing here knows one by name.
 */
import { expect } from 'vitest';
import type { Model } from '../../harness/conformance/model.ts';
import type { ProtocolResult } from '../../harness/conformance/result.ts';
import type { Part } from '../../harness/verify.ts';
import { partLines } from '../../scripts/protocol-report.ts';
import { loadModel, protocolNames } from '../../scripts/repository.ts';

export const models: readonly Model[] = await Promise.all(protocolNames().map(loadModel));

/** A part is as it must be when there is nothing to reproduce; else the whole story is the message. */
export function expectNothingToReproduce<P extends Part>(
  part: P,
  result: NonNullable<ProtocolResult[P]>,
  again: string | undefined,
): void {
  const story = again === undefined ? [] : [...partLines(part, result), again];
  expect(again, story.join('\n')).toBe(undefined);
}
