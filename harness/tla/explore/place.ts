/**
 * A place inside a formula: the names bound on the way to it, and how variables are read there. A part of a formula can
 * be computed on its own in the place where it stands; explanations are made of many such small computations.
 */
import type { Reading } from '../compile/context.ts';
import type { Surrounding } from '../compile/entry.ts';
import { compileProgram } from '../compile/program.ts';
import { EvaluationError } from '../diagnostic.ts';
import type {
  Argument,
  Binding,
  Definition,
  Expr,
  LetDefinition,
  Local,
  Variable,
} from '../semantics/ir.ts';
import type { Falsehood } from '../spec.ts';
import type { Span } from '../syntax/ast.ts';
import { intern } from '../values/intern.ts';
import { show } from '../values/print.ts';
import { Tag, type Value } from '../values/value.ts';

/** The states in which a formula is looked at, and the texts of the specification's files. */
export interface Scene {
  readonly variables: readonly Variable[];
  readonly before: Int32Array | undefined;
  readonly after: Int32Array;
  /** How variables without a prime are read: actions read `before`, invariants `after`. */
  readonly reading: Reading;
  readonly textOf: (span: Span) => string;
}

export interface Place {
  readonly around: readonly Surrounding[];
  readonly reading: Reading;
  readonly bindings: Falsehood['bindings'];
  readonly path: Falsehood['path'];
}

export function placeOf(scene: Scene, around: readonly Surrounding[] = []): Place {
  const bindings = around.flatMap((step) =>
    step.kind === 'value' ? [{ name: step.local.name, value: step.value }] : [],
  );
  return { around, reading: scene.reading, bindings, path: [] };
}

/** The value of a part, or the specification's error. */
export function evaluate(
  expr: Expr,
  place: Place,
  scene: Scene,
): { value?: Value; error?: EvaluationError } {
  try {
    const program = compileProgram(
      [{ kind: 'value', expr, reading: place.reading, parameters: [], around: place.around }],
      scene.variables,
    );
    if (scene.before !== undefined) program.load(scene.before, 0);
    program.loadNext(scene.after, 0);
    const value = (program.entries[0] as () => Value)();
    return {
      value: typeof value === 'object' && value.tag === Tag.lazySet ? value : intern(value),
    };
  } catch (error) {
    if (error instanceof EvaluationError) return { error };
    if (error instanceof RangeError)
      return { error: new EvaluationError('the evaluation is nested too deeply') };
    throw error;
  }
}

export function enterElement(
  binding: Pick<Binding, 'names' | 'tuple'>,
  item: Value,
  place: Place,
): Place {
  const values =
    binding.tuple && typeof item === 'object' && item.tag === Tag.tuple ? item.items : [item];
  const steps = binding.names.map((local: Local, i) => ({
    kind: 'value' as const,
    local,
    value: values[i] as Value,
  }));
  return {
    ...place,
    around: [...place.around, ...steps],
    bindings: [
      ...place.bindings,
      ...steps.map(({ local, value }) => ({ name: local.name, value })),
    ],
  };
}

export function enterLet(definitions: readonly LetDefinition[], place: Place): Place {
  return { ...place, around: [...place.around, { kind: 'let', definitions }] };
}

/** An argument longer than this is cut where calls are shown. */
const argumentMax = 60;

/** Into the body of a definition, with its arguments; those that have a value are shown. */
export function enterCall(
  definition: Definition,
  args: readonly Argument[],
  place: Place,
  scene: Scene,
): Place {
  const shown: string[] = [];
  const named = definition.parameters.flatMap((parameter, i) => {
    const argument = args[i];
    if (argument === undefined || !('span' in argument)) {
      shown.push(parameter.name);
      return [];
    }
    const { value } = evaluate(argument, place, scene);
    const text = value === undefined ? scene.textOf(argument.span) : show(value);
    shown.push(text.length > argumentMax ? `${text.slice(0, argumentMax)}...` : text);
    return value === undefined ? [] : [{ name: parameter.name, value }];
  });
  return {
    ...place,
    around: [...place.around, { kind: 'arguments', parameters: definition.parameters, args }],
    bindings: [...place.bindings, ...named],
    path: [...place.path, { name: definition.qualifiedName, span: definition.span, args: shown }],
  };
}
