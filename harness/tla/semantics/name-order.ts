/**
 * The order of strings. TLC compares strings by when it first met them as names, and sets are enumerated in that order, so
 * CHOOSE and the order of states depend on it. It meets the values of the configuration first, then every word of every
 * file as it is read (the root, then what that refers to, breadth-first), then strings, module by module, those that are
 * referred to before those that refer. Fields are words: they come before all strings that are not words too.
 */
import type { Config } from '../config/config.ts';
import type { ConfigValue } from '../config/entries.ts';
import { appearances } from '../modules/appearances.ts';
import type { Module } from '../syntax/ast.ts';
import { modelValue, str } from '../values/make.ts';

export interface NameSources {
  readonly config: Config | undefined;
  readonly root: Module;
  readonly modules: ReadonlyMap<string, Module>;
  /** The text of each file. */
  readonly texts: ReadonlyMap<string, string>;
  readonly references: (module: Module) => readonly { readonly name: string }[];
}

/** Symbols and words that the tools know when they start. */
const builtinNames: readonly string[] = String.raw`
  [ . ' ^ / * - -. + = \lnot ~ \neg \land /\ \lor \/ ~> => [] <> ENABLED UNCHANGED SUBSET UNION
  DOMAIN ^+ ^* ^# \cdot \equiv <=> -+-> /= # \subseteq \in \notin < \leq <= =< > \geq >= \times \X
  \ \intersect \cap \union \cup ... .. | || && & $$ $ ?? %% % \mod ## ++ -- ** // ^^ @@ !! |- |=
  -| =| <: :> := ::= \oplus (+) \ominus (-) \odot (.) \oslash (/) \otimes (\X) \uplus \sqcap
  \sqcup \div \wr \star \o \circ \bigcirc \bullet \prec \succ \preceq \succeq \sim \simeq \ll \gg
  \asymp \subset \supset \supseteq \approx \cong \sqsubset \sqsubseteq \sqsupset \sqsupseteq
  \doteq \propto STRING FALSE TRUE BOOLEAN
`
  .trim()
  .split(/\s+/);

/** What TLC names when it has read everything. */
const lateNames: readonly string[] =
  'Cons SelectInSeq Insert UnnamedAction level duration queue distinct diameter exit pause'.split(
    ' ',
  );

/** Enters all names of a specification into the vocabulary in use, in TLC's order. */
export function orderNames(sources: NameSources): void {
  for (const { value } of sources.config?.constants ?? []) orderConfigValue(value);
  for (const name of builtinNames) str(name);
  const read = inReadingOrder(sources);
  for (const module of read) {
    if (typeof module === 'string') for (const word of appearances[module]?.names ?? []) str(word);
    else for (const word of wordsOf(sources.texts.get(module.span.file) ?? '')) str(word);
  }
  const done = new Set<Module>();
  const visit = (module: Module): void => {
    if (done.has(module)) return;
    done.add(module);
    for (const { name } of sources.references(module)) {
      const next = sources.modules.get(name);
      if (next !== undefined) visit(next);
    }
    orderStrings(module.units);
  };
  visit(sources.root);
  for (const name of lateNames) str(name);
}

function orderConfigValue(value: ConfigValue): void {
  if (value.kind === 'string') str(value.value);
  else if (value.kind === 'modelValue') {
    // The name of a model value is a name like others: a string of that text has its place.
    modelValue(value.name);
    str(value.name);
  } else if (value.kind === 'set') value.items.forEach(orderConfigValue);
}

/** Modules in the order in which TLC reads them; those of the library by name. */
function inReadingOrder({ root, modules, references }: NameSources): (Module | string)[] {
  const order: (Module | string)[] = [root];
  const seen = new Set<string>([root.name]);
  for (let i = 0; i < order.length; i++) {
    const module = order[i] as Module | string;
    const next =
      typeof module === 'string'
        ? (appearances[module]?.uses ?? [])
        : references(module).map(({ name }) => name);
    for (const name of next) {
      if (seen.has(name)) continue;
      seen.add(name);
      order.push(modules.get(name) ?? name);
    }
  }
  return order;
}

/** Every name and number of the module in a file, in order. Comments, strings and what stands around it are left out. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const token = /\\\*.*|\(\*|\*\)|"(?:\\.|[^"\\\n])*"|\\?\w+|-{4,}|={4,}/gu;
  token.lastIndex = Math.max(0, text.search(/-{4,}[ \t]*MODULE\b/));
  let comments = 0;
  let modules = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '(*') comments++;
    else if (found === '*)') comments = Math.max(0, comments - 1);
    else if (comments > 0) {
      // A line comment inside a block comment ends nothing but must not hide the end of the block.
      if (found.startsWith('\\*') || found.startsWith('"')) token.lastIndex = match.index + 1;
    } else if (found === 'MODULE') modules++;
    else if (found.startsWith('====') && --modules === 0) break;
    else if (/^\w/u.test(found)) words.push(found);
  }
  return words;
}

/** Strings in the order in which their expressions are made: what a name is bound to comes before where it is used. */
function orderStrings(node: unknown): void {
  if (Array.isArray(node)) for (const item of node) orderStrings(item);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { bounds, set, ...rest } = node as Record<string, unknown>;
  if (rest.kind === 'string') str(rest.value as string);
  orderStrings(bounds);
  orderStrings(set);
  for (const part of Object.values(rest)) orderStrings(part);
}
