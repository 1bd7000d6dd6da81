/** The algorithms for special kinds of histories, tried before a search: each declines what it is not made for. */
import type { Budget } from './budget.ts';
import { judgeCollection } from './collections/judge-collection.ts';
import type { Finding } from './finding.ts';
import type { History } from './history.ts';
import { judgeRegister } from './register-zones.ts';
import type { AnyObject } from './steps.ts';

/** `undefined`: none of them could say. Results are indices into `history`. */
export function judgeFast(
  history: History,
  object: AnyObject,
  budget: Budget,
): Finding | undefined {
  return judgeRegister(history, object, budget) ?? judgeCollection(history, object, budget);
}
