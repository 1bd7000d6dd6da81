/**
 * `npm run bench [-- name... --runs 3 --no-tlc --write --porcupine <checkout>]`: how fast and how large, measured here. One suite for
 * each thing that is measured; a name selects the suites and models whose names contain it. `--write` puts the table into
 * harness/tla/README.md. A test never looks at a time; this is where one does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, print, table } from '../output.ts';
import { root } from '../repository.ts';
import { findJar } from '../tlc/jar.ts';
import { findJava } from '../tlc/java.ts';
import { type ConsistencyRow, consistencyCases, measureConsistency } from './consistency.ts';
import { measurePorcupine, type PorcupineRow } from './porcupine.ts';
import { median } from './timed.ts';
import { measureTla, type TlaRow, tlaModels } from './tla.ts';

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    'no-tlc': { type: 'boolean', default: false },
    jar: { type: 'string' },
    write: { type: 'boolean', default: false },
    porcupine: { type: 'string' },
  },
});

const columns = [
  { title: 'model' },
  ...['distinct', 'generated', 'depth', 'seconds', 'states/s', 'peak MB', 'TLC s', 'ratio'].map(
    (title) => ({ title, align: 'right' as const }),
  ),
  { title: '' },
];

function cells(row: TlaRow): string[] {
  const optional = (value: number | undefined, digits: number): string =>
    value === undefined ? '-' : value.toFixed(digits);
  return [
    row.model,
    count(row.distinct),
    count(row.generated),
    count(row.depth),
    row.seconds.toFixed(2),
    count(Math.round(row.generated / row.seconds)),
    optional(row.peakBytes === undefined ? undefined : row.peakBytes / 2 ** 20, 0),
    optional(row.tlcSeconds, 2),
    optional(row.ratio, 1),
    row.wrong ?? '',
  ];
}

async function tlc(): Promise<{ java: string; jar: string } | undefined> {
  if (values['no-tlc']) return undefined;
  const { path } = await findJar({ jar: values.jar });
  return { java: findJava(), jar: path };
}

async function benchTla(selected: (name: string) => boolean): Promise<void> {
  const models = tlaModels().filter(({ name }) => selected(name));
  if (models.length === 0) return;
  const reference = await tlc();
  const rows: TlaRow[] = [];
  for (const model of models) {
    const row = await measureTla(model, Number(values.runs), reference);
    rows.push(row);
    print(cells(row).join('  '));
  }
  print(`\n${table(columns, rows.map(cells))}`);
  const ratios = rows.flatMap(({ ratio }) => ratio ?? []);
  const summary =
    ratios.length === 0
      ? ''
      : `Median ratio ${median(ratios).toFixed(1)}, smallest ${Math.min(...ratios).toFixed(1)}, of ${ratios.length} models.`;
  print(summary);
  if (values.write) writeTable(rows, summary);
  if (rows.some(({ wrong }) => wrong !== undefined)) process.exitCode = 4;
}

function writeTable(rows: readonly TlaRow[], summary: string): void {
  const file = join(root, 'harness', 'tla', 'README.md');
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const head = `\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, ${machine}; medians of ${values.runs} runs.`;
  const line = (items: readonly string[]): string => `| ${items.join(' | ')} |`;
  const text = [
    '<!-- bench: npm run bench -- --write -->',
    '',
    `${head} ${summary}`,
    '',
    line(columns.map(({ title }) => title)),
    line(columns.map((column) => ('align' in column ? '---:' : '---'))),
    ...rows.map((row) => line(cells(row))),
    '',
    '<!-- /bench -->',
  ].join('\n');
  const old = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    old.replace(/<!-- bench: [\s\S]*<!-- \/bench -->/, () => text),
  );
}

const right = (title: string) => ({ title, align: 'right' as const });

async function benchConsistency(selected: (name: string) => boolean): Promise<void> {
  const rows: ConsistencyRow[] = [];
  for (const one of consistencyCases.filter(({ name }) => selected(name))) {
    const row = measureConsistency(one, Number(values.runs));
    rows.push(row);
    print(consistencyCells(row).join('  '));
  }
  const titles = ['operations', 'first s', 'median s', 'processor s', 'per second'].map(right);
  if (rows.length > 0)
    print(
      `\n${table([{ title: 'history' }, ...titles, { title: '' }], rows.map(consistencyCells))}`,
    );
  if (rows.some(({ verdict }) => verdict !== 'ok')) process.exitCode = 4;
  if (values.porcupine !== undefined && selected('porcupine'))
    await comparePorcupine(values.porcupine);
}

function consistencyCells(row: ConsistencyRow): string[] {
  const times = [row.first, row.seconds, row.processor].map((seconds) => seconds.toFixed(2));
  const rate = count(Math.round(row.operations / row.seconds));
  return [row.name, count(row.operations), ...times, rate, row.verdict];
}

async function comparePorcupine(checkout: string): Promise<void> {
  const rows = await measurePorcupine(checkout, Number(values.runs));
  const cellsOf = ({ file, ours, theirs, wrong }: PorcupineRow) => [
    file,
    ...[ours, theirs].map((seconds) => (seconds * 1000).toFixed(3)),
    (theirs / ours).toFixed(2),
    wrong ?? '',
  ];
  const titles = ['here ms', 'Porcupine ms', 'ratio'].map(right);
  print(table([{ title: 'file' }, ...titles, { title: '' }], rows.map(cellsOf)));
  const ratios = rows.map(({ ours, theirs }) => theirs / ours);
  const slower = ratios.filter((ratio) => ratio < 1).length;
  print(`Median ratio ${median(ratios).toFixed(2)}; slower on ${slower} of ${rows.length} files.`);
  if (rows.some(({ wrong }) => wrong !== undefined)) process.exitCode = 4;
}

/** Each is given a test for the names that were asked for. */
const suites: Readonly<Record<string, (selected: (name: string) => boolean) => Promise<void>>> = {
  tla: benchTla,
  consistency: benchConsistency,
};

for (const [suite, run] of Object.entries(suites)) {
  const isWhole = names.length === 0 || names.includes(suite);
  await run((name) => isWhole || names.some((part) => name.includes(part)));
}
