#!/usr/bin/env node
/**
 * Makes Node read TypeScript, then hands over to scripts/lockstep.ts. Verbs that people wait for run from one bundled file
 * (bundle.js): 240 modules that are read, stripped and linked one by one cost a second. The others go through tsx, for
 * mutants are linked to the modules of this program by the names of their files. In this process: a child would cost
 * 60 ms and forward signals badly.
 */
import { setFlagsFromString } from 'node:v8';
import { bundled } from './bundle.js';

const fromBundle = new Set(['check', 'tlc', 'repl', 'judge', '--help', '-h', 'help', undefined]);

// The optimizing compiler takes half a second for the parser's largest function and keeps the process alive for it. No
// specification is long enough to get that back.
setFlagsFromString('--liftoff-only');

async function load() {
  const file = fromBundle.has(process.argv[2]) ? await bundled() : undefined;
  if (file !== undefined) return import(file);
  if (!process.features.typescript) {
    const { register } = await import('tsx/esm/api');
    register();
  }
  return import('../scripts/lockstep.ts');
}

const { main } = await load();
await main(process.argv);
