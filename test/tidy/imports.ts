/**
 * Who may import whom (ARCHITECTURE.md, the house). Type imports count: a contract that cannot be read without another
 * room is not a wall. Specifiers that are computed at run time are not seen; only scripts/ has any.
 */
import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { type Finding, filesLike, lineAt, type Tree } from './tree.ts';

interface Import {
  readonly from: string;
  /** The path in the tree, or the package's specifier as written. */
  readonly to: string;
  readonly inside: boolean;
  readonly line: number;
}

function importsOf(tree: Tree): readonly Import[] {
  return filesLike(tree, /\.[mc]?[jt]s$/).flatMap(([from, text]) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => {
      const inside = fileName.startsWith('.');
      const to = inside ? posix.join(posix.dirname(from), fileName) : fileName;
      return { from, to, inside, line: lineAt(text, pos) };
    }),
  );
}

/** `harness/tla`, `impl/raft`, `models`: the unit that may or may not be imported. */
function roomOf(path: string): string {
  const [first = '', second = '', third] = path.split('/');
  const isRoom = (first === 'harness' || first === 'impl') && third !== undefined;
  return isRoom ? `${first}/${second}` : first;
}

const closedRooms = ['harness/tla', 'harness/simulation', 'harness/consistency'];
const openRooms = ['scripts', 'study', 'test', 'bin', 'vitest.config.ts'];

/** May a file import another one of the repository? */
function allows(from: string, to: string): boolean {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (openRooms.includes(room)) return other !== 'study' || room === 'study' || room === 'test';
  if (to === 'impl/protocol.ts') return true;
  if (room.startsWith('impl')) {
    return room === 'impl/runtime'
      ? other.startsWith('impl')
      : other.startsWith('impl') && other !== 'impl/runtime';
  }
  if (closedRooms.includes(room)) return other === room;
  if (room === 'harness/conformance') return other.startsWith('harness/');
  if (room === 'harness') return other.startsWith('harness');
  if (room === 'models') return /^(models|impl|harness)/.test(other) && other !== 'impl/runtime';
  return false;
}

export function importDirection(tree: Tree): readonly Finding[] {
  return importsOf(tree)
    .filter(({ from, to, inside }) => inside && !allows(from, to))
    .map(({ from, to, line }) => ({
      path: from,
      line,
      message: `${roomOf(from)} must not import ${to}`,
    }));
}

/** `node:` and packages, where there is no I/O: the harness also runs in a browser, protocols run anywhere. */
export function nodeImports(tree: Tree): readonly Finding[] {
  return importsOf(tree)
    .filter(({ inside }) => !inside)
    .filter(({ from, to }) => {
      if (from.startsWith('impl/')) return roomOf(from) !== 'impl/runtime';
      if (!to.startsWith('node:')) return false;
      return (
        from.startsWith('models/') || (from.startsWith('harness/') && from !== 'harness/files.ts')
      );
    })
    .map(({ from, to, line }) => ({ path: from, line, message: `must not import ${to}` }));
}

/** No file, and no protocol, reaches itself. */
export function importCycles(tree: Tree): readonly Finding[] {
  const files = edges(importsOf(tree), (path) => path);
  const protocols = edges(
    importsOf(tree).filter(({ from, to }) => from.startsWith('impl/') && to.startsWith('impl/')),
    roomOf,
  );
  return [...cyclesOf(files), ...cyclesOf(protocols)].map((cycle) => ({
    path: cycle[0] ?? '',
    message: `import cycle: ${[...cycle, cycle[0]].join(' -> ')}`,
  }));
}

function edges(
  imports: readonly Import[],
  unit: (path: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { from, to, inside } of imports) {
    if (!inside || (unit(from) === unit(to) && from !== to)) continue;
    const targets = graph.get(unit(from)) ?? new Set();
    graph.set(unit(from), targets.add(unit(to)));
  }
  return graph;
}

/** One cycle for each node that a depth-first search finds itself under; enough to name what is wrong. */
function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const start = path.indexOf(node);
    if (start >= 0) cycles.push(path.slice(start));
    if (start >= 0 || done.has(node)) return;
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return cycles;
}
