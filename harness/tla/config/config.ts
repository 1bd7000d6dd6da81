/**
 * TLC's configuration files. Reads what is written and where; whether the names exist in the specification is asked later
 * (harness/tla/semantics). Plain data, so that it can be written as JSON.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Identifier, Span } from '../syntax/ast.ts';
import { Source } from '../syntax/source.ts';
import { readAssignments } from './assignments.ts';
import type { Assignment, Override } from './entries.ts';
import { Reader } from './reader.ts';

export interface Config {
  readonly file: string;
  readonly constants: readonly Assignment[];
  readonly overrides: readonly Override[];
  readonly specification?: Identifier;
  readonly init?: Identifier;
  readonly next?: Identifier;
  readonly invariants: readonly Identifier[];
  readonly properties: readonly Identifier[];
  readonly constraints: readonly Identifier[];
  readonly actionConstraints: readonly Identifier[];
  readonly symmetry?: Identifier;
  readonly view?: Identifier;
  readonly alias?: Identifier;
  readonly postcondition?: Identifier;
  readonly checkDeadlock?: { readonly value: boolean; readonly span: Span };
}

type Single = 'specification' | 'init' | 'next' | 'symmetry' | 'view' | 'alias' | 'postcondition';
type Many = 'invariants' | 'properties' | 'constraints' | 'actionConstraints';

const singles: Readonly<Record<string, Single>> = {
  SPECIFICATION: 'specification',
  INIT: 'init',
  NEXT: 'next',
  SYMMETRY: 'symmetry',
  VIEW: 'view',
  ALIAS: 'alias',
  POSTCONDITION: 'postcondition',
};

const lists: Readonly<Record<string, Many>> = {
  INVARIANT: 'invariants',
  INVARIANTS: 'invariants',
  PROPERTY: 'properties',
  PROPERTIES: 'properties',
  CONSTRAINT: 'constraints',
  CONSTRAINTS: 'constraints',
  ACTION_CONSTRAINT: 'actionConstraints',
  ACTION_CONSTRAINTS: 'actionConstraints',
};

const keywords = [
  ...Object.keys(singles),
  ...Object.keys(lists),
  'CONSTANT',
  'CONSTANTS',
  'CHECK_DEADLOCK',
];

/** Reads a configuration. What is wrong with it is in `diagnostics`; `config` holds the rest. Never throws. */
export function parseConfig(
  text: string,
  file: string,
): { config: Config; diagnostics: readonly Diagnostic[] } {
  const source = new Source(file, text);
  const reader = new Reader(source, new Set(keywords));
  const config: Mutable = {
    file,
    constants: [],
    overrides: [],
    invariants: [],
    properties: [],
    constraints: [],
    actionConstraints: [],
  };
  while (reader.peek() !== undefined) readSection(reader, config);
  checkBehaviour(source, config);
  return { config, diagnostics: source.diagnostics };
}

type Mutable = {
  -readonly [Key in keyof Config]: Config[Key] extends readonly (infer Item)[]
    ? Item[]
    : Config[Key];
};

function readSection(reader: Reader, config: Mutable): void {
  const keyword = reader.take();
  const single = singles[keyword.text];
  const many = lists[keyword.text];
  if (keyword.text === 'CONSTANT' || keyword.text === 'CONSTANTS') {
    readAssignments(reader, config);
  } else if (keyword.text === 'CHECK_DEADLOCK') {
    const value = reader.boolean();
    if (value === undefined) return;
    if (config.checkDeadlock !== undefined)
      reader.reportTwice('CHECK_DEADLOCK', value.span, config.checkDeadlock.span);
    config.checkDeadlock = value;
  } else if (single !== undefined) {
    const name = reader.name(`a name after ${keyword.text}`);
    if (name === undefined) return;
    const earlier = config[single];
    if (earlier !== undefined) reader.reportTwice(keyword.text, name.span, earlier.span);
    config[single] = name;
  } else if (many !== undefined) {
    readNames(reader, config[many], keyword.text);
  } else {
    reader.skipUnknown(keyword, keywords);
  }
}

function readNames(reader: Reader, names: Identifier[], keyword: string): void {
  while (reader.atName()) {
    const name = reader.name(keyword) as Identifier;
    // Naming a formula twice changes nothing, and TLC takes it.
    if (!names.some((other) => other.name === name.name)) names.push(name);
  }
}

/** TLC's rule: a behaviour is given by SPECIFICATION, or by INIT and NEXT, or not at all. */
function checkBehaviour(source: Source, { specification, init, next }: Mutable): void {
  const report = (at: Identifier, message: string) =>
    source.diagnostics.push({ code: 'CFG105', message, span: at.span });
  if (specification !== undefined) {
    const other = init ?? next;
    if (other !== undefined) report(other, 'INIT and NEXT cannot stand beside SPECIFICATION');
  } else if (init !== undefined && next === undefined) {
    report(init, 'there is INIT but no NEXT');
  } else if (next !== undefined && init === undefined) {
    report(next, 'there is NEXT but no INIT');
  }
}
