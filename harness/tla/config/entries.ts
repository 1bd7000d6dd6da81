/** What the CONSTANTS section of a configuration can say. */
import type { Identifier, Span } from '../syntax/ast.ts';

export type ConfigValue =
  /** Digits, with a minus before them if there is one (TLC 1.7.4 has none here). */
  | { readonly kind: 'number'; readonly digits: string; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'modelValue'; readonly name: string; readonly span: Span }
  | { readonly kind: 'set'; readonly items: readonly ConfigValue[]; readonly span: Span };

/** `N = 3`, `Server = {s1, s2}`, `F(1, 2) = 3`, and `N = [M] 3` for the constant as module M sees it. */
export interface Assignment {
  readonly name: Identifier;
  readonly args: readonly ConfigValue[];
  readonly value: ConfigValue;
  readonly module?: Identifier;
}

/** `Op <- MCOp`, and `Op <- [M] MCOp` for the operator as module M sees it. */
export interface Override {
  readonly name: Identifier;
  readonly target: Identifier;
  readonly module?: Identifier;
}
