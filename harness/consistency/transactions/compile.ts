/** A transactional history as integers (compiled.ts), whichever its model. */
import type { TransactionalHistory } from '../transactions.ts';
import { compileLists } from './compile-lists.ts';
import { compileRegisters } from './compile-registers.ts';
import type { Compiled } from './compiled.ts';
import type { Times } from './times.ts';

/** `times`: those of the history (times.ts). */
export function compile(history: TransactionalHistory, times: Times): Compiled {
  const isOfLists = history.model === 'list-append';
  return isOfLists ? compileLists(history, times) : compileRegisters(history, times);
}
