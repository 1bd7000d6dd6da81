/** The ends of paths: the code that hands a complete next state to the sink, and remembers it where steps are kept. */
import { EvaluationError, IncompleteError } from '../diagnostic.ts';
import type { Definition, Variable } from '../semantics/ir.ts';
import type { Assembly } from './assembly.ts';
import type { Assignment, Context, Label, Path } from './context.ts';

export class Emission {
  readonly labels: Definition[] = [];
  private readonly emitters = new Map<string, string>();
  private readonly assembly: Assembly;

  constructor(assembly: Assembly) {
    this.assembly = assembly;
  }

  /** The end of a path: the state is complete, or the specification forgot a variable. */
  emit(context: Context, path: Path, initial: boolean): void {
    const missing = this.assembly.variables.filter(
      (variable) => path.assigned[variable.index] === 'no',
    );
    if (missing.length > 0) {
      const names = missing.map((variable) => variable.name);
      context.out.push(
        `incomplete(${this.assembly.constant(names)}, ${this.labelIndex(path.label)}, ${initial});`,
      );
      return;
    }
    if (this.assembly.withArguments)
      context.out.push(`A = [${path.label?.args.join(', ') ?? ''}];`);
    context.out.push(`${this.emitter(path.assigned)}(${this.labelIndex(path.label)});`);
  }

  private labelIndex(label: Label | undefined): number {
    if (label === undefined) return -1;
    const known = this.labels.indexOf(label.definition);
    return known >= 0 ? known : this.labels.push(label.definition) - 1;
  }

  /** Codes of unchanged variables are copied; the others come from their registers. */
  private emitter(assigned: readonly Assignment[]): string {
    const key = assigned.join();
    const known = this.emitters.get(key);
    if (known !== undefined) return known;
    const name = this.assembly.fresh('emit');
    this.emitters.set(key, name);
    this.assembly.functions.push(
      `function ${name}(label) {`,
      ...assigned.map((how, i) =>
        how === 'unchanged' ? `T[${i}] = S[${i}];` : `T[${i}] = stateCode(p${i});`,
      ),
      'stale = false;',
      'Q.sink(label);',
      '}',
    );
    return name;
  }

  /** As `emit`; what the step has given is written down, so that it can be taken again. */
  emitKept(context: Context, path: Path, patterns: (readonly Assignment[])[] | undefined): void {
    this.emit(context, path, false);
    if (patterns === undefined || path.assigned.includes('no')) return;
    const key = path.assigned.join();
    let number = patterns.findIndex((pattern) => pattern.join() === key);
    if (number < 0) number = patterns.push(path.assigned) - 1;
    const codes = path.assigned.flatMap((how, i) => (how === 'yes' ? [`codeOf(p${i})`] : []));
    const row = [number, this.labelIndex(path.label), ...codes].join(', ');
    context.out.push(`if (record !== undefined) record.push(${row});`);
  }

  readonly incomplete = (names: readonly string[], label: number, initial: boolean): never => {
    const named = this.labels[label];
    const action = named === undefined ? '' : ` of action ${named.name}`;
    const state = initial ? 'The initial state' : `The successor state${action}`;
    throw new IncompleteError(
      `${state} is not completely specified: ${names.join(', ')} ${names.length === 1 ? 'has' : 'have'} no value`,
      named?.span,
    );
  };

  readonly unassigned = (index: number): never => {
    throw new EvaluationError(
      `${(this.assembly.variables[index] as Variable).name} is read in the next state before it has a value there`,
    );
  };
}
