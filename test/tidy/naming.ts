/**
 * One name in three places. `@spec Raft!BecomeLeader` over a function says that it is that action: the operator must be
 * in specs/<protocol>/Raft.tla, and lower-first is the whole naming rule. The other way round, every action of the
 * specification's Next must be somewhere: as such a tag, or in the mapping, if it is the environment's.
 */
import { ts } from 'ts-morph';
import { actionsOfNext, definitionsOf } from './tla.ts';
import { type Finding, filesLike, lineAt, type Tree } from './tree.ts';

interface Tag {
  readonly path: string;
  readonly protocol: string;
  readonly module: string;
  readonly action: string;
  /** Of the function under it; undefined when there is none. */
  readonly name: string | undefined;
  readonly line: number;
}

const tagPattern = /@spec\s+(\w+)!(\w+)/g;

function tagsOf(tree: Tree): readonly Tag[] {
  return filesLike(tree, /^impl\/[^/]+\/.*\.ts$/).flatMap(([path, text]) => {
    const names = documentedNames(path, text);
    return [...text.matchAll(tagPattern)].map(({ index, 1: module = '', 2: action = '' }) => {
      const name = names.find(({ from, to }) => from <= index && index < to)?.name;
      const protocol = path.split('/')[1] ?? '';
      return { path, protocol, module, action, name, line: lineAt(text, index) };
    });
  });
}

/** For each JSDoc comment, the function, constant or method that it stands over. */
function documentedNames(path: string, text: string) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { readonly from: number; readonly to: number; readonly name: string }[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameOf(node);
    for (const comment of name === undefined ? [] : ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(comment)) found.push({ from: comment.pos, to: comment.end, name: name ?? '' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText();
  if (ts.isPropertyAssignment(node)) return node.name.getText();
  if (!ts.isVariableStatement(node)) return undefined;
  return node.declarationList.declarations[0]?.name.getText();
}

export function specTags(tree: Tree): readonly Finding[] {
  return tagsOf(tree).flatMap((tag) => {
    const { path, line, protocol, module, action, name } = tag;
    const file = `specs/${protocol}/${module}.tla`;
    const spec = tree.get(file);
    const expected = action.charAt(0).toLowerCase() + action.slice(1);
    if (spec === undefined) return [{ path, line, message: `there is no ${file}` }];
    if (!definitionsOf(spec).has(action)) {
      return [{ path, line, message: `${file} does not define ${action}` }];
    }
    if (name === undefined)
      return [{ path, line, message: `@spec ${action} stands over no function` }];
    if (name === expected) return [];
    return [{ path, line, message: `${action} is called ${name}, not ${expected}` }];
  });
}

export function actionsRealised(tree: Tree): readonly Finding[] {
  const tags = tagsOf(tree);
  const modules = new Map(tags.map(({ protocol, module }) => [`${protocol}/${module}`, protocol]));
  return [...modules].flatMap(([name, protocol]) => {
    const path = `specs/${name}.tla`;
    const text = tree.get(path);
    if (text === undefined) return [];
    const mapping = tree.get(`models/${protocol}/mapping.ts`) ?? '';
    const tagged = tags.filter((tag) => `${tag.protocol}/${tag.module}` === name);
    return actionsOfNext(text)
      .filter((action) => !tagged.some((tag) => tag.action === action))
      .filter((action) => !new RegExp(`['"\`]${action}['"\`]`).test(mapping))
      .map((action) => ({
        path,
        message: `${action} has no function in impl/${protocol} and is not in models/${protocol}/mapping.ts`,
      }));
  });
}
