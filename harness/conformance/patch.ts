/**
 * Applies a named mutant's patches to source text, in memory. A patch that no longer fits its function is an error and
 * never a silent no-op: a mutant that changes nothing would survive for the wrong reason, or worse, be believed dead.
 */
import type { ts } from 'ts-morph';
import type { CodePatch } from './mutant.ts';

/** The compiler that ts-morph brings along (TypeScript 7 has no JavaScript API); loaded when first needed: it is large. */
export type Compiler = typeof ts;
export async function loadCompiler(): Promise<Compiler> {
  return (await import('ts-morph')).ts;
}

/** The patch does not fit the text: no such function, or `find` is not in it exactly once. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/** The patched texts by file. `read` gives the originals. Throws PatchError. */
export function applyPatches(
  patches: readonly CodePatch[],
  read: (file: string) => string | undefined,
  compiler: Compiler,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const patch of patches) {
    const text = texts.get(patch.file) ?? read(patch.file);
    if (text === undefined) throw new PatchError(`there is no file ${patch.file}`);
    texts.set(patch.file, applyPatch(text, patch, compiler));
  }
  return texts;
}

export function applyPatch(text: string, patch: CodePatch, compiler: Compiler): string {
  const { file, function: name, find, replace } = patch;
  const found = functionsNamed(text, file, name, compiler);
  const [place] = found;
  if (place === undefined) throw new PatchError(`${file} has no function ${name}`);
  if (found.length > 1) {
    throw new PatchError(`${file} has ${found.length} functions ${name}; say \`Owner.${name}\``);
  }
  const body = text.slice(place.start, place.end);
  const parts = body.split(find);
  if (find === '' || parts.length !== 2) {
    const times = find === '' ? 'an empty text' : `${parts.length - 1} times`;
    throw new PatchError(
      `in ${name} of ${file}, ${JSON.stringify(find)} occurs ${times}, not once`,
    );
  }
  if (find === replace) throw new PatchError(`the patch of ${name} in ${file} changes nothing`);
  return text.slice(0, place.start) + parts.join(replace) + text.slice(place.end);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Functions, methods, and constants or properties that hold a function. `Owner.name` is one that stands, at any depth,
 * inside the class, object or function `Owner`; a plain name is meant wherever it stands.
 */
function functionsNamed(
  text: string,
  file: string,
  name: string,
  compiler: Compiler,
): readonly Place[] {
  const path = name.split('.');
  const source = compiler.createSourceFile(file, text, compiler.ScriptTarget.ES2022, true);
  const places: Place[] = [];
  const visit = (node: ts.Node, owners: readonly string[]): void => {
    const own = nameOf(node, compiler);
    if (own !== undefined && own === path.at(-1) && holdsFunction(node, compiler)) {
      const wanted = path.slice(0, -1);
      if (wanted.every((owner) => owners.includes(owner))) {
        places.push({ start: node.getStart(source), end: node.getEnd() });
      }
    }
    const inside = own === undefined ? owners : [...owners, own];
    compiler.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, []);
  return places;
}

function nameOf(node: ts.Node, compiler: Compiler): string | undefined {
  const { name } = node as { readonly name?: ts.Node };
  if (name === undefined) return undefined;
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : undefined;
}

function holdsFunction(node: ts.Node, compiler: Compiler): boolean {
  if (compiler.isFunctionDeclaration(node) || compiler.isMethodDeclaration(node)) return true;
  if (!compiler.isVariableDeclaration(node) && !compiler.isPropertyAssignment(node)) return false;
  const { initializer } = node;
  if (initializer === undefined) return false;
  return compiler.isArrowFunction(initializer) || compiler.isFunctionExpression(initializer);
}
