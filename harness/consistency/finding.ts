/** What an algorithm for a special kind of history finds; indices into the history that it was given. */
export type Finding =
  | { readonly type: 'order'; readonly order: readonly number[] }
  /** `core`: operations that contradict each other whatever the others did; `stuck`: the one that fits nowhere. */
  | { readonly type: 'none'; readonly stuck: number; readonly core: readonly number[] };
