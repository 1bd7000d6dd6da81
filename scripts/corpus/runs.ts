/**
 * The corpus of test/tla/corpus: every .cfg there is a run. Its module is the longest prefix of its name that is a .tla
 * file beside it, unless its first line says otherwise: `\* spec: ../other/Module.tla`, or `\* options: --no-deadlock`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root, rootModule } from '../repository.ts';

export const corpus = join(root, 'test', 'tla', 'corpus');

/** Definitions in TLA+ of what TLC's jar lacks: TLC reads them, the engine has operators of its own. */
export const community = join(corpus, 'community');

export interface CorpusRun {
  /** The configuration within the corpus: the name of the run. */
  readonly name: string;
  /** Absolute paths. */
  readonly spec: string;
  readonly config: string;
  readonly checkDeadlock: boolean;
}

export function corpusRuns(): readonly CorpusRun[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cfg'))
    .sort()
    .map((file) => runOf(join(corpus, file)));
}

function runOf(config: string): CorpusRun {
  const [first = ''] = readFileSync(config, 'utf8').split('\n');
  const spec = /^\\\* spec: (\S+)/.exec(first)?.[1];
  return {
    name: relative(corpus, config),
    spec: spec === undefined ? rootModule(config) : resolve(dirname(config), spec),
    config,
    checkDeadlock: !first.includes('--no-deadlock'),
  };
}

/** What is recorded of a run of TLC, and what the engine has to say too. */
export interface Answer {
  readonly exitCode: number;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly violated?: string;
  /** One text for each state, without white space: the action, then the variables in TLC's order. */
  readonly trace?: readonly string[];
  /** What Print and PrintT said, without white space. */
  readonly printed?: string;
}
