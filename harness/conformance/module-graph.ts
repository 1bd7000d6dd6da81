/**
 * Loads a model anew upon patched sources: the model and all of the implementation it imports are compiled in memory and
 * evaluated again, modules of the harness and of packages are the host's own, so that classes and tables are shared with
 * whoever runs the mutant. CommonJS, since its modules can be evaluated without files and without a loader of the host.
 * Import cycles are refused, and so is anything that needs `import.meta`; implementations have neither.
 */
import type { ts } from 'ts-morph';
import { countLoops, stepName } from './automatic/step-limit.ts';
import { type Compiler, PatchError } from './patch.ts';

/** What is outside this graph; the Node implementation is in harness/files.ts. */
export interface ModuleHost {
  /** The text of a source file, by its path relative to the repository; undefined if there is none. */
  read(file: string): string | undefined;
  /** The host's own module: a path relative to the repository, or the name of a package. */
  import(specifier: string): Promise<object>;
}

export interface ModuleGraph {
  /** The exports of `file` and, under it, of everything that is not the harness's; `patched` texts come first. */
  load(
    file: string,
    patched?: ReadonlyMap<string, string>,
    options?: LoadOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
}

export interface LoadOptions {
  /** Called wherever the code was marked when it was compiled: in every round of every loop, by default; may throw. */
  readonly step?: (mark?: number) => void;
}

/** Puts calls of `step` into a file that is compiled. */
export type Marking = ts.TransformerFactory<ts.SourceFile>;

/** Compiled texts and the host's modules are remembered from one load to the next; evaluated modules never are. */
export function createModuleGraph(
  host: ModuleHost,
  compiler: Compiler,
  markersOf: (file: string) => readonly Marking[] = () => [countLoops(compiler)],
): ModuleGraph {
  const compiled = new Map<string, string>();
  const compile = (file: string, text: string): string => {
    const key = `${file}\n${text}`;
    let code = compiled.get(key);
    if (code === undefined) {
      const { CommonJS } = compiler.ModuleKind;
      const target = compiler.ScriptTarget.ES2022;
      const compilerOptions = { module: CommonJS, target, isolatedModules: true };
      const transformers = { before: [...markersOf(file)] };
      const settings = { fileName: file, compilerOptions, transformers };
      code = compiler.transpileModule(text, settings).outputText;
      compiled.set(key, code);
    }
    return code;
  };
  return {
    async load(file, patched = new Map(), options = {}) {
      const sources = new Map<string, string>();
      const shared = new Map<string, object>();
      const collect = async (path: string): Promise<void> => {
        if (sources.has(path)) return;
        const text = patched.get(path) ?? host.read(path);
        if (text === undefined) throw new Error(`there is no module ${path}`);
        const code = compile(path, text);
        sources.set(path, code);
        for (const specifier of importsOf(code)) {
          const target = resolve(path, specifier);
          if (isOwn(target)) await collect(target);
          else if (!shared.has(target)) {
            // The mark of a module that was compiled to CommonJS: its default export is not the whole of it.
            shared.set(target, { __esModule: true, ...(await host.import(target)) });
          }
        }
      };
      await collect(file);
      // A patch of a file that the model never loads would be a mutant that changes nothing.
      const unused = [...patched.keys()].find((path) => !sources.has(path));
      if (unused !== undefined) throw new PatchError(`${file} does not import ${unused}`);
      return evaluator(sources, shared, options)(file);
    },
  };
}

type Exports = Record<string, unknown>;

function evaluator(
  sources: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, object>,
  { step = () => {} }: LoadOptions,
): (file: string) => Exports {
  const modules = new Map<string, { exports: Exports; done: boolean }>();
  const evaluate = (file: string): Exports => {
    const known = modules.get(file);
    if (known?.done === true) return known.exports;
    if (known !== undefined) throw new Error(`${file} is part of an import cycle`);
    const module = { exports: {} as Exports, done: false };
    modules.set(file, module);
    const require = (specifier: string): unknown => {
      const target = resolve(file, specifier);
      return shared.get(target) ?? evaluate(target);
    };
    // The texts are the repository's own code, as trusted as the import statement that it replaces.
    const body = new Function(
      'exports',
      'module',
      'require',
      stepName,
      `${sources.get(file)}\n//# sourceURL=mutant/${file}`,
    );
    body(module.exports, module, require, step);
    module.done = true;
    return module.exports;
  };
  return evaluate;
}

/** Paths of the repository are compiled anew, but for the harness. */
function isOwn(target: string): boolean {
  return /\.[mc]?tsx?$/.test(target) && !target.startsWith('harness/');
}

// Runs on the compiler's output, where types are gone and every import is a call with a literal.
function importsOf(code: string): readonly string[] {
  return [...code.matchAll(/\brequire\("([^"\n]+)"\)/g)].map((match) => match[1] as string);
}

/** `../b.ts` as seen from `impl/a/c.ts` is `impl/b.ts`; the name of a package is left as it is. */
export function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
