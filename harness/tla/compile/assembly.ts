/** The text of a program while it grows: its functions, its table of constants, and names that are not used yet. */
import type { Variable } from '../semantics/ir.ts';

export class Assembly {
  readonly variables: readonly Variable[];
  readonly withArguments: boolean;
  readonly coverage: boolean;
  readonly functions: string[] = [];
  readonly table: unknown[] = [];
  private readonly tableIndex = new Map<unknown, number>();
  private names = 0;

  constructor(
    variables: readonly Variable[],
    options: { readonly withArguments?: boolean; readonly coverage?: boolean },
  ) {
    this.variables = variables;
    this.withArguments = options.withArguments ?? false;
    this.coverage = options.coverage ?? false;
  }

  fresh(prefix: string): string {
    return `${prefix}_${++this.names}`;
  }

  constant(value: unknown): string {
    let index = this.tableIndex.get(value);
    if (index === undefined) {
      index = this.table.length;
      this.table.push(value);
      this.tableIndex.set(value, index);
    }
    return `k${index}`;
  }
}
