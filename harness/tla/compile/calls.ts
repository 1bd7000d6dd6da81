/** Calls of definitions, constants, natives and operators that are known only by a name. */
import {
  type Argument,
  type Definition,
  type Expr,
  isOperatorArgument,
  type Local,
} from '../semantics/ir.ts';
import { lazyParameters } from './analysis.ts';
import { bind, bindJs, block, type Context, fail, type Meaning, meaningOf } from './context.ts';
import { mustInline } from './inlining.ts';
import { resolveOverride } from './override.ts';
import { bindArguments, bindParameter, passAll, passArgument } from './parameters.ts';

export function compileConstant(
  expr: Extract<Expr, { kind: 'constant' }>,
  context: Context,
): string {
  const { constant, args } = expr;
  if (constant.definition !== undefined) return compileCall(constant.definition, args, context);
  if (constant.value !== undefined && args.length === 0)
    return context.builder.value(constant.value);
  return fail(`the constant ${constant.name} has no value`, context);
}

export function compileCall(
  called: Definition,
  args: readonly Argument[],
  context: Context,
): string {
  const { builder } = context;
  const definition = resolveOverride(called);
  if ('value' in definition) return builder.value(definition.value);
  if (definition.native !== undefined) {
    const { native } = definition;
    const values = args.map((argument) => builder.argument(argument, context));
    const direct = directNatives.get(`${definition.module}!${definition.name}`);
    return `${direct ?? builder.constant(native.apply)}(${values.join(', ')})`;
  }
  if (mustInline(definition)) return inlineCall(definition, args, context);
  const lazy = lazyParameters(definition);
  const passed = args.map((argument, i) => passArgument(argument, lazy[i] ?? false, context));
  return `${builder.definition(definition, context.reading)}(${passed.join(', ')})`;
}

/** Natives that the generated code calls by their own name, so that V8 can inline them. */
const directNatives: ReadonlyMap<string, string> = new Map([
  ['Naturals!+', 'add'],
  ['Naturals!-', 'subtract'],
  ['Naturals!*', 'multiply'],
  ['Naturals!<', 'less'],
  ['Naturals!>', 'greater'],
  ['Naturals!<=', 'lessEqual'],
  ['Naturals!>=', 'greaterEqual'],
  ['Naturals!..', 'interval'],
]);

export function inlineCall(
  definition: Definition,
  args: readonly Argument[],
  context: Context,
): string {
  return context.builder.expr(
    definition.body(),
    bindArguments(definition.parameters, args, context),
  );
}

/** An argument as a JavaScript value, or as a JavaScript function when it is an operator. */
export function compileArgument(argument: Argument, context: Context): string {
  const { builder } = context;
  switch (argument.kind) {
    case 'lambda': {
      const names = argument.parameters.map((parameter) => `v${parameter.id}`);
      let inner: Context = block(context);
      for (const [i, parameter] of argument.parameters.entries())
        inner = bindParameter(inner, parameter, names[i] as string);
      const js = builder.expr(argument.body, inner);
      return `((${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; })`;
    }
    case 'operatorDefinition': {
      const own = argument.definition.parameters.slice(argument.leading.length);
      return closure(own, context, (inner, args) =>
        compileCall(argument.definition, [...argument.leading, ...args], inner),
      );
    }
    case 'operatorLocal': {
      const meaning = meaningOf(context, argument.local);
      if (meaning.kind === 'function' || meaning.kind === 'operator') return meaning.js;
      if (meaning.kind === 'operatorArgument')
        return compileArgument(meaning.argument, { ...meaning.context, out: context.out });
      return fail('a value was used as an operator', context);
    }
    case 'operatorConstant': {
      const { definition } = argument.constant;
      if (definition === undefined)
        return fail(`the constant ${argument.constant.name} has no definition`, context);
      return closure(definition.parameters, context, (inner, args) =>
        compileCall(definition, args, inner),
      );
    }
    case 'operatorBuiltin': {
      const span = { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 };
      const locals = Array.from(
        { length: argument.arity },
        (_, i): Local => ({ kind: 'local', name: '', arity: 0, span, id: -1 - i }),
      );
      return closure(locals, context, (inner, args) =>
        builder.expr({ kind: 'builtin', name: argument.name, args: args as Expr[], span }, inner),
      );
    }
    default:
      return builder.expr(argument, context);
  }
}

function closure(
  parameters: readonly Local[],
  context: Context,
  body: (inner: Context, args: Argument[]) => string,
): string {
  let inner: Context = block(context);
  const names: string[] = [];
  const args: Argument[] = [];
  for (const parameter of parameters) {
    const name = context.builder.fresh('a');
    const local: Local = { ...parameter, id: -1 };
    names.push(name);
    if (parameter.arity === 0) {
      inner = bindParameter(inner, local, name);
      args.push({ kind: 'local', local, span: parameter.span });
    } else {
      inner = bind(inner, local, { kind: 'function', js: name });
      args.push({ kind: 'operatorLocal', local });
    }
  }
  const js = body(inner, args);
  return `((${names.join(', ')}) => { ${inner.out.join('\n')} return ${js}; })`;
}

export function compileCallLocal(
  local: Local,
  args: readonly Argument[],
  context: Context,
): string {
  const meaning = meaningOf(context, local);
  switch (meaning.kind) {
    case 'function':
      return `${meaning.js}(${passAll(args, context)})`;
    case 'operator':
      if (context.reading === meaning.context.reading || meaning.level === 0) {
        return `${meaning.js}(${passAll(args, context)})`;
      }
      return context.builder.expr(
        meaning.body,
        bindArguments(meaning.parameters, args, { ...meaning.context, ...callerSide(context) }),
      );
    case 'operatorArgument':
      return applyArgument(meaning, args, context);
    default:
      return fail(`${local.name} is not an operator`, context);
  }
}

function callerSide(context: Context): Pick<Context, 'out' | 'reading' | 'assigned' | 'initial'> {
  const { out, reading, assigned, initial } = context;
  return { out, reading, assigned, initial };
}

/** An operator argument whose text is known, applied: compiled in place. */
function applyArgument(
  meaning: Extract<Meaning, { kind: 'operatorArgument' }>,
  args: readonly Argument[],
  context: Context,
): string {
  const { argument } = meaning;
  const home: Context = { ...meaning.context, ...callerSide(context) };
  switch (argument.kind) {
    case 'operatorLocal': {
      // The arguments belong to the caller's context, the operator to its own: they are carried over by value.
      let carried = home;
      const passed = args.map((part): Argument => {
        if (isOperatorArgument(part)) return part;
        const local: Local = { kind: 'local', name: '', arity: 0, span: part.span, id: -1 };
        carried = bindJs(carried, local, context.builder.argument(part, context));
        return { kind: 'local', local, span: part.span };
      });
      return compileCallLocal(argument.local, passed, carried);
    }
    default: {
      const js = compileArgument(argument, home);
      return `${js}(${passAll(args, context)})`;
    }
  }
}
