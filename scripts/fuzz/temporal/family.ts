/**
 * The family of small specifications in test/tla/temporal/recorded: in each module every specification `Spec...` is
 * judged by every property `Prop...`. answers.json has TLC's exit code for each pair.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Files } from '../tlc.ts';

export const folder = new URL('../../../test/tla/temporal/recorded/', import.meta.url);

/** TLC's exit codes by module, property and specification. */
export type Answers = Record<string, Record<string, Record<string, number>>>;

export interface FamilyCase extends Files {
  readonly specification: string;
  readonly property: string;
}

export function family(): FamilyCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tla'))
    .sort()
    .flatMap((file) => casesIn(file.slice(0, -4), readFileSync(new URL(file, folder), 'utf8')));
}

function casesIn(module: string, spec: string): FamilyCase[] {
  const named = (prefix: string): string[] =>
    [...spec.matchAll(new RegExp(`^(${prefix}\\w*) ==`, 'gm'))].map(([, name]) => name as string);
  return named('Prop').flatMap((property) =>
    named('Spec').map((specification) => {
      const config = `SPECIFICATION ${specification}\nPROPERTY ${property}\nCHECK_DEADLOCK FALSE\n`;
      return { module, spec, config, specification, property };
    }),
  );
}
