/**
 * The tree-sitter grammar of TLA+, loaded once for each process. Its bytes come from the host (harness/files.ts in Node,
 * a download in the browser). After `loadGrammar` has settled, parsing is synchronous.
 */
import { Language, Parser, type Tree } from 'web-tree-sitter';

export interface GrammarFiles {
  /** The bytes of tree-sitter-tlaplus.wasm. */
  grammar(): Promise<Uint8Array>;
  /** The bytes of web-tree-sitter.wasm; without it web-tree-sitter looks beside its own module. */
  runtime?(): Promise<Uint8Array>;
}

/** A parser for TLA+ text, and what is known of its node types by their number. */
export interface Grammar {
  readonly parser: Parser;
  readonly language: Language;
  readonly types: readonly string[];
  readonly named: readonly boolean[];
}

let loading: Promise<void> | undefined;
let loaded: Grammar | undefined;

/** Loads the grammar; later calls return at once. Rejects if the bytes are not a grammar, and may then be tried again. */
export function loadGrammar(files: GrammarFiles): Promise<void> {
  loading ??= load(files).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(files: GrammarFiles): Promise<void> {
  const runtime = await files.runtime?.();
  await Parser.init(runtime === undefined ? undefined : { wasmBinary: runtime });
  const language = await Language.load(await files.grammar());
  const parser = new Parser();
  parser.setLanguage(language);
  const { types } = language;
  loaded = { parser, language, types, named: types.map((_, id) => language.nodeTypeIsNamed(id)) };
}

/** The grammar that was loaded. Throws if there is none: parsing before `loadGrammar` is a mistake of the caller. */
export function grammar(): Grammar {
  if (loaded === undefined)
    throw new Error('the TLA+ grammar is not loaded: await loadGrammar(files) first');
  return loaded;
}

// The grammar's scanner asks for columns, for which tree-sitter goes back to the beginning of the line and asks for the text
// again, about once for every three tokens. Handing out the usual 10,000 characters each time costs six times the parse.
const chunk = 64;

/** The concrete tree of a text. The caller deletes it. */
export function readTree({ parser }: Grammar, text: string): Tree {
  const tree = parser.parse((index) => text.slice(index, index + chunk));
  if (tree === null) throw new Error('tree-sitter gave up without a reason');
  return tree;
}
