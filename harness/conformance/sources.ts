/**
 * Which function of the implementation carries a spec action's name: found by its `@spec Module!Action` tag, in source
 * texts that the caller hands over (the harness reads no files). A scan of the text, not a parse: it runs only when a
 * failure is explained, and then it must not need a compiler.
 */

export interface SourceFile {
  /** Relative to the repository: `impl/two-phase-commit/participant.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Gives the implementation's texts; called only when something has to be explained. */
export type Sources = () => readonly SourceFile[];

export interface SourcePlace {
  readonly name: string;
  readonly file: string;
  /** The line of the function's name, from 1. */
  readonly line: number;
  /** The tag as it is written: `TwoPhaseCommit!Prepare`. */
  readonly spec: string;
}

const tag = /@spec\s+([A-Za-z_]\w*)!([A-Za-z_]\w*)/g;
const declaration =
  /^(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\*?\s+|(?:const|let)\s+|(?:(?:static|private|public|async)\s+)*)([A-Za-z_$][\w$]*)\s*(?:=|\(|<|:)/;

/** Every tagged function by the action it implements, in the order of the files. */
export function taggedFunctions(
  files: readonly SourceFile[],
): ReadonlyMap<string, readonly SourcePlace[]> {
  const places = new Map<string, SourcePlace[]>();
  for (const { path, text } of files) {
    for (const match of text.matchAll(tag)) {
      const [, module, action] = match as unknown as [string, string, string];
      const found = declarationAfter(text, match.index);
      if (found === undefined) continue;
      const place = { ...found, file: path, spec: `${module}!${action}` };
      places.set(action, [...(places.get(action) ?? []), place]);
    }
  }
  return places;
}

/** The first line of code after the comment that holds the tag. */
function declarationAfter(text: string, from: number): { name: string; line: number } | undefined {
  const end = text.indexOf('*/', from);
  if (end < 0) return undefined;
  const lines = text.slice(end + 2).split('\n');
  const skipped = lines.findIndex((line) => line.trim() !== '');
  const code = lines[skipped]?.trim();
  const name = code === undefined ? undefined : declaration.exec(code)?.[1];
  if (name === undefined) return undefined;
  return { name, line: text.slice(0, end).split('\n').length + skipped };
}
