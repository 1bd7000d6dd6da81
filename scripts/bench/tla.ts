/**
 * The engine's models: bench/tla, and the large models of the protocols. With a jar, TLC runs in turn with the engine, one
 * worker each, and the ratio is taken pair by pair: the speed of a machine changes while one looks. Both times are those of
 * whole processes. Counts that are not TLC's are an error, whatever the time.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { count } from '../output.ts';
import { root, rootModule } from '../repository.ts';
import { runTlc, type TlcOptions } from '../tlc/run.ts';
import { median, type Timed, timedNode } from './timed.ts';

export interface TlaRow {
  readonly model: string;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  readonly peakBytes: number | undefined;
  readonly tlcSeconds: number | undefined;
  /** Median of the pairs: how many times as long TLC took. */
  readonly ratio: number | undefined;
  /** Where counts are not TLC's, or the engine did not come to its end. */
  readonly wrong: string | undefined;
}

export interface TlaModel {
  readonly name: string;
  readonly config: string;
}

/** bench/tla/*.cfg, and specs/<protocol>/*Large.cfg. */
export function tlaModels(): readonly TlaModel[] {
  const inFolder = (folder: string, ending: string): TlaModel[] =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .filter((name) => name.endsWith(ending))
          .sort()
          .map((name) => ({ name: basename(name, '.cfg'), config: join(root, folder, name) }))
      : [];
  const protocols = readdirSync(join(root, 'specs')).sort();
  return [
    ...inFolder('bench/tla', '.cfg'),
    ...protocols.flatMap((name) => inFolder(`specs/${name}`, 'Large.cfg')),
  ];
}

interface Counts {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
}

/** `tlc`: where Java and the jar are, if TLC is to be run at all. */
export async function measureTla(
  { name, config }: TlaModel,
  runs: number,
  tlc: Pick<TlcOptions, 'java' | 'jar'> | undefined,
): Promise<TlaRow> {
  const spec = rootModule(config);
  const ours: Timed[] = [];
  const theirs: number[] = [];
  const ratios: number[] = [];
  let counts: Counts = { distinct: 0, generated: 0, depth: 0 };
  let wrong: string | undefined;
  for (let run = 0; run < runs; run++) {
    const args = ['bin/lockstep.js', 'check', spec, '--config', config, '--json'];
    const timed = await timedNode(args, root);
    ours.push(timed);
    if (timed.exitCode !== 0) wrong = `exit code ${timed.exitCode}`;
    counts = countsIn(timed.output);
    if (tlc === undefined) continue;
    const reference = await runTlc({ ...tlc, spec, config });
    theirs.push(reference.seconds);
    ratios.push(reference.seconds / timed.seconds);
    wrong ??= difference(counts, reference);
  }
  const peaks = ours.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    model: name,
    ...counts,
    seconds: median(ours.map(({ seconds }) => seconds)),
    peakBytes: peaks.length === 0 ? undefined : median(peaks),
    tlcSeconds: theirs.length === 0 ? undefined : median(theirs),
    ratio: ratios.length === 0 ? undefined : median(ratios),
    wrong,
  };
}

function countsIn(output: string): Counts {
  const found: unknown = output === '' ? {} : JSON.parse(output);
  const { results } = found as { results?: readonly Counts[] };
  const { distinct = 0, generated = 0, depth = 0 } = results?.[0] ?? (found as Partial<Counts>);
  return { distinct, generated, depth };
}

function difference(ours: Counts, theirs: Counts): string | undefined {
  const different = (['distinct', 'generated', 'depth'] as const).filter(
    (key) => ours[key] !== theirs[key],
  );
  if (different.length === 0) return undefined;
  return different.map((key) => `${key} ${count(theirs[key])} in TLC`).join(', ');
}
