/** What is mutated: the specifications of the repository, its corpus, and a counterexample of each that has one. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { corpusRuns } from '../corpus/runs.ts';
import { root, rootModule } from '../repository.ts';

/** One specification with its configuration, as texts; modules beside it are read as they are. */
export interface Seed {
  readonly name: string;
  readonly specPath: string;
  readonly spec: string;
  readonly config: string;
  readonly folders: readonly string[];
}

export function seeds(): readonly Seed[] {
  const specs = join(root, 'specs');
  const own = readdirSync(specs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cfg') && !file.includes('Large'))
    .sort()
    .map((file) => join(specs, file))
    .map((config) => ({ spec: rootModule(config), config }));
  return [...corpusRuns(), ...own].map(({ spec, config }) => ({
    name: config.slice(root.length + 1),
    specPath: spec,
    spec: readFileSync(spec, 'utf8'),
    config: readFileSync(config, 'utf8'),
    folders: [dirname(config), join(specs, 'lib')],
  }));
}

/** What the traces below are of. */
export const traceSeed: Seed = {
  name: 'a trace of Traced',
  specPath: join(root, 'Traced.tla'),
  spec: String.raw`---- MODULE Traced ----
EXTENDS Integers
VARIABLES x, y
Init == x = 0 /\ y = [n \in {1} |-> {1, 2}]
Next == x' = 1 - x /\ y' = IF x = 0 THEN <<1, "a", TRUE, [f |-> <<>>]>> ELSE [n \in {1} |-> {1, 2}]
====
`,
  config: 'INIT Init\nNEXT Next\n',
  folders: [],
};

/** A behaviour of it in both forms. */
export const traceTexts: readonly string[] = [
  JSON.stringify({
    '#meta': { format: 'ITF' },
    vars: ['x', 'y'],
    loop: 0,
    states: [
      { '#meta': { index: 0 }, x: 0, y: { '#map': [[1, { '#set': [1, 2] }]] } },
      { '#meta': { index: 1 }, x: { '#bigint': '1' }, y: { '#tup': [1, 'a', true, { f: [] }] } },
    ],
  }),
  JSON.stringify({
    vars: ['x', 'y'],
    counterexample: {
      action: [
        [[1, { x: 0 }], { name: 'Next' }, [2, { x: 1 }]],
        [[2, { x: 1 }], { name: 'Back to state' }, [1, { x: 0 }]],
      ],
      state: [
        [1, { x: 0, y: [[1, 2]] }],
        [2, { x: 1, y: [1, 'a', true, { f: [] }] }],
      ],
    },
  }),
];
