/**
 * What a configuration says, as plain data; every entry keeps its place. The reader is in read-config.ts. Keywords are
 * TLC's. (The founder's types: the rest of the engine is written against them.)
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../syntax/ast.ts';

export type ConfigValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'modelValue'; readonly name: string }
  | { readonly kind: 'set'; readonly items: readonly ConfigValue[] };

/** A name of the specification. */
export interface ConfigName {
  readonly name: string;
  readonly span: Span;
}

export interface Config {
  /** `Name = value`. */
  readonly assignments: readonly { readonly name: string; readonly value: ConfigValue; readonly span: Span }[];
  /** `Name <- Target`, and `Name <- [Module] Target`. */
  readonly overrides: readonly {
    readonly name: string;
    readonly target: string;
    readonly module: string | undefined;
    readonly span: Span;
  }[];
  readonly init: ConfigName | undefined;
  readonly next: ConfigName | undefined;
  readonly specification: ConfigName | undefined;
  readonly invariants: readonly ConfigName[];
  readonly properties: readonly ConfigName[];
  readonly constraints: readonly ConfigName[];
  readonly actionConstraints: readonly ConfigName[];
  readonly symmetry: ConfigName | undefined;
  readonly view: ConfigName | undefined;
  readonly alias: ConfigName | undefined;
  readonly postcondition: ConfigName | undefined;
  readonly checkDeadlock: boolean | undefined;
}

export interface ParsedConfig {
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Stand-in until the careful reader replaces it: no caret-exact diagnostics. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const clean = text.replace(/\(\*[\s\S]*?\*\)/g, ' ').replace(/\\\*.*/g, ' ');
  const tokens = clean.match(/<-|"[^"]*"|[{},=[\]]|[^\s{},=[\]<]+/g) ?? [];
  const span: Span = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const config: Mutable<Config> = {
    assignments: [], overrides: [], init: undefined, next: undefined, specification: undefined, invariants: [], properties: [],
    constraints: [], actionConstraints: [], symmetry: undefined, view: undefined, alias: undefined, postcondition: undefined,
    checkDeadlock: undefined,
  };
  let section = '';
  let at = 0;
  const value = (): ConfigValue => {
    const token = tokens[at++] ?? '';
    if (token === '{') {
      const items: ConfigValue[] = [];
      while (at < tokens.length && tokens[at] !== '}') {
        if (tokens[at] === ',') at++;
        else items.push(value());
      }
      at++;
      return { kind: 'set', items };
    }
    if (token === 'TRUE' || token === 'FALSE') return { kind: 'boolean', value: token === 'TRUE' };
    if (token.startsWith('"')) return { kind: 'string', value: token.slice(1, -1) };
    if (/^-?\d+$/.test(token)) return { kind: 'number', value: Number(token) };
    return { kind: 'modelValue', name: token };
  };
  const keywords = /^(CONSTANTS?|INIT|NEXT|SPECIFICATION|INVARIANTS?|PROPERT(Y|IES)|CONSTRAINTS?|ACTION_CONSTRAINTS?|SYMMETRY|VIEW|ALIAS|POSTCONDITION|CHECK_DEADLOCK)$/;
  while (at < tokens.length) {
    const token = tokens[at++] as string;
    if (keywords.test(token)) {
      section = token.replace(/^PROPERT.*/, 'PROPERTY').replace(/S$/, '');
      continue;
    }
    const name = { name: token, span };
    if (section === 'CONSTANT') {
      const operator = tokens[at++];
      if (operator === '=') config.assignments.push({ name: token, value: value(), span });
      else {
        let module: string | undefined;
        if (tokens[at] === '[') {
          module = tokens[at + 1];
          at += 3;
        }
        config.overrides.push({ name: token, target: tokens[at++] ?? '', module, span });
      }
    } else if (section === 'INIT') config.init = name;
    else if (section === 'NEXT') config.next = name;
    else if (section === 'SPECIFICATION') config.specification = name;
    else if (section === 'INVARIANT') config.invariants.push(name);
    else if (section === 'PROPERTY') config.properties.push(name);
    else if (section === 'CONSTRAINT') config.constraints.push(name);
    else if (section === 'ACTION_CONSTRAINT') config.actionConstraints.push(name);
    else if (section === 'SYMMETRY') config.symmetry = name;
    else if (section === 'VIEW') config.view = name;
    else if (section === 'ALIAS') config.alias = name;
    else if (section === 'POSTCONDITION') config.postcondition = name;
    else if (section === 'CHECK_DEADLOCK') config.checkDeadlock = token === 'TRUE';
  }
  return { config, diagnostics: [] };
}
