/** A transactional history as integers (compiled.ts), whichever its model. */
import type { TransactionalHistory } from '../transactions.ts';
import { compileLists } from './compile-lists.ts';
import { compileRegisters } from './compile-registers.ts';
import type { Compiled } from './compiled.ts';

export function compile(history: TransactionalHistory): Compiled {
  return history.model === 'list-append' ? compileLists(history) : compileRegisters(history);
}
