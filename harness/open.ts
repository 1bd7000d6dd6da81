/** A specification from files, ready to be checked. */
import { fileResolver, grammarFiles, textOf } from './files.ts';
import { HomeError } from './home.ts';
import { loadSpecification, type Specification } from './tla/specification.ts';
import { loadGrammar } from './tla/syntax/grammar.ts';

export interface OpenOptions {
  /** The .cfg file; default: the one beside the specification, with its name. */
  readonly config?: string;
  /** Where else modules are looked for. */
  readonly libraries?: readonly string[];
}

/**
 * Loads `specs/Lamp.tla` with its configuration. Throws HomeError where a file is not there, DiagnosticError with
 * everything that is wrong with their texts.
 */
export async function openSpecification(
  path: string,
  options: OpenOptions = {},
): Promise<Specification> {
  const { config = path.replace(/\.tla$/, '.cfg'), libraries = [] } = options;
  await loadGrammar(grammarFiles);
  if (textOf(path) === undefined) throw new HomeError(`there is no file ${path}`);
  const text = textOf(config);
  if (text === undefined) throw new HomeError(`there is no file ${config}`);
  const resolver = fileResolver(libraries);
  return loadSpecification({ resolver, specPath: path, config: { text, file: config } });
}
