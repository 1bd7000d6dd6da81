/**
 * What Node can say of the memory of this process. Tables lie outside of the heap, values in it; a full heap would end the
 * process with a core dump instead of a verdict.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Memory } from '../harness/tla/explore/limits.ts';

/** Parts of the limit: what is looked at more closely, and what is too much. */
const suspicious = 0.75;
const full = 0.7;

export const memory: Memory = {
  used: () => process.memoryUsage.rss(),
  isFull() {
    if (share() < suspicious) return undefined;
    // Much of it may be garbage.
    collectGarbage();
    if (share() < full) return undefined;
    const megabytes = Math.round(getHeapStatistics().heap_size_limit / 2 ** 20);
    return `the values fill the heap of ${megabytes} MB (NODE_OPTIONS=--max-old-space-size=${2 * megabytes} doubles it)`;
  },
};

function share(): number {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return used_heap_size / heap_size_limit;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
