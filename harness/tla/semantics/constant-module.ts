/**
 * Constant modules (Specifying Systems, 17.2): those without variables and without a word about states or behaviours.
 * In them anything may be substituted for a constant. Read off the text, with what a module extends.
 */
import type { Module, Unit } from '../syntax/ast.ts';

type Modules = ReadonlyMap<string, Module>;

const stateful = new Set(["'", 'UNCHANGED', 'ENABLED', '[]', '<>', '~>', '-+->', '\\cdot']);
const statefulKinds = new Set(['boxAction', 'angleAction', 'fairness', 'variables']);

export function isConstantModule(module: Module, modules: Modules): boolean {
  return extendedBy(module, modules).every((part) =>
    part.units.every((unit) => !mentionsState(unit)),
  );
}

/** Is the name a VARIABLE of the module, or of one that it extends? */
export function declaresVariable(module: Module, name: string, modules: Modules): boolean {
  const declares = (unit: Unit): boolean =>
    unit.kind === 'variables' && unit.names.some((variable) => variable.name === name);
  return extendedBy(module, modules).some((part) => part.units.some(declares));
}

function extendedBy(module: Module, modules: Modules): Module[] {
  const found = new Set([module]);
  for (const part of found) {
    for (const { name } of part.extends) {
      const extended = modules.get(name);
      if (extended !== undefined) found.add(extended);
    }
  }
  return [...found];
}

function mentionsState(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsState);
  if (typeof node !== 'object' || node === null) return false;
  const { kind, name } = node as { kind?: string; name?: unknown };
  if (kind !== undefined && statefulKinds.has(kind)) return true;
  if (kind === 'theorem' || kind === 'module') return false;
  if ((kind === 'apply' || kind === 'name') && stateful.has(name as string)) return true;
  return Object.values(node).some(mentionsState);
}
