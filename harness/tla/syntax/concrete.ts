/**
 * The concrete tree as plain objects: tree-sitter's nodes live behind wasm calls, which cost more than everything we do with
 * them, so one walk copies the named ones. Only trees without errors are copied.
 */
import type { Tree } from 'web-tree-sitter';
import type { Grammar } from './grammar.ts';

export interface Concrete {
  readonly type: string;
  /** The name of the field in the parent that holds this node, if any. */
  readonly field: string | undefined;
  /** Offsets in the text; `end` is where the last token ends (tree-sitter adds white space after junction lists). */
  readonly start: number;
  end: number;
  readonly children: Concrete[];
}

// The only nodes with named children hold expressions or names; an operator symbol has one anonymous child, which is the
// symbol again. Not descending into these halves the walk.
const leaves =
  /^(identifier|identifier_ref|def_eq|nat_number|header_line|double_line|string|boolean|.*_bracket)$/;

/** Copies the named nodes of a tree. The tree is still the caller's to delete. */
export function concreteTree(tree: Tree, { types, named, language }: Grammar): Concrete {
  const isLeaf = types.map((type) => leaves.test(type));
  const fields = language.fields;
  const cursor = tree.walk();
  const read = (): Concrete | undefined => {
    const type = cursor.nodeTypeId;
    if (named[type] !== true) return undefined;
    const field = cursor.currentFieldId;
    return {
      type: types[type] as string,
      field: field === 0 ? undefined : (fields[field] ?? undefined),
      start: cursor.startIndex,
      end: isLeaf[type] ? cursor.endIndex : -1,
      children: [],
    };
  };
  const root = read() as Concrete;
  const open: Concrete[] = [root];
  if (!cursor.gotoFirstChild()) root.end = cursor.endIndex;
  else walk();
  cursor.delete();
  return root;

  function walk(): void {
    for (;;) {
      const node = read();
      const parent = open[open.length - 1] as Concrete;
      if (node !== undefined) {
        parent.children.push(node);
        if (node.end === -1) {
          if (cursor.gotoFirstChild()) {
            open.push(node);
            continue;
          }
          node.end = cursor.endIndex;
        }
        parent.end = node.end;
      } else {
        parent.end = cursor.endIndex;
      }
      while (!cursor.gotoNextSibling()) {
        if (open.length === 1) return;
        cursor.gotoParent();
        const closed = open.pop() as Concrete;
        (open[open.length - 1] as Concrete).end = closed.end;
      }
    }
  }
}

/** The first child in this field. */
export function childIn(node: Concrete, field: string): Concrete | undefined {
  return node.children.find((child) => child.field === field);
}
