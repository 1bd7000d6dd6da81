/**
 * The next-state relation with the steps of one action alone, as TLA+ text: what explore/only.ts makes of the resolved
 * form, made of the words of the specification. A line of a trace that names an action without all its arguments means a
 * step of Next that is this action, with arguments from the sets that Next draws them from; TLC has no such notion, so the
 * branches are written out, one definition for each that Next goes through on its way.
 */
import { resolveOverride } from '../../tla/compile/override.ts';
import type { Argument, Definition, Expr } from '../../tla/semantics/ir.ts';
import type { Span } from '../../tla/syntax/ast.ts';
import { TraceError } from './header.ts';

/** Definitions, and the formula that uses them; the known arguments are the parameters `traceArg1`, ... of both. */
export interface OnlyText {
  readonly definitions: readonly string[];
  readonly formula: string;
}

export interface OnlyOptions {
  readonly next: Expr;
  readonly action: Definition;
  /** For each parameter of the action, whether its value is given. */
  readonly isKnown: readonly boolean[];
  /** What the names of the definitions begin with. */
  readonly prefix: string;
  /** The text of a file, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Undefined if Next never takes the action. Throws TraceError for a form of Next that cannot be written anew. */
export function onlyText(options: OnlyOptions): OnlyText | undefined {
  const writer = new Writer(options);
  const formula = writer.cut(options.next);
  return formula === undefined ? undefined : { definitions: writer.definitions, formula };
}

class Writer {
  readonly definitions: string[] = [];
  readonly #options: OnlyOptions;
  readonly #names = new Map<Definition, string | undefined>();
  readonly #given: readonly string[];

  constructor(options: OnlyOptions) {
    this.#options = options;
    this.#given = options.isKnown.flatMap((known, i) => (known ? [`traceArg${i + 1}`] : []));
  }

  /** Undefined where the action does not occur. */
  cut(expr: Expr): string | undefined {
    switch (expr.kind) {
      case 'call':
        return this.#call(expr);
      case 'or':
        return this.#or(expr.items);
      case 'and':
        return this.#and(expr.items);
      case 'builtin':
        if (expr.name === '\\/') return this.#or(expr.args);
        return expr.name === '/\\' ? this.#and(expr.args) : undefined;
      case 'quantifier':
        return expr.quantifier === '\\E' ? this.#exists(expr) : undefined;
      case 'if':
        return this.#if(expr);
      case 'boxAction':
      case 'angleAction':
        return this.cut(expr.action);
      case 'let':
      case 'case':
        // Their local names would have to be written out as well; no Next has needed it yet.
        if (this.#occursIn(expr)) this.#refuse(expr.span);
        return undefined;
      default:
        return undefined;
    }
  }

  #or(items: readonly Expr[]): string | undefined {
    const cut = items.map((item) => this.cut(item)).filter((item) => item !== undefined);
    return cut.length === 0 ? undefined : cut.map((item) => `(${item})`).join(' \\/ ');
  }

  #and(items: readonly Expr[]): string | undefined {
    const cut = items.map((item) => this.cut(item));
    if (cut.every((item) => item === undefined)) return undefined;
    return cut.map((item, i) => `(${item ?? this.#words((items[i] as Expr).span)})`).join(' /\\ ');
  }

  #exists(expr: Extract<Expr, { kind: 'quantifier' }>): string | undefined {
    const body = this.cut(expr.body);
    if (body === undefined) return undefined;
    const bindings = expr.bindings.map(({ names, tuple, set }) => {
      const bound = names.map(({ name }) => name).join(', ');
      return `${tuple ? `<<${bound}>>` : bound} \\in (${this.#words(set.span)})`;
    });
    return `\\E ${bindings.join(', ')} : (${body})`;
  }

  #if(expr: Extract<Expr, { kind: 'if' }>): string | undefined {
    const [then, otherwise] = [this.cut(expr.then), this.cut(expr.else)];
    if (then === undefined && otherwise === undefined) return undefined;
    const condition = this.#words(expr.condition.span);
    return `IF (${condition}) THEN (${then ?? 'FALSE'}) ELSE (${otherwise ?? 'FALSE'})`;
  }

  #call({ definition: called, args, span }: Extract<Expr, { kind: 'call' }>): string | undefined {
    const definition = resolveOverride(called);
    if ('value' in definition) return undefined;
    const texts = args.map((argument) => this.#argument(argument, span));
    if (definition === this.#options.action) {
      const conditions = this.#options.isKnown.flatMap((known, i) =>
        known ? [`${texts[i]} = traceArg${i + 1}`] : [],
      );
      return [...conditions, applied(definition.name, texts)].join(' /\\ ');
    }
    const name = this.#inside(definition, span);
    return name === undefined ? undefined : applied(name, [...texts, ...this.#given]);
  }

  #argument(argument: Argument, span: Span): string {
    if (!('span' in argument)) return this.#refuse(span);
    return `(${this.#words(argument.span)})`;
  }

  /** The name of the definition's own branch. */
  #inside(definition: Definition, span: Span): string | undefined {
    if (definition.native !== undefined || definition.recursive) return undefined;
    if (this.#names.has(definition)) return this.#names.get(definition);
    const body = this.cut(definition.body());
    if (body === undefined) {
      this.#names.set(definition, undefined);
      return undefined;
    }
    // The words of an instance mean something else here.
    if (definition.qualifiedName.includes('!') || definition.leading > 0) this.#refuse(span);
    const name = `${this.#options.prefix}_${definition.name}`;
    this.#names.set(definition, name);
    const parameters = [...definition.parameters.map((local) => local.name), ...this.#given];
    this.definitions.push(`${applied(name, parameters)} ==\n  ${body}`);
    return name;
  }

  #occursIn(expr: Extract<Expr, { kind: 'let' | 'case' }>): boolean {
    if (expr.kind === 'let') return this.cut(expr.body) !== undefined;
    const values = expr.arms.map(({ value }) => value);
    if (expr.other !== undefined) values.push(expr.other);
    return values.some((value) => this.cut(value) !== undefined);
  }

  /** Words as they stand there, column by column: lists of /\ and \/ are read by their columns. */
  #words({ file, line, column, endLine, endColumn }: Span): string {
    const lines = (this.#options.texts.get(file) ?? '').split(/\r?\n/).slice(line - 1, endLine);
    const last = lines.length - 1;
    lines[last] = (lines[last] ?? '').slice(0, endColumn);
    if (last === 0) return (lines[0] ?? '').slice(column - 1);
    lines[0] = ' '.repeat(column - 1) + (lines[0] ?? '').slice(column - 1);
    return `\n${lines.join('\n')}`;
  }

  #refuse({ file, line, column }: Span): never {
    throw new TraceError(
      `a step of ${this.#options.action.name} without all its arguments cannot be written for TLC: ` +
        `see ${file}:${line}:${column}; log the arguments`,
    );
  }
}

function applied(name: string, args: readonly string[]): string {
  return args.length === 0 ? name : `${name}(${args.join(', ')})`;
}
