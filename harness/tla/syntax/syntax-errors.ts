/** What to say when the grammar cannot read a module. */
import type { Node, Tree } from 'web-tree-sitter';
import type { Grammar } from './grammar.ts';
import type { Segment } from './mask.ts';
import type { Source } from './source.ts';

export function explainErrors(_grammar: Grammar, source: Source, _segment: Segment, tree: Tree): void {
  const visit = (node: Node): boolean => {
    if (node.isError || node.isMissing) {
      source.report('TLA102', node.startIndex, node.endIndex, `syntax error${node.isMissing ? `: ${node.type} is missing` : ''}`);
      return true;
    }
    return node.hasError && node.children.some((child) => child !== null && visit(child));
  };
  visit(tree.rootNode);
}
