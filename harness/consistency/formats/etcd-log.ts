/**
 * The text log of Jepsen's etcd test of 2014, which Porcupine reads: lines such as
 *
 *     INFO  jepsen.util - 4	:invoke	:cas	[2 4]
 *
 * are events of one object: there, a compare-and-set register that is empty at first. Other lines are skipped, as they are other messages of
 * the same program.
 */
import { type Fault, faultsOf, type NemesisEvent } from '../faults.ts';
import type { History } from '../history.ts';
import { EdnError, readEdn } from './edn.ts';
import { type HistoryEvent, type Interpret, pairEvents } from './events.ts';
import type { FormatProblem, Parsed } from './format-problem.ts';

const event = /^INFO\s+jepsen\.util - (\d+)\s+:(invoke|ok|fail|info)\s+:(\w+)\s+(.*)$/;

export function parseEtcdLog(text: string, interpret: Interpret): Parsed<History> {
  const events: HistoryEvent[] = [];
  const problems: FormatProblem[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    const [, process, type, f, rest] = event.exec(content.trimEnd()) ?? [];
    if (process === undefined) continue;
    const line = index + 1;
    try {
      const value = readEdn(rest!)[0]?.value;
      events.push({ line, process, type: type as HistoryEvent['type'], f: f!, value });
    } catch (error) {
      if (!(error instanceof EdnError)) throw error;
      problems.push({ line, message: error.message });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (events.length === 0)
    return {
      ok: false,
      problems: [{ line: 1, message: 'there is no event of jepsen.util in it' }],
    };
  return pairEvents(events, interpret);
}

const nemesis = /^INFO\s+jepsen\.util - :nemesis\s+:info\s+:(\S+)\s+(.*)$/;

/** What the nemesis did, at the positions of the clients' events. */
export function readEtcdFaults(text: string): Fault[] {
  const events: NemesisEvent[] = [];
  let after = -1;
  for (const line of text.split('\n')) {
    const content = line.trimEnd();
    const [, f, value] = nemesis.exec(content) ?? [];
    if (f !== undefined) events.push({ after, f, value: value === 'nil' ? null : value });
    else if (event.test(content)) after++;
  }
  return faultsOf(events);
}
