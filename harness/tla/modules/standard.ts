/** Every module that is written in TypeScript, by name. A specification's own module of the same name comes first. */
import { bags } from './bags.ts';
import { finiteSets } from './finite-sets.ts';
import { integers } from './integers.ts';
import type { NativeModule } from './native.ts';
import { naturals } from './naturals.ts';
import { reals } from './reals.ts';
import { sequences } from './sequences.ts';
import { tlc } from './tlc.ts';

export const nativeModules: ReadonlyMap<string, NativeModule> = new Map(
  [naturals, integers, reals, sequences, finiteSets, bags, tlc].map((module) => [
    module.name,
    module,
  ]),
);
