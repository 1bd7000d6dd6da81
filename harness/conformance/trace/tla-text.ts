/**
 * Values as TLA+ text in a module of their own. A model value has a name there only if some module declares a constant
 * of that name; the others are declared anew, and the configuration says which model value each of them is.
 */
import type { Entity } from '../../tla/semantics/scope.ts';
import type { Specification } from '../../tla/specification.ts';
import { quote } from '../../tla/values/print.ts';
import {
  argumentAt,
  type Func,
  imagesOf,
  type ModelValue,
  type Rec,
  Tag,
  type Value,
} from '../../tla/values/value.ts';

export interface ValueTexts {
  textOf(value: Value): string;
  /** Constants to be declared, each with the name of its model value. */
  readonly declared: ReadonlyMap<string, string>;
}

export function valueTexts({ resolved }: Specification): ValueTexts {
  const declared = new Map<string, string>();
  const nameOf = ({ name }: ModelValue): string => {
    if (isModelValue(resolved.scope.find(name), name)) return name;
    const own = `Trace_${name}`;
    declared.set(own, name);
    return own;
  };
  const textOf = (value: Value): string => {
    if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    switch (value.tag) {
      case Tag.str:
        return quote(value.text);
      case Tag.model:
        return nameOf(value);
      case Tag.set:
        return `{${value.items.map(textOf).join(', ')}}`;
      case Tag.tuple:
        return `<<${value.items.map(textOf).join(', ')}>>`;
      case Tag.record: {
        const { names } = value.shape;
        if (names.length === 0 || !names.every(({ text }) => isField(text)))
          return pairsText(value);
        const fields = names.map(
          ({ text }, i) => `${text} |-> ${textOf(value.values[i] as Value)}`,
        );
        return `[${fields.join(', ')}]`;
      }
      case Tag.func:
        return pairsText(value);
      case Tag.lazySet:
      case Tag.lazyFunction:
        return textOf(value.force());
    }
  };
  const pairsText = (f: Rec | Func): string => {
    const pairs = imagesOf(f).map((image, i) => `${textOf(argumentAt(f, i))} :> ${textOf(image)}`);
    return pairs.length === 0 ? '<<>>' : `(${pairs.join(' @@ ')})`;
  };
  return { textOf, declared };
}

/** Field names are identifiers; WF_ and SF_ begin no one's. */
function isField(name: string): boolean {
  return /^(?!(?:WF|SF)_)\w*[A-Za-z]\w*$/.test(name);
}

/** Is there a constant of this name that is this model value? */
function isModelValue(entity: Entity | undefined, name: string): boolean {
  if (entity?.kind !== 'constant') return false;
  const { value } = entity;
  return typeof value === 'object' && value.tag === Tag.model && value.name === name;
}
