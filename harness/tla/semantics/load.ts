/** From a path to the modules it needs: the root's file is parsed, then every module that is extended or instantiated. */
import type { Diagnostic } from '../diagnostic.ts';
import { communityLibrary } from '../modules/community-library.ts';
import type { NativeModule } from '../modules/native.ts';
import { proofLibrary } from '../modules/proof-library.ts';
import { nativeModules } from '../modules/standard.ts';
import type { FileResolver } from '../resolver.ts';
import type { Identifier, Module, Span, Unit } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import type { ModuleSource } from './module-source.ts';

export interface LoadedModules {
  readonly root: Module | undefined;
  readonly source: ModuleSource;
  /** The text of each file that was read, for showing places in it. */
  readonly texts: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the specification at `path`. Nothing is thrown for bad text or missing files; see `diagnostics`. */
export function loadModules(path: string, resolver: FileResolver): LoadedModules {
  const modules = new Map<string, Module>();
  const natives = new Map<string, NativeModule>(nativeModules);
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const wanted: { name: Identifier; from: string }[] = [];

  const read = (file: string, span: Span, builtIn?: string): Module | undefined => {
    const text = builtIn ?? resolver.read(file);
    if (text === undefined) {
      diagnostics.push({ code: 'TLA200', message: `cannot read ${file}`, span });
      return undefined;
    }
    texts.set(file, text);
    const parsed = parse(text, file);
    diagnostics.push(...parsed.diagnostics);
    const [first] = parsed.modules;
    if (first !== undefined)
      for (const name of references(first)) wanted.push({ name, from: file });
    return first;
  };

  const start: Span = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const root = read(path, start);
  for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
    const { name, from } = next;
    if (modules.has(name.name) || coreModules.has(name.name)) continue;
    const found = resolver.find(name.name, from);
    const builtIn = found === undefined ? textOf(name.name) : undefined;
    const file = builtIn === undefined ? found : `${name.name}.tla`;
    if (file === undefined || texts.has(file)) continue;
    const module = read(file, name.span, builtIn);
    if (module === undefined) continue;
    if (module.name === name.name) modules.set(name.name, module);
    else {
      const message = `${file} should hold the module ${name.name}, but it holds ${module.name}`;
      diagnostics.push({ code: 'TLA209', message, span: module.span });
    }
  }
  return { root, source: { modules, natives }, texts, diagnostics };
}

/** The text of a module that is built in as one. */
function textOf(name: string): string | undefined {
  return proofLibrary.get(name) ?? communityLibrary.get(name);
}

/** The modules that a module speaks of, except those nested in it. */
export function references(module: Module): Identifier[] {
  const found: Identifier[] = [...module.extends];
  const nested = new Set<string>();
  const visit = (unit: Unit): void => {
    if (unit.kind === 'instance') found.push(unit.module);
    else if (unit.kind === 'moduleDefinition') found.push(unit.instance.module);
    else if (unit.kind === 'module') {
      nested.add(unit.name);
      found.push(...references(unit));
    }
  };
  for (const unit of module.units) visit(unit);
  return found.filter(({ name }) => !nested.has(name));
}

/** The modules that are part of the language's tools: a file of the same name does not replace them. */
const coreModules: ReadonlySet<string> = new Set([
  'Naturals',
  'Integers',
  'Reals',
  'Sequences',
  'FiniteSets',
  'Bags',
  'TLC',
  'TLCExt',
  'Randomization',
  'Json',
]);
