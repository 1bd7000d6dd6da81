/**
 * What `verify` leaves behind in out/latest/: the whole result as JSON, a page for people (report.html), JUnit XML for CI
 * systems, SARIF for code hosts, and for every failure its space-time diagram. All of it is written beside what is
 * printed; that it cannot be written is a warning and changes no verdict.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { junit } from '../harness/conformance/report/junit.ts';
import { mermaid } from '../harness/conformance/report/mermaid.ts';
import { reportPage } from '../harness/conformance/report/page.ts';
import { sarif } from '../harness/conformance/report/sarif.ts';
import { spaceTime } from '../harness/conformance/report/space-time.ts';
import type { VerifyResult } from '../harness/conformance/result.ts';
import { command, plain } from './output.ts';
import { root, shortPath } from './repository.ts';
import { reproduce } from './reproduce.ts';

/** Returns the path of the page, or undefined where nothing could be written. */
export function writeReport(
  result: VerifyResult,
  words: readonly string[],
  folder = join(root, 'out', 'latest'),
): string | undefined {
  const files = {
    'verify.json': `${JSON.stringify(result, undefined, 2)}\n`,
    ...drawn(result, words),
  };
  try {
    rmSync(join(folder, 'failures'), { recursive: true, force: true });
    mkdirSync(join(folder, 'failures'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return shortPath(join(folder, 'report.html'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`warning: ${plain(`${shortPath(folder)} cannot be written: ${why}`)}\n`);
    return undefined;
  }
}

function drawn(result: VerifyResult, words: readonly string[]): Readonly<Record<string, string>> {
  const again = result.protocols.flatMap((each) => {
    const line = each.verdict === 'ok' ? undefined : reproduce(each);
    return line === undefined ? [] : [[each.name, line] as const];
  });
  const about = {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    command: command('npx', 'lockstep', 'verify', ...words),
    reproduce: new Map(again),
  };
  return {
    'report.html': reportPage(result, about),
    'junit.xml': junit(result),
    'results.sarif': sarif(result, version()),
    ...Object.fromEntries(result.protocols.flatMap(diagramsOf)),
  };
}

function diagramsOf({ name, replay, refine }: VerifyResult['protocols'][number]) {
  return Object.entries({ replay, refine }).flatMap(([part, { failure }]) => {
    if (failure?.scene === undefined) return [];
    const file = join('failures', `${name}-${part}`);
    return [
      [`${file}.svg`, spaceTime(failure.scene).text],
      [`${file}.mmd`, mermaid(failure.scene)],
    ];
  });
}

function version(): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
