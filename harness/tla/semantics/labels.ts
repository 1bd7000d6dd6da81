/**
 * Labels (`name(x) :: e`): in one definition a label is there once, and its parameters are exactly the names bound
 * between it and the label or definition around it, for whoever refers to it must fill in all of them.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Expression, FunctionDefinition, Identifier, Pattern } from '../syntax/ast.ts';

interface Around {
  readonly bound: readonly string[];
  /** Labels seen since the label or definition around. */
  readonly seen: Set<string>;
}

/** What is wrong with the labels of a definition; definitions of a LET in it are looked at by themselves. */
export function checkLabels(body: Expression | FunctionDefinition): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visit(body, { bound: [], seen: new Set() }, diagnostics);
  return diagnostics;
}

function visit(node: unknown, around: Around, diagnostics: Diagnostic[]): void {
  if (Array.isArray(node)) for (const item of node) visit(item, around, diagnostics);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { kind } = node as { kind?: string };
  if (kind === 'label') return label(node as Expression & { kind: 'label' }, around, diagnostics);
  if (kind === 'let')
    return visit((node as Expression & { kind: 'let' }).body, around, diagnostics);
  const names = boundBy(node as Binder);
  const inner = names.length === 0 ? around : { ...around, bound: [...around.bound, ...names] };
  for (const [key, part] of Object.entries(node)) {
    if (key !== 'span')
      visit(part, key === 'bounds' || key === 'set' ? around : inner, diagnostics);
  }
}

function label(
  node: Expression & { kind: 'label' },
  around: Around,
  diagnostics: Diagnostic[],
): void {
  const { name, parameters, body } = node;
  const report = (message: string, { span }: Identifier): void =>
    void diagnostics.push({ code: 'TLA211', message, span });
  if (around.seen.has(name.name)) report(`the label ${name.name} is there twice`, name);
  around.seen.add(name.name);
  for (const bound of around.bound) {
    if (!parameters.some((parameter) => parameter.name === bound)) {
      report(`the label ${name.name} needs ${bound} as a parameter: it is bound around it`, name);
    }
  }
  for (const parameter of parameters) {
    if (!around.bound.includes(parameter.name))
      report(`${parameter.name} is not bound around the label ${name.name}`, parameter);
  }
  visit(body, { bound: [], seen: new Set() }, diagnostics);
}

interface Binder {
  readonly kind?: string;
  readonly bounds?: readonly { readonly patterns: readonly Pattern[] }[];
  readonly pattern?: Pattern;
  readonly names?: readonly Identifier[];
  readonly parameters?: readonly Identifier[];
}

function boundBy({ kind, bounds, pattern, names, parameters }: Binder): string[] {
  const patterns = [
    ...(bounds?.flatMap((bound) => bound.patterns) ?? []),
    ...(pattern === undefined ? [] : [pattern]),
  ];
  const found: Identifier[] = patterns.flatMap((one) =>
    one.kind === 'identifier' ? [one] : one.names,
  );
  if (kind === 'unboundedQuantifier') found.push(...(names ?? []));
  if (kind === 'lambda') found.push(...(parameters ?? []));
  return found.map(({ name }) => name);
}
