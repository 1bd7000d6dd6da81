/**
 * SANY's tree as nested arrays with every place in them, the form that ast-form.ts gives to an AST. What SANY's parser does
 * not say (the kinds of steps of a subexpression name) is spelled as in the text.
 */
import { allOperators } from '../../../harness/tla/syntax/operators.ts';
import type { Form } from './ast-form.ts';
import type { SanyTree } from './sany.ts';

const canonical = new Map(
  allOperators.flatMap(({ spellings, symbol }) => spellings.map((spelling) => [spelling, symbol])),
);
canonical.set('-', '-');

const symbol = (text: string): string => canonical.get(text) ?? text;
const children = ([, , ...rest]: SanyTree): SanyTree[] => rest;
const images = (trees: readonly SanyTree[]): string[] => trees.map(([image]) => image);
const ofKind = (trees: readonly SanyTree[], kind: string): SanyTree[] =>
  trees.filter(([image]) => image === kind);
const without = (trees: readonly SanyTree[], ...punctuation: string[]): SanyTree[] =>
  trees.filter(([image]) => !punctuation.includes(image));
const at = (trees: readonly SanyTree[], index: number): SanyTree => trees.at(index) as SanyTree;
const brackets = ['(', ')', ',', '<<', '>>', '{', '}', '[', ']'];

export function formOfSany(tree: SanyTree): Form {
  const [kind, place] = tree;
  const parts = children(tree);
  const local = parts[0]?.[0] === 'LOCAL';
  const rest = local ? parts.slice(1) : parts;
  switch (kind) {
    case 'N_Module': {
      const units = children(at(parts, 2)).map(formOfSany);
      const extended = images(without(children(at(parts, 1)), 'EXTENDS', ','));
      return [
        'module',
        place,
        children(at(parts, 0))[1]?.[0] ?? '',
        extended,
        units.filter((unit) => unit !== null),
      ];
    }
    case 'N_VariableDeclaration':
      return ['variables', place, images(without(parts.slice(1), ','))];
    case 'N_ParamDeclaration':
      return ['constants', place, without(parts.slice(1), ',').map(declared)];
    case 'N_Recursive':
      return ['recursive', place, without(parts.slice(1), ',').map(declared)];
    case 'N_OperatorDefinition':
      return ['operator', place, local, ...signature(at(rest, 0)), sany(at(rest, -1))];
    case 'N_FunctionDefinition': {
      const bounds = ofKind(rest, 'N_QuantBound').map(boundOf);
      return ['functionDefinition', place, local, at(rest, 0)[0], bounds, sany(at(rest, -1))];
    }
    case 'N_ModuleDefinition':
      return [
        'moduleDefinition',
        place,
        local,
        ...signature(at(rest, 0)),
        instanceOf(at(rest, -1)),
      ];
    case 'N_Instance':
      return ['instance', place, local, instanceOf(at(rest, -1))];
    case 'N_Assumption':
      return ['assume', place, parts.length === 4 ? at(parts, 1)[0] : null, sany(at(parts, -1))];
    case 'N_Theorem': {
      const named = parts[2]?.[0] === '==';
      const body = at(parts, named ? 3 : 1);
      return [
        'theorem',
        named ? at(parts, 1)[0] : null,
        body[0] === 'N_AssumeProve' ? null : sany(body),
      ];
    }
    default:
      return null;
  }
}

function declared(tree: SanyTree): Form {
  const parts = children(tree);
  const arity = parts.filter(([image]) => image === '_').length;
  return [symbol(at(without(parts, '_'), 0)[0]), arity];
}

function signature(tree: SanyTree): Form[] {
  const parts = children(tree);
  if (tree[0] === 'N_IdentLHS')
    return [at(parts, 0)[0], parts.filter(([image]) => image.startsWith('N_')).map(declared)];
  const name = at(parts, tree[0] === 'N_PrefixLHS' ? 0 : 1);
  return [symbol(name[0]), parts.filter((part) => part !== name).map(([image]) => [image, 0])];
}

function instanceOf(tree: SanyTree): Form {
  const parts = children(tree);
  const clauses = ofKind(parts, 'N_Substitution').map(children);
  return [
    at(parts, 1)[0],
    clauses.map((clause) => [symbol(at(clause, 0)[0]), sany(at(clause, 2))]),
  ];
}

function boundOf(tree: SanyTree): Form {
  const parts = children(tree);
  const split = parts.findIndex(([image]) => image === '\\in');
  return [tree[1], without(parts.slice(0, split), ',').map(patternOf), sany(at(parts, split + 1))];
}

function patternOf(tree: SanyTree): Form {
  if (tree[0] !== 'N_IdentifierTuple') return tree[0];
  return ['<<>>', ...images(without(children(tree), '<<', '>>', ','))];
}

const listed = (trees: readonly SanyTree[]): Form[] => without(trees, ...brackets).map(sany);

function sany(tree: SanyTree): Form {
  const [kind, place] = tree;
  const parts = children(tree);
  const part = (index: number) => at(parts, index);
  const bounds = () => ofKind(parts, 'N_QuantBound').map(boundOf);
  const names = () => images(without(parts.slice(1, -2), ','));
  switch (kind) {
    case 'N_ParenExpr':
      return sany(part(1));
    case 'N_Number':
      return ['number', place, decimal(part(0)[0])];
    case 'N_Real':
      return ['decimal', place, images(parts).join('')];
    case 'N_GeneralId':
      return generalId(tree);
    case 'N_GenInfixOp':
    case 'N_GenPrefixOp':
    case 'N_GenPostfixOp':
    case 'N_GenNonExpPrefixOp':
      return ['name', place, symbol(part(1)[0])];
    case 'N_InfixExpr':
      return ['apply', place, operatorIn(part(1)), sany(part(0)), sany(part(2))];
    case 'N_PrefixExpr': {
      const name = operatorIn(part(0));
      return ['apply', place, name === '-' ? '-.' : name, sany(part(1))];
    }
    case 'N_PostfixExpr':
      return ['apply', place, operatorIn(part(1)), sany(part(0))];
    case 'N_Times':
      return ['product', place, ...parts.filter((_, i) => i % 2 === 0).map(sany)];
    case 'N_OpApplication':
      return applied(place, generalId(part(0)) as Form[], listed(children(part(1))));
    case 'N_FcnAppl':
      return ['index', place, sany(part(0)), listed(parts.slice(1))];
    case 'N_RecordComponent':
      return ['field', place, sany(part(0)), part(2)[0]];
    case 'N_Tuple':
      return ['tuple', place, ...listed(parts)];
    case 'N_SetEnumerate':
      return ['set', place, ...listed(parts)];
    case 'N_SubsetOf':
      return ['filter', place, patternOf(part(1)), sany(part(3)), sany(part(5))];
    case 'N_SetOfAll':
      return ['map', place, sany(part(1)), bounds()];
    case 'N_FcnConst':
      return ['function', place, bounds(), sany(part(-2))];
    case 'N_SetOfFcns':
      return ['functionSet', place, sany(part(1)), sany(part(3))];
    case 'N_RcdConstructor':
      return ['record', place, ofKind(parts, 'N_FieldVal').map(children).map(fieldOf)];
    case 'N_SetOfRcds':
      return ['recordSet', place, ofKind(parts, 'N_FieldSet').map(children).map(fieldOf)];
    case 'N_Except':
      return ['except', place, sany(part(1)), ofKind(parts, 'N_ExceptSpec').map(updateOf)];
    case 'N_UnBoundedOrBoundedChoose': {
      const set = children(part(2))[1];
      return [
        'choose',
        place,
        patternOf(part(1)),
        set === undefined ? null : sany(set),
        sany(part(4)),
      ];
    }
    case 'N_BoundedQuant':
      return [
        'quantifier',
        place,
        part(0)[0].startsWith('\\A') ? '\\A' : '\\E',
        bounds(),
        sany(part(-1)),
      ];
    case 'N_UnboundedQuant':
      return ['unboundedQuantifier', place, part(0)[0], names(), sany(part(-1))];
    case 'N_ConjList':
    case 'N_DisjList': {
      const items = parts.map((item) => sany(at(children(item), 1)));
      return [kind === 'N_ConjList' ? 'and' : 'or', place, ...items];
    }
    case 'N_LetIn':
      return ['let', place, children(part(1)).map(formOfSany), sany(part(3))];
    case 'N_IfThenElse':
      return ['if', place, sany(part(1)), sany(part(3)), sany(part(5))];
    case 'N_Case': {
      const other = ofKind(parts, 'N_OtherArm')[0];
      const arms = ofKind(parts, 'N_CaseArm').map(children);
      const otherwise = other === undefined ? null : sany(at(children(other), 2));
      return ['case', place, arms.map((arm) => [sany(at(arm, 0)), sany(at(arm, 2))]), otherwise];
    }
    case 'N_ActionExpr':
      return [
        part(0)[0] === '[' ? 'boxAction' : 'angleAction',
        place,
        sany(part(1)),
        sany(part(3)),
      ];
    case 'N_FairnessExpr':
      return ['fairness', place, part(0)[0].slice(0, 2), sany(part(1)), sany(part(3))];
    case 'N_Lambda':
      return ['lambda', place, names(), sany(part(-1))];
    case 'N_Label':
      return ['label', place, identifiersIn(part(0)), sany(part(2))];
    default:
      if (kind === '@') return ['at', place];
      if (kind.startsWith('"')) return ['string', place, kind.slice(1, -1)];
      throw new Error(`unknown node of SANY: ${kind} at ${place}`);
  }
}

function decimal(text: string): string {
  if (!text.startsWith('\\')) return BigInt(text).toString();
  return BigInt(`0${text.slice(1).toLowerCase().replace('h', 'x')}`).toString();
}

function operatorIn(tree: SanyTree): string {
  return symbol(at(children(tree), 1)[0]);
}

function fieldOf(parts: SanyTree[]): Form {
  return [at(parts, 0)[0], sany(at(parts, 2))];
}

function updateOf(tree: SanyTree): Form {
  const steps = ofKind(children(tree), 'N_ExceptComponent').map((step): Form => {
    const parts = children(step);
    return at(parts, 0)[0] === '.' ? `.${at(parts, 1)[0]}` : listed(parts);
  });
  return [tree[1], steps, sany(at(children(tree), -1))];
}

function applied(place: string, operator: Form[], args: Form[]): Form {
  const [kind, , ...rest] = operator;
  if (kind === 'path') return ['path', place, rest[0] as Form, rest[1] as Form, args];
  const name = symbol(rest[0] as string);
  return [name === '\\X' ? 'product' : 'apply', place, ...(name === '\\X' ? [] : [name]), ...args];
}

/** A name, or a path of names: `I!J(x)!Op`, `Inv!1!<<`. */
function generalId(tree: SanyTree): Form {
  const [, place] = tree;
  const [prefix, last] = children(tree) as [SanyTree, SanyTree];
  const steps = children(prefix);
  if (steps.length > 0)
    return ['path', place, steps.map((step) => stepOf(children(step))), ...stepOf([last])];
  const [name] = last;
  if (name === 'TRUE' || name === 'FALSE') return ['boolean', place, name === 'TRUE'];
  return name === '@' ? ['at', place] : ['name', place, name];
}

function stepOf([head, args]: SanyTree[]): [string, Form] {
  const [image] = head as SanyTree;
  if (image === 'N_OpArgs') return ['()', listed(children(head as SanyTree))];
  if (image === 'N_StructOp') {
    const [inner] = children(head as SanyTree) as [SanyTree];
    return [inner[0] === 'N_Number' ? at(children(inner), 0)[0] : inner[0], []];
  }
  return [symbol(image), args?.[0] === 'N_OpArgs' ? listed(children(args)) : []];
}

function identifiersIn(tree: SanyTree): string[] {
  if (tree[0] === 'N_GeneralId') return [at(children(tree), -1)[0]];
  return children(tree).flatMap(identifiersIn);
}
