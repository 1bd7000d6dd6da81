/**
 * Every module that is written in TypeScript, by name: the standard ones and those of the community. A specification's
 * own file of the same name comes first.
 */
import { bags } from './bags.ts';
import { bitwise } from './bitwise.ts';
import { finiteSets } from './finite-sets.ts';
import { finiteSetsExt } from './finite-sets-ext.ts';
import { folds } from './folds.ts';
import { functions } from './functions.ts';
import { graphs } from './graphs.ts';
import { integers } from './integers.ts';
import { ioUtils } from './io-utils.ts';
import { json } from './json.ts';
import type { NativeModule } from './native.ts';
import { naturals } from './naturals.ts';
import { randomization } from './randomization.ts';
import { reals } from './reals.ts';
import { relation } from './relation.ts';
import { sequences } from './sequences.ts';
import { sequencesExt } from './sequences-ext.ts';
import { tlc } from './tlc.ts';
import { tlcExt } from './tlc-ext.ts';
import { vectorClocks } from './vector-clocks.ts';

const standard = [naturals, integers, reals, sequences, finiteSets, bags, tlc, randomization];
const community = [
  tlcExt,
  json,
  sequencesExt,
  finiteSetsExt,
  functions,
  folds,
  graphs,
  relation,
  bitwise,
  vectorClocks,
  ioUtils,
];

export const nativeModules: ReadonlyMap<string, NativeModule> = new Map(
  [...standard, ...community].map((module) => [module.name, module]),
);
