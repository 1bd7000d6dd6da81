/** What a name can stand for, and where it is looked up. A scope is a chain of tables; the innermost one wins. */
import type { Expression, Module, Span } from '../syntax/ast.ts';
import type { Constant, Definition, Local, Variable } from './ir.ts';

/**
 * A definition as seen from inside its module: when the module is a parametrised instance `I(n)`, the parameters of the
 * instance come first in every definition of it, and `leading` are the names that stand for them here.
 */
export interface DefinitionEntity {
  readonly kind: 'definitionEntity';
  readonly definition: Definition;
  readonly leading: readonly Local[];
  /** Position in the order of the text; a name may be used only behind its definition (or RECURSIVE declaration). */
  readonly order: number;
}

/** `I(n) == INSTANCE M WITH …`: the scope of the definitions of M, unfolded. */
export interface InstanceEntity {
  readonly kind: 'instanceEntity';
  readonly name: string;
  readonly arity: number;
  readonly parameters: readonly Local[];
  readonly leading: readonly Local[];
  readonly scope: Scope;
  readonly order: number;
}

/** A declaration of an instantiated module: the expression that WITH puts in its place, in the scope of the WITH. */
export interface SubstitutionEntity {
  readonly kind: 'substitutionEntity';
  readonly name: string;
  readonly arity: number;
  readonly expression: Expression;
  readonly scope: Scope;
  /** The order that applies to names in `expression`. */
  readonly order: number;
}

export type Entity =
  | Variable
  | Constant
  | Local
  | DefinitionEntity
  | InstanceEntity
  | SubstitutionEntity;

/** A module inside a module, the scope that it stands in, and the names that are there before it. */
export interface NestedModule {
  readonly module: Module;
  readonly scope: Scope;
  readonly seen: ReadonlySet<string>;
}

export class Scope {
  private readonly table = new Map<string, Entity>();
  private readonly parent: Scope | undefined;
  /** Names declared LOCAL, which EXTENDS and INSTANCE do not pass on. */
  readonly hidden = new Set<string>();
  /** Declarations of an instantiated module: substituted, so that nobody outside can name them. */
  readonly substituted = new Set<string>();
  /** Names that came in only with what a module of the community extends: anything else of the name takes their place. */
  readonly weak = new Set<string>();
  readonly modules = new Map<string, NestedModule>();
  /** What a nested module sees of the scope around it: the names that stood there before it. */
  private readonly seen: ReadonlySet<string> | undefined;

  constructor(parent?: Scope, seen?: ReadonlySet<string>) {
    this.parent = parent;
    this.seen = seen;
  }

  find(name: string): Entity | undefined {
    return this.table.get(name) ?? (this.sees(name) ? this.parent?.find(name) : undefined);
  }

  private sees(name: string): boolean {
    return this.seen?.has(name) ?? true;
  }

  findModule(name: string): NestedModule | undefined {
    return this.modules.get(name) ?? this.parent?.findModule(name);
  }

  /** The entity of this table alone. */
  own(name: string): Entity | undefined {
    return this.table.get(name);
  }

  set(name: string, entity: Entity): void {
    this.table.set(name, entity);
  }

  entries(): IterableIterator<[string, Entity]> {
    return this.table.entries();
  }

  /** Every name that can be used here, for `did you mean`. */
  names(): string[] {
    const around = this.parent?.names().filter((name) => this.sees(name)) ?? [];
    return [...this.table.keys(), ...around];
  }
}

export function spanOf(entity: Entity): Span | undefined {
  switch (entity.kind) {
    case 'definitionEntity':
      return entity.definition.native === undefined ? entity.definition.span : undefined;
    case 'instanceEntity':
      return undefined;
    case 'substitutionEntity':
      return entity.expression.span;
    default:
      return entity.span;
  }
}

/** The candidates nearest to a misspelt name, at most three, nearest first. */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const limit = Math.floor((name.length + 1) / 3);
  const scored = new Map<string, number>();
  for (const candidate of candidates) {
    if (/\w/.test(candidate) !== /\w/.test(name)) continue;
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit) scored.set(candidate, distance);
  }
  return [...scored]
    .sort((a, b) => a[1] - b[1])
    .slice(0, 3)
    .map(([candidate]) => candidate);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, substitute));
    }
    row = next;
  }
  return row[b.length] as number;
}
