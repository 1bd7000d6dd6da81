/**
 * Which mutants the compiler refuses: those were never alive. All of them are checked in one program, each as a file of
 * its own beside the one it stands for, so that the library's types are read once. What a change does to the types of
 * the files that import it is not looked at: signatures are written out, and a change of a body does not reach them.
 */
import type { Project, ts } from 'ts-morph';
import { resolve } from '../module-graph.ts';

export interface TypeCheckInput {
  /** All files of the implementation, by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** The mutants: by key, the file and its changed text. */
  readonly mutants: readonly {
    readonly key: string;
    readonly file: string;
    readonly text: string;
  }[];
}

/** By the mutant's key, the first complaint of the compiler. */
export async function typeErrors(input: TypeCheckInput): Promise<ReadonlyMap<string, string>> {
  const { Project, ts } = await import('ts-morph');
  const project: Project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noFallthroughCasesInSwitch: true,
      skipLibCheck: true,
      types: [],
    },
  });
  const fileSystem = project.getFileSystem();
  fileSystem.writeFileSync('/package.json', '{ "type": "module" }');
  for (const [path, text] of input.files) project.createSourceFile(`/${path}`, text);
  const copies = input.mutants.map(({ file, text }, index) =>
    project.createSourceFile(`/${file.replace(/\.ts$/, `.mutant${index}.ts`)}`, text),
  );
  const program = project.getProgram().compilerObject;
  const errors = new Map<string, string>();
  for (const [index, { key }] of input.mutants.entries()) {
    const source = copies[index]?.compilerNode;
    const [first] = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    if (first !== undefined) errors.set(key, messageOf(first, ts.flattenDiagnosticMessageText));
  }
  return errors;
}

function messageOf(
  { messageText }: ts.Diagnostic,
  flatten: typeof ts.flattenDiagnosticMessageText,
): string {
  return flatten(messageText, '\n').split('\n')[0] ?? '';
}

/** These files and whatever they import of the same repository. */
export function withImports(
  files: readonly string[],
  read: (file: string) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const collect = (file: string): void => {
    if (found.has(file)) return;
    const text = read(file);
    if (text === undefined) return;
    found.set(file, text);
    for (const [, specifier] of text.matchAll(/\bfrom '(\.[^'\n]+)'/g))
      collect(resolve(file, specifier as string));
  };
  for (const file of files) collect(file);
  return found;
}
