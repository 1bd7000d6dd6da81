/** How files look: size, names, exports, the opening comment, what TLA+ text may hold, and no binaries. */
import { ts } from 'ts-morph';
import { type Finding, filesLike, lineAt, type Tree } from './tree.ts';

export const linesMax = 400;

export function fileSizes(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^(?!test\/.*\/recorded\/).*\.(ts|js|tla)$/)
    .map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > linesMax)
    .map(({ path, lines }) => ({ path, message: `${lines} lines, more than ${linesMax}` }));
}

export function fileNames(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^(impl|harness|models|scripts|study|test)\/.*\.ts$/)
    .filter(
      ([path]) =>
        !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.(test|worker|d))?\.ts$/.test(path),
    )
    .map(([path]) => ({ path, message: 'file names are kebab-case' }));
}

export function openings(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^(impl|harness|models|scripts|study)\/.*\.ts$/)
    .filter(([, text]) => !/^(#!.*\n)?\s*\/[/*]/.test(text))
    .map(([path]) => ({ path, message: 'opens without a comment that says its idea' }));
}

/** The package's door passes on what others define; nothing else does. */
const door = 'harness/lockstep.ts';

export function exportStyle(tree: Tree): readonly Finding[] {
  return filesLike(tree, /\.ts$/)
    .filter(([path]) => path !== door)
    .filter(([path]) => !/(^|\/)[\w.-]+\.config\.ts$/.test(path))
    .flatMap(([path, text]) => {
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      return source.statements.flatMap((statement) => {
        const message = exportOffence(statement);
        return message === undefined
          ? []
          : [{ path, line: lineAt(text, statement.getStart()), message }];
      });
    });
}

function exportOffence(statement: ts.Statement): string | undefined {
  if (ts.isExportAssignment(statement)) return 'default export';
  if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) {
    return statement.exportClause === undefined ? 'export *' : 're-export: a barrel';
  }
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  const isDefault = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
  return isDefault ? 'default export' : undefined;
}

export const columnsMax = 80;

export function tlaText(tree: Tree): readonly Finding[] {
  return filesLike(tree, /^specs\/.*\.tla$/).flatMap(([path, text]) =>
    text.split('\n').flatMap((row, i) => {
      const found: Finding[] = [];
      const line = i + 1;
      if (row.length > columnsMax) found.push({ path, line, message: `${row.length} columns` });
      if (/[^ -~]/.test(row)) found.push({ path, line, message: 'a character that is not ASCII' });
      return found;
    }),
  );
}

const bytesMax = 1 << 20;

export function binaries(tree: Tree): readonly Finding[] {
  return [...tree].flatMap(([path, text]) => {
    if (text.includes('\0')) return [{ path, message: 'a binary file' }];
    return text.length > bytesMax ? [{ path, message: `${text.length} characters` }] : [];
  });
}
