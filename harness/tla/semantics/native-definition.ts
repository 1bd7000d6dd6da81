/** An operator that is written in TypeScript, as a definition like any other, without a body. */
import type { NativeModule } from '../modules/native.ts';
import type { Span } from '../syntax/ast.ts';
import { type Definition, makeLocal, nextDefinitionId } from './ir.ts';

/** One for each native, so that the configuration can override it. */
export function nativeDefinition(module: NativeModule, name: string, span: Span): Definition {
  const native = module.operators[name] as NativeModule['operators'][string];
  return {
    kind: 'definition',
    id: nextDefinitionId(),
    name,
    module: module.name,
    qualifiedName: name,
    parameters: Array.from({ length: native.arity }, (_, i) =>
      makeLocal(`p${i + 1}`, native.parameters?.[i] ?? 0, span),
    ),
    leading: 0,
    span,
    recursive: false,
    native,
    body: () => {
      throw new Error(`${module.name}!${name} is native and has no body`);
    },
    override: undefined,
    level: 0,
  };
}
