/** Runs SANY's parser, where there is a Java and a tla2tools.jar. Tests that need it skip themselves elsewhere. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A node of SANY's syntax tree: what it is, where, and what it consists of. */
export type SanyTree = readonly [image: string, place: string, ...children: SanyTree[]];

const jars = [process.env.TLA2TOOLS_JAR, join(homedir(), '.cache/lockstep/tla2tools-1.7.4.jar')];
const jar = jars.find((path) => path !== undefined && existsSync(path));

export const hasSany =
  jar !== undefined && spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;

/** For each text its tree, or undefined where SANY refuses it. */
export function sanyTrees(texts: readonly string[]): (SanyTree | undefined)[] {
  const program = join(import.meta.dirname, 'recorded/SanyTrees.java');
  const input = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 1e9 } as const;
  const { stdout, stderr } = spawnSync('java', ['-cp', jar as string, program], options);
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== texts.length) throw new Error(`SANY did not answer: ${stderr}`);
  return lines.map((line) => (line === 'ERR' ? undefined : (JSON.parse(line) as SanyTree)));
}
