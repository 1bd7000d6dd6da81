/** What resolution starts from: the modules that are text, and those that are given natively. */
import type { NativeModule } from '../modules/native.ts';
import type { Module } from '../syntax/ast.ts';

/** Where modules come from; loaded and parsed before resolution begins. */
export interface ModuleSource {
  readonly modules: ReadonlyMap<string, Module>;
  readonly natives: ReadonlyMap<string, NativeModule>;
}

/** Their names are fixed; those of other modules that are not text may grow, and must not take a name from a specification. */
export const standardModules: ReadonlySet<string> = new Set([
  'Naturals',
  'Integers',
  'Reals',
  'Sequences',
  'FiniteSets',
  'Bags',
  'TLC',
  'Randomization',
]);
