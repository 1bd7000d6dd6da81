/**
 * What `--const`, `--inv` and `--no-deadlock` of the command line say, written as TLC would want it: a .cfg with the values in place, and
 * for an invariant that is an expression a module that extends the specification and names it. No file is written.
 */
import { parseConfig } from '../harness/tla/config/config.ts';
import type { FileResolver } from '../harness/tla/resolver.ts';
import type { Span } from '../harness/tla/syntax/ast.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

export interface Adjustments {
  /** `N=3`, `Server={s1, s2}`, `Op<-MCOp`. */
  readonly constants: readonly string[];
  /** Names of definitions, or expressions. */
  readonly invariants: readonly string[];
  /** False: a state without successors is no error. */
  readonly deadlock?: boolean;
}

export interface AdjustedConfig {
  readonly config: string;
  /** The module to check instead, with its name, when an invariant is an expression. */
  readonly module?: { readonly name: string; readonly text: string };
}

const word = /^(?:\w+!)*\w*[A-Za-z_]\w*$/;

/** Throws CommandError for a constant without a value. `config` is the text of the .cfg to start from. */
export function adjustConfig(
  config: string,
  specModule: string,
  { constants, invariants, deadlock = true }: Adjustments,
): AdjustedConfig {
  let text = config;
  for (const constant of constants) text = withConstant(text, constant);
  if (!deadlock) text = withoutDeadlock(text);
  const definitions: string[] = [];
  const names = invariants.map((invariant) => {
    if (word.test(invariant.trim())) return invariant.trim();
    const name = `CheckInv${definitions.length + 1}`;
    definitions.push(`${name} ==\n  ${invariant.trim()}`);
    return name;
  });
  if (names.length > 0) text = appended(text, `INVARIANT ${names.join(' ')}`);
  if (definitions.length === 0) return { config: text };
  const name = `${specModule}Check`;
  return { config: text, module: { name, text: moduleText(name, specModule, definitions) } };
}

function moduleText(name: string, extended: string, definitions: readonly string[]): string {
  return `---- MODULE ${name} ----\nEXTENDS ${extended}\n${definitions.join('\n')}\n====\n`;
}

function withConstant(text: string, constant: string): string {
  const parts = /^\s*(\w+)\s*(=|<-)\s*(\S.*?)\s*$/s.exec(constant);
  if (parts === null) {
    throw new CommandError(
      exitCodes.usage,
      `--const ${JSON.stringify(constant)} gives no value`,
      'Write it as in a .cfg: --const N=3, --const "Server={s1, s2}", --const "Op <- MCOp".',
    );
  }
  const [, name, sign, value] = parts;
  const line = `${name} ${sign} ${value}`;
  const { config } = parseConfig(text, 'config');
  const old = [...config.constants, ...config.overrides].find(
    (entry) => entry.name.name === name && entry.module === undefined,
  );
  if (old === undefined) return appended(text, `CONSTANT ${line}`);
  const end = 'target' in old ? old.target.span : old.value.span;
  return replaced(text, old.name.span, end, line);
}

function withoutDeadlock(text: string): string {
  const { checkDeadlock } = parseConfig(text, 'config').config;
  return checkDeadlock === undefined
    ? appended(text, 'CHECK_DEADLOCK FALSE')
    : replaced(text, checkDeadlock.span, checkDeadlock.span, 'FALSE');
}

function appended(text: string, line: string): string {
  return `${text.trimEnd()}${text.trim() === '' ? '' : '\n'}${line}\n`;
}

function replaced(text: string, from: Span, to: Span, by: string): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return `${text.slice(0, offset(from.line, from.column))}${by}${text.slice(offset(to.endLine, to.endColumn + 1))}`;
}

/** The resolver with one more module, which has no file. */
export function withModule(resolver: FileResolver, path: string, text: string): FileResolver {
  return {
    read: (asked) => (asked === path ? text : resolver.read(asked)),
    find: (name, from) => resolver.find(name, from),
  };
}
