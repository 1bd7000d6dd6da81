/**
 * The CONSTANTS section applied to a resolved module: values for declarations, tables for operators, definitions in the
 * place of others. What it changes is the `value`, `definition` and `override` of what the module declares and defines.
 */
import type { Config } from './config/config.ts';
import type { Assignment, ConfigValue, Override } from './config/entries.ts';
import { type Diagnostic, EvaluationError } from './diagnostic.ts';
import {
  type Argument,
  type Constant,
  type Definition,
  type Expr,
  makeLocal,
  nextDefinitionId,
} from './semantics/ir.ts';
import { nearest } from './semantics/scope.ts';
import type { ResolvedModule } from './semantics/unfolding.ts';
import type { Identifier, Span } from './syntax/ast.ts';
import { equal } from './values/equality.ts';
import { makeSet, modelValue, str } from './values/make.ts';
import { show } from './values/print.ts';
import type { Value } from './values/value.ts';

/**
 * Applies all of the section; returns what is wrong with it, and what is not but was hardly meant. A constant that stays
 * without value is wrong; a value for a name that is not there is not, says TLC.
 */
export function applyConstants(
  resolved: ResolvedModule,
  config: Config,
): { readonly diagnostics: readonly Diagnostic[]; readonly remarks: readonly string[] } {
  const section = new ConstantsSection(resolved);
  for (const assignment of config.constants) section.assign(assignment);
  for (const override of config.overrides) section.override(override);
  section.refuseMissing(config.file);
  const remarks = section.unused.map(
    (name) => `the configuration gives a value to ${name}, which is not in the specification`,
  );
  return { diagnostics: section.diagnostics, remarks };
}

export function unknownName(
  resolved: ResolvedModule,
  { name, span }: Identifier,
  what: string,
): Diagnostic {
  const candidates = nearest(
    name,
    [...resolved.scope.entries()].map(([key]) => key),
  );
  const hint = candidates.length === 0 ? {} : { hint: `did you mean ${candidates.join(' or ')}?` };
  return {
    code: 'CFG202',
    message: `module ${resolved.name} has no ${what} named ${name}`,
    span,
    ...hint,
  };
}

/** What a line of the section speaks of. */
type Target = Constant | Definition;

interface Row {
  readonly args: readonly Value[];
  readonly value: Value;
}

class ConstantsSection {
  readonly diagnostics: Diagnostic[] = [];
  /** Names that got a value and are nowhere. */
  readonly unused: string[] = [];
  private readonly resolved: ResolvedModule;
  /** Operators given line by line, `F(1) = 2`. */
  private readonly tables = new Map<Target, Row[]>();

  constructor(resolved: ResolvedModule) {
    this.resolved = resolved;
  }

  assign({ name, args, value, module }: Assignment): void {
    const plain = this.value(value);
    if (module === undefined && this.resolved.scope.find(name.name) === undefined) {
      this.unused.push(name.name);
      return;
    }
    const targets = this.targets(name, module);
    if (plain === undefined || targets.length === 0) return;
    for (const target of targets) {
      const arity = arityOf(target);
      // TLC takes a plain value for an operator too: it has that value for all arguments.
      if (args.length === 0 && arity > 0)
        this.put(
          target,
          nativeOperator(name, arity, () => plain),
        );
      else if (args.length !== arity) this.wrongArity(name, arity, args.length);
      else if (arity > 0) this.addRow(target, args, plain, name);
      else if (target.kind === 'constant') target.value = plain;
      else target.override = withLeading(target, constantOf(name, plain));
    }
  }

  override({ name, target, module }: Override): void {
    const replacement = this.named(target.name);
    if (replacement === undefined) {
      this.diagnostics.push(unknownName(this.resolved, target, 'definition'));
      return;
    }
    for (const replaced of this.targets(name, module)) {
      if (replaced === replacement) continue;
      const arity = arityOf(replaced);
      if (arity !== arityOf(replacement)) this.wrongArity(name, arity, arityOf(replacement));
      else if (replaced.kind === 'definition')
        replaced.override = withLeading(replaced, replacement);
      else if (replacement.kind === 'definition') replaceConstant(replaced, replacement);
      else replaced.value = replacement.value;
    }
  }

  refuseMissing(file: string): void {
    const span = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    for (const { name, value, definition } of this.resolved.constants) {
      if (value !== undefined || definition !== undefined) continue;
      const message = `the constant ${name} has no value`;
      const [meant] = nearest(name, this.unused);
      const hint =
        meant === undefined
          ? `add \`CONSTANT ${name} = …\``
          : `a value is given to ${meant}, which is not in the specification: is ${name} meant?`;
      this.diagnostics.push({ code: 'CFG201', message, span, hint });
    }
  }

  /**
   * What a name means, for the whole specification or as one module has it: a constant, or a definition in all its
   * unfoldings, for an instance of the module that holds it uses it too.
   */
  private targets(name: Identifier, module: Identifier | undefined): readonly Target[] {
    const { definitions } = this.resolved;
    if (module !== undefined) return this.targetsIn(name, module);
    const found = this.named(name.name);
    if (found === undefined) this.unknown(name, 'constant or definition');
    if (found === undefined || found.kind === 'constant' || found.native !== undefined)
      return found === undefined ? [] : [found];
    const same = (other: Definition): boolean =>
      other.name === found.name && other.span === found.span && arityOf(other) === arityOf(found);
    return definitions.filter((other) => other === found || same(other));
  }

  /** What a module defines, or has from those that it extends, under this name. */
  private targetsIn(name: Identifier, module: Identifier): readonly Target[] {
    const { definitions, constants } = this.resolved;
    if (!this.resolved.isFile(module.name)) {
      this.unknown(module, 'module');
      return [];
    }
    const modules = this.resolved.extended(module.name);
    const inFile = ({ file }: Span): boolean =>
      modules.has(file.slice(file.lastIndexOf('/') + 1).replace(/\.tla$/, ''));
    const named = this.named(name.name);
    const isNative = named?.kind === 'definition' && named.native !== undefined;
    const found = [
      ...definitions.filter((other) => other.name === name.name && modules.has(other.module)),
      ...constants.filter((constant) => constant.name === name.name && inFile(constant.span)),
      ...(isNative && modules.has(named.module) ? [named] : []),
    ];
    if (found.length === 0) this.unknown(name, `constant or definition of module ${module.name}`);
    return found;
  }

  private unknown(name: Identifier, what: string): void {
    this.diagnostics.push(unknownName(this.resolved, name, what));
  }

  private named(name: string): Target | undefined {
    const entity = this.resolved.scope.find(name);
    if (entity?.kind === 'constant') return entity;
    return entity?.kind === 'definitionEntity' ? entity.definition : undefined;
  }

  private wrongArity({ name, span }: Identifier, expected: number, given: number): void {
    const message = `${name} takes ${expected} argument${expected === 1 ? '' : 's'}, but here it has ${given}`;
    this.diagnostics.push({ code: 'CFG206', message, span });
  }

  private addRow(
    target: Target,
    args: readonly ConfigValue[],
    value: Value,
    name: Identifier,
  ): void {
    const values = args.map((arg) => this.value(arg));
    if (!values.every((arg) => arg !== undefined)) return;
    const rows = this.tables.get(target) ?? [];
    rows.push({ args: values, value });
    if (rows.length > 1) return;
    this.tables.set(target, rows);
    this.put(target, tableOperator(name, rows, args.length));
  }

  private put(target: Target, operator: Definition): void {
    if (target.kind === 'constant') target.definition = operator;
    else target.override = operator;
  }

  private value(value: ConfigValue): Value | undefined {
    switch (value.kind) {
      case 'number': {
        const number = Number(value.digits);
        if (Number.isSafeInteger(number)) return number;
        const message = `the number ${value.digits} is too large: integers are exact up to 2^53 - 1`;
        this.diagnostics.push({ code: 'CFG207', message, span: value.span });
        return undefined;
      }
      case 'boolean':
        return value.value;
      case 'string':
        return str(value.value);
      case 'modelValue':
        return modelValue(value.name);
      case 'set': {
        const items = value.items.map((item) => this.value(item));
        return items.every((item) => item !== undefined) ? makeSet(items) : undefined;
      }
    }
  }
}

/** Also where another line gives it a value. */
function replaceConstant(replaced: Constant, replacement: Definition): void {
  replaced.value = undefined;
  replaced.definition = replacement;
}

/** How many arguments it takes where the configuration speaks of it: instances around are not its business. */
function arityOf(target: Target): number {
  return target.kind === 'constant' ? target.arity : target.parameters.length - target.leading;
}

function constantOf({ name, span }: Identifier, value: Value): Constant {
  return { kind: 'constant', name, arity: 0, span, value, definition: undefined };
}

/** What stands in for a definition of a parametrised instance: it takes the instance's parameters, and drops them. */
function withLeading(replaced: Definition, replacement: Target): Target {
  if (replaced.leading === 0) return replacement;
  const { span } = replacement;
  const parameters = replaced.parameters.map((p) => makeLocal(p.name, p.arity, p.span));
  const args = parameters
    .slice(replaced.leading)
    .map(
      (local): Argument =>
        local.arity > 0 ? { kind: 'operatorLocal', local } : { kind: 'local', local, span },
    );
  const body: Expr =
    replacement.kind === 'constant'
      ? { kind: 'constant', constant: replacement, args, span }
      : { kind: 'call', definition: replacement, args, span };
  return {
    ...replaced,
    id: nextDefinitionId(),
    parameters,
    native: undefined,
    body: () => body,
    override: undefined,
    level: undefined,
  };
}

/** An operator that looks its value up among the lines that the configuration has for it. */
function tableOperator(name: Identifier, rows: readonly Row[], arity: number): Definition {
  return nativeOperator(name, arity, (...args) => {
    const row = rows.find((candidate) =>
      candidate.args.every((arg, i) => equal(arg, args[i] as Value)),
    );
    if (row !== undefined) return row.value;
    throw new EvaluationError(
      `the configuration gives no value for ${name.name}(${args.map(show).join(', ')})`,
    );
  });
}

function nativeOperator(
  { name, span }: Identifier,
  arity: number,
  apply: (...args: Value[]) => Value,
): Definition {
  return {
    kind: 'definition',
    id: nextDefinitionId(),
    name,
    module: '',
    qualifiedName: name,
    parameters: Array.from({ length: arity }, (_, i) => makeLocal(`p${i + 1}`, 0, span)),
    leading: 0,
    span,
    recursive: false,
    native: { arity, apply },
    body: () => {
      throw new Error(`${name} is a table and has no body`);
    },
    override: undefined,
    level: 0,
  };
}
