/**
 * `lockstep readme`: the table of protocols in README.md, from the last `verify` (out/latest/verify.json), between its
 * markers. Nobody writes a figure there by hand. Times are left out: they are the machine's, not the protocols'.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProtocolResult, VerifyResult } from '../harness/conformance/result.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import { readJson } from './failure-file.ts';
import { print, printJson } from './output.ts';
import { protocolCells } from './protocol-report.ts';
import { loadModel, protocolNames, root } from './repository.ts';

const begin = '<!-- protocols: npm run readme -->';
const end = '<!-- /protocols -->';

export interface ReadmeOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Returns the exit code; with `--check` it says whether the table is up to date, and writes nothing. */
export async function readme(options: ReadmeOptions): Promise<number> {
  const file = join(root, 'README.md');
  const text = readFileSync(file, 'utf8');
  const results = readJson(join(root, 'out', 'latest', 'verify.json')) as VerifyResult;
  const books = new Map<string, string>();
  for (const name of protocolNames()) books.set(name, (await loadModel(name)).book.join(', '));
  const missing = [...books.keys()].filter(
    (name) => !results.protocols.some((each) => each.name === name),
  );
  if (missing.length > 0) {
    throw new CommandError(
      exitCodes.noInput,
      `the last verify did not look at ${missing.join(', ')}`,
      'Run npx lockstep verify first.',
    );
  }
  const updated = withTable(text, protocolMarkdown(results.protocols, books));
  const same = updated === text;
  if (!same && options.check !== true) writeFileSync(file, updated);
  const state = same ? 'up to date' : options.check === true ? 'out of date' : 'written';
  if (options.json === true) printJson({ file: 'README.md', state });
  else print(`README.md is ${state}`);
  return state === 'out of date' ? exitCodes.disagreement : exitCodes.ok;
}

/** The text with the table between the markers. Throws CommandError without them. */
export function withTable(text: string, markdown: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) {
    throw new CommandError(exitCodes.noInput, `README.md has no ${begin} ... ${end}`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${markdown}\n\n${text.slice(to)}`;
}

/** One row for each protocol, in Markdown. */
export function protocolMarkdown(
  protocols: readonly ProtocolResult[],
  books: ReadonlyMap<string, string>,
): string {
  const head = [
    'protocol',
    'book',
    'states',
    'depth',
    'properties',
    'histories',
    'events',
    'faults bit',
    'operations judged',
    'code steps explained',
    'spec edges realised',
    'mutants killed',
    'verdict',
  ];
  const rows = protocols.map((result) => {
    const [name = '', ...figures] = protocolCells(result).slice(0, -1);
    return [`[${name}](specs/${name})`, books.get(name) ?? '', ...figures, result.verdict];
  });
  const rule = head.map((_, i) => (i < 2 || i === head.length - 1 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
