/**
 * The files of one protocol, wherever they are: what the parts of a verification need of the disk. Ours are found by
 * scripts/repository.ts; a protocol of one's own says where it lives, and nothing else changes.
 */
import { checkResult } from './conformance/check-result.ts';
import type { CheckResult, GuardCoverage, OnProgress } from './conformance/result.ts';
import type { SourceFile } from './conformance/sources.ts';
import { fileResolver, filesBelow, grammarFiles, rootModuleOf, textOf } from './files.ts';
import { check } from './tla/check.ts';
import { describeDiagnostics, exitCodeOfDiagnostics } from './tla/describe-diagnostics.ts';
import { DiagnosticError } from './tla/diagnostic.ts';
import { loadSpec } from './tla/engine.ts';
import type { Host } from './tla/modules/host.ts';
import type { Spec } from './tla/spec.ts';
import { loadSpecification, type SpecificationFiles } from './tla/specification.ts';
import { loadGrammar } from './tla/syntax/grammar.ts';

/** All paths are relative to the working folder, or absolute. */
export interface Home {
  /** The folder with the .tla and .cfg files. */
  readonly specs: string;
  /** Where else modules are looked for. */
  readonly libraries?: readonly string[];
  /** Folders or files of the implementation; failures name functions with `@spec Module!Action` in them. */
  readonly sources?: readonly string[];
  /** The file that exports `model`; without one, mutants of the code cannot be planted. */
  readonly model?: string;
  /** What paths in patches and `model` are relative to; default: the working folder. */
  readonly root?: string;
  /**
   * Loads a module that is not patched; default: Node's `import`. Where a test runner reads the TypeScript:
   * `(address) => import(address)`, written in the test.
   */
  readonly load?: (address: string) => Promise<object>;
  /** Texts of modules that take the place of files in `specs`, by path. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What specifications may see of the machine: files, environment. Nothing, if nothing is said. */
  readonly host?: Partial<Host>;
}

/** A file that a home should have is not there. */
export class HomeError extends Error {
  override readonly name = 'HomeError';
}

/** A specification with the constants of a configuration, for the conformance harness. Throws HomeError, DiagnosticError. */
export async function loadFor(home: Home, config: string): Promise<Spec> {
  await loadGrammar(grammarFiles);
  return loadSpec(filesOf(home, config));
}

/** Model-checks one configuration. Errors in the texts are results; throws HomeError for a file that is not there. */
export async function checkConfig(
  home: Home,
  config: string,
  onProgress?: OnProgress,
  statesMax?: number,
): Promise<CheckResult> {
  await loadGrammar(grammarFiles);
  const files = filesOf(home, config);
  const module = files.specPath.replace(/^.*\/|\.tla$/g, '');
  try {
    const specification = loadSpecification(files);
    const outcome = check(specification, {
      ...(home.host === undefined ? {} : { host: home.host }),
      ...(statesMax === undefined ? {} : { statesMax }),
      onProgress({ distinct, generated, depth, queue }) {
        const detail = `${distinct} distinct, depth ${depth}, ${queue} on the queue`;
        onProgress?.({ done: generated, unit: 'states', detail });
      },
    });
    return checkResult({ specification, outcome }, config, module);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { diagnostics } = error;
    const told = describeDiagnostics(diagnostics, (path) => files.resolver.read(path));
    return checkResult(
      { error: told, exitCode: exitCodeOfDiagnostics(diagnostics) },
      config,
      module,
    );
  }
}

/** What the actions of a configuration were asked in all of its states. Throws HomeError, DiagnosticError. */
export async function guardsOf(home: Home, config: string): Promise<GuardCoverage> {
  await loadGrammar(grammarFiles);
  const specification = loadSpecification(filesOf(home, config));
  const host = home.host === undefined ? {} : { host: home.host };
  const { coverage } = check(specification, { ...host, coverage: true });
  const { actions = [], guards = [] } = coverage ?? {};
  const never = guards.filter(({ held }) => held === 0);
  return {
    config,
    actions: actions.length,
    taken: actions.filter(({ taken }) => taken > 0).length,
    guards: guards.length,
    decisive: guards.filter(({ asked, held }) => held > 0 && held < asked).length,
    never: never.map(({ text, span }) => ({
      at: { file: span.file, line: span.line, column: span.column },
      text,
    })),
  };
}

function filesOf({ specs, libraries = [], texts }: Home, config: string) {
  const file = `${specs}/${config}`;
  const text = textOf(file);
  if (text === undefined) throw new HomeError(`there is no file ${file}`);
  const specPath = rootModuleOf(file);
  if (specPath === undefined) {
    throw new HomeError(`no module for ${file}: no prefix of its name is a .tla file beside it`);
  }
  const disk = fileResolver([specs, ...libraries]);
  const resolver = { ...disk, read: (path: string) => texts?.get(path) ?? disk.read(path) };
  const files = { resolver, specPath, config: { text, file } };
  return files satisfies SpecificationFiles;
}

/** The texts of the implementation. */
export function sourcesOf({ sources = [] }: Home): readonly SourceFile[] {
  return sources
    .flatMap((path) => filesBelow(path, '.ts'))
    .map((path) => ({ path, text: textOf(path) ?? '' }));
}
