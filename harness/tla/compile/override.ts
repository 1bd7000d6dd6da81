/** What a name of the specification really is, after the configuration has had its say. */
import type { Definition } from '../semantics/ir.ts';
import type { Value } from '../values/value.ts';

/** What a definition really is, after the overrides of the configuration. */
export function resolveOverride(definition: Definition): Definition | { readonly value: Value } {
  let target = definition;
  for (;;) {
    const { override } = target;
    if (override === undefined) return target;
    if (override.kind === 'definition') target = override;
    else if (override.definition !== undefined) target = override.definition;
    else if (override.value !== undefined) return { value: override.value };
    else return target;
  }
}
