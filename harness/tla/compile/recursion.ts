/**
 * Recursive operators that are actions: `Loop(n) == IF n = 0 THEN x' = 0 ELSE x' = n \/ Loop(n - 1)`. They cannot be
 * compiled in place, so each becomes a function that is called with its arguments and with what follows. Which variables
 * have a value when it has come through is not known before its body is compiled, which calls it: a body is compiled
 * again until nothing new turns up. It ends, since ways of assigning are finitely many and none is ever taken back.
 */
import type { Argument, Expr, Local } from '../semantics/ir.ts';
import { isOperatorArgument } from '../semantics/ir.ts';
import { levelOf } from '../semantics/levels.ts';
import type { Assignment, Bindings, Context, Continuation, Path, Recursions } from './context.ts';
import { bindParameter, passAll } from './parameters.ts';

/** A recursive operator, called. */
export interface RecursiveCall {
  /** Tells it from all others. */
  readonly id: string;
  readonly parameters: readonly Local[];
  readonly body: Expr;
  /** What is bound where it is defined. */
  readonly bindings: Bindings | undefined;
  readonly args: readonly Argument[];
}

/** Arguments are passed as values: an action among them has none. */
export function canCall(args: readonly Argument[]): boolean {
  return args.every((argument) => isOperatorArgument(argument) || levelOf(argument) < 2);
}

export function callRecursive(
  call: RecursiveCall,
  context: Context,
  path: Path,
  then: Continuation,
): void {
  if (context.recursions !== undefined) {
    return callKnown(call, context, context.recursions, path, then);
  }
  const recursions: Recursions = { ends: new Map(), functions: new Map(), isStable: false };
  let out: string[] = [];
  while (!recursions.isStable) {
    recursions.isStable = true;
    recursions.functions.clear();
    out = [];
    callKnown(call, { ...context, out }, recursions, path, then);
  }
  context.out.push('{', ...[...recursions.functions.values()].flat(), ...out, '}');
}

function callKnown(
  call: RecursiveCall,
  context: Context,
  recursions: Recursions,
  path: Path,
  then: Continuation,
): void {
  const key = `${call.id}:${path.assigned.join()}`;
  const known = recursions.ends.get(key) ?? { name: context.builder.fresh('r'), patterns: [] };
  recursions.ends.set(key, known);
  if (!recursions.functions.has(key)) {
    recursions.functions.set(key, []);
    recursions.functions.set(key, functionOf(call, key, context, recursions, path));
  }
  const after = context.builder.fresh('a');
  context.out.push(`function ${after}(end) {`, 'switch (end) {');
  for (const [number, assigned] of known.patterns.entries()) {
    context.out.push(`case ${number}: {`);
    then.emit({ ...context, assigned }, { ...path, assigned, open: false });
    context.out.push('return;', '}');
  }
  const args = passAll(call.args, { ...context, assigned: path.assigned });
  context.out.push('}', '}', `${known.name}(${args === '' ? after : `${args}, ${after}`});`);
}

function functionOf(
  call: RecursiveCall,
  key: string,
  context: Context,
  recursions: Recursions,
  path: Path,
): string[] {
  const { name, patterns } = recursions.ends.get(key) as { name: string; patterns: Assignment[][] };
  const out: string[] = [];
  const next = context.builder.fresh('n');
  const names = call.parameters.map((parameter) => `v${parameter.id}`);
  let inner: Context = { ...context, out, recursions, bindings: call.bindings };
  for (const [i, parameter] of call.parameters.entries()) {
    inner = bindParameter(inner, parameter, names[i] as string);
  }
  context.builder.action(
    call.body,
    inner,
    { ...path, open: false },
    {
      small: true,
      emit: (deeper, end) => {
        let number = patterns.findIndex((pattern) => pattern.join() === end.assigned.join());
        if (number < 0) {
          number = patterns.push([...end.assigned]) - 1;
          recursions.isStable = false;
        }
        deeper.out.push(`${next}(${number});`);
      },
    },
  );
  return [`function ${name}(${[...names, next].join(', ')}) {`, ...out, '}'];
}
