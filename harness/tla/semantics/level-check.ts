/**
 * Levels as SANY demands them (Specifying Systems, 17.2; its constraints on parameters after the tools' own rules): no
 * double prime, no action in a state predicate's place, no temporal formula inside a value. It judges what the modules
 * say, before a configuration puts anything in the place of anything; levels.ts measures what then runs.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../syntax/ast.ts';
import {
  type Argument,
  type Definition,
  type Expr,
  isOperatorArgument,
  type LetDefinition,
  type Level,
  type Local,
} from './ir.ts';
import { parts } from './walk.ts';

/** The expression that WITH puts in a declaration's place, and the level up to which it may go. */
export interface Substitution {
  readonly name: string;
  readonly module: string;
  readonly value: Argument;
  readonly max: Level;
  readonly span: Span;
}

export interface Judged {
  readonly definitions: readonly Definition[];
  readonly assumptions: readonly { readonly body: Expr; readonly span: Span }[];
  readonly substitutions: readonly Substitution[];
}

/** What is wrong with the levels of a resolved module; each place once. */
export function checkLevels({ definitions, assumptions, substitutions }: Judged): Diagnostic[] {
  const judge = new LevelJudge();
  // First: what may be passed to a parametrised instance depends on what its parameters are substituted for.
  for (const { name, module, value, max, span } of substitutions) {
    const what = max === 0 ? 'a constant expression' : 'an expression about one state';
    judge.limit(
      judge.argument(value),
      max,
      span,
      `what is substituted for ${name} of module ${module} must be ${what}`,
    );
  }
  for (const definition of definitions)
    if (definition.native === undefined) judge.summary(definition);
  for (const { body, span } of assumptions) {
    if (judge.measure(body).level > 0)
      judge.report('an assumption can speak of constants only', span);
  }
  return judge.diagnostics;
}

/** The level of an expression, its parameters counted as constants, and which of them would raise it. */
interface Measure {
  readonly level: Level;
  readonly raises: ReadonlySet<Local>;
  /** It calls an operator that is still being measured: of that one SANY assumes nothing. */
  readonly unfinished: boolean;
}

/** What an operator does with its arguments. */
interface Summary extends Measure {
  readonly parameters: readonly Local[];
}

const none: ReadonlySet<Local> = new Set();
const constant: Measure = { level: 0, raises: none, unfinished: false };
const unfinished: Measure = { level: 0, raises: none, unfinished: true };

const logical = new Set(['/\\', '\\/', '=>', '<=>', '~']);

class LevelJudge {
  readonly diagnostics: Diagnostic[] = [];
  private readonly reported = new Set<Span>();
  private readonly summaries = new Map<Definition, Summary>();
  private readonly running = new Map<Definition, number>();
  private earliest = Number.POSITIVE_INFINITY;
  private readonly lets = new Map<Local, Summary>();
  /** Up to which level an argument for a parameter may go. */
  private readonly limits = new Map<Local, Level>();
  /** Which levels the arguments of an operator that is a parameter have. */
  private readonly demands = new Map<Local, Level[]>();

  report(message: string, span: Span): void {
    if (this.reported.has(span)) return;
    this.reported.add(span);
    this.diagnostics.push({ code: 'TLA310', message, span });
  }

  /** As in levels.ts: in a cycle of definitions only the one at which it began is known for good. */
  summary(definition: Definition): Summary | undefined {
    const known = this.summaries.get(definition);
    if (known !== undefined) return known;
    const begun = this.running.get(definition);
    if (begun !== undefined) {
      this.earliest = Math.min(this.earliest, begun);
      return undefined;
    }
    const began = this.running.size;
    const outside = this.earliest;
    this.earliest = Number.POSITIVE_INFINITY;
    this.running.set(definition, began);
    const { parameters } = definition;
    const summary: Summary = { ...this.measure(definition.body()), unfinished: false, parameters };
    this.running.delete(definition);
    if (this.earliest >= began) {
      this.summaries.set(definition, summary);
      this.earliest = outside;
    } else this.earliest = Math.min(this.earliest, outside);
    return summary;
  }

  measure(expr: Expr): Measure {
    switch (expr.kind) {
      case 'value':
        return constant;
      case 'local':
        return (
          this.lets.get(expr.local) ?? {
            level: 0,
            raises: new Set([expr.local]),
            unfinished: false,
          }
        );
      case 'variable':
        return { level: 1, raises: none, unfinished: false };
      case 'constant':
        return this.all(expr.args.map((argument) => this.argument(argument)));
      case 'call':
        return this.call(expr);
      case 'callLocal':
        return this.callLocal(expr);
      case 'builtin':
        return this.builtin(expr);
      case 'and':
      case 'or':
        return this.junction(expr.items, expr.span);
      case 'quantifier':
        return this.quantifier(expr);
      case 'boxAction':
      case 'angleAction':
        this.atMost(expr.action, 2, expr.span);
        this.atMost(expr.subscript, 1, expr.span);
        return { ...constant, level: 2 };
      case 'fairness':
        this.atMost(expr.action, 2, expr.span);
        this.atMost(expr.subscript, 1, expr.span);
        return { ...constant, level: 3 };
      case 'temporalQuantifier': {
        const body = this.measure(expr.body);
        return expr.quantifier === '\\AA' || expr.quantifier === '\\EE'
          ? { ...body, level: 3 }
          : body;
      }
      case 'let':
        for (const definition of expr.definitions) this.define(definition);
        return this.measure(expr.body);
      case 'if':
      case 'case':
        return this.all(parts(expr).map((part) => this.measure(part)));
      default:
        return this.all(parts(expr).map((part) => this.atMost(part, 2, expr.span)));
    }
  }

  /** An argument, also one that is an operator: its level is that of its body. */
  argument(argument: Argument): Measure {
    if (!isOperatorArgument(argument)) return this.measure(argument);
    const summary = this.operator(argument);
    return summary === undefined ? unfinished : { ...summary, raises: fromOutside(summary) };
  }

  private operator(argument: Argument): Summary | undefined {
    switch (argument.kind) {
      case 'operatorDefinition': {
        if (argument.definition.native !== undefined) break;
        const summary = this.summary(argument.definition);
        return (
          summary && { ...summary, parameters: summary.parameters.slice(argument.leading.length) }
        );
      }
      case 'lambda':
        return { ...this.measure(argument.body), parameters: argument.parameters };
      case 'operatorLocal':
        return (
          this.lets.get(argument.local) ?? {
            ...constant,
            raises: new Set([argument.local]),
            parameters: [],
          }
        );
      default:
    }
    return { ...constant, parameters: [] };
  }

  private define({ local, parameters, recursive, body }: LetDefinition): void {
    if (recursive) this.lets.set(local, { ...unfinished, parameters });
    this.lets.set(local, { ...this.measure(body), unfinished: false, parameters });
  }

  private all(measures: readonly Measure[]): Measure {
    let level: Level = 0;
    const raises = new Set<Local>();
    let isUnfinished = false;
    for (const measure of measures) {
      if (measure.level > level) level = measure.level;
      for (const local of measure.raises) raises.add(local);
      isUnfinished ||= measure.unfinished;
    }
    return { level, raises, unfinished: isUnfinished };
  }

  /** The expression may not go beyond a level: nor may what is passed for the parameters in it. */
  private atMost(expr: Expr, max: Level, span: Span): Measure {
    const measure = this.measure(expr);
    this.limit(measure, max, span);
    return measure;
  }

  limit(measure: Measure, max: Level, span: Span, message = tooHigh(max)): void {
    if (measure.level > max || (measure.unfinished && max < 2)) this.report(message, span);
    for (const local of measure.raises) {
      if (max < (this.limits.get(local) ?? 3)) this.limits.set(local, max);
    }
  }

  private call(expr: Expr & { kind: 'call' }): Measure {
    if (expr.definition.native !== undefined) {
      const args = expr.args.map((argument) => this.argument(argument));
      for (const measure of args) this.limit(measure, 2, expr.span);
      return this.all(args);
    }
    const summary = this.summary(expr.definition);
    if (summary === undefined)
      return this.all([...expr.args.map((argument) => this.argument(argument)), unfinished]);
    return this.apply(summary, expr.args, expr.span);
  }

  private callLocal(expr: Expr & { kind: 'callLocal' }): Measure {
    const known = this.lets.get(expr.local);
    if (known !== undefined) return this.apply(known, expr.args, expr.span);
    const args = expr.args.map((argument) => this.argument(argument));
    const demanded = this.demands.get(expr.local) ?? [];
    const highest = args.map(({ level }, i) => Math.max(level, demanded[i] ?? 0) as Level);
    this.demands.set(expr.local, highest);
    return this.all([...args, { ...constant, raises: new Set([expr.local]) }]);
  }

  private apply(summary: Summary, args: readonly Argument[], span: Span): Measure {
    const raised: Measure[] = [{ ...summary, raises: fromOutside(summary) }];
    for (const [i, argument] of args.entries()) {
      const measure = this.argument(argument);
      const parameter = summary.parameters[i];
      if (parameter === undefined) continue;
      this.limit(measure, this.limits.get(parameter) ?? 3, span);
      if (summary.raises.has(parameter)) raised.push(measure);
      if (isOperatorArgument(argument))
        this.meet(this.demands.get(parameter) ?? [], argument, span);
    }
    return this.all(raised);
  }

  /** An operator that is passed must take what it will be given. */
  private meet(demanded: readonly Level[], argument: Argument, span: Span): void {
    const parameters = this.operator(argument)?.parameters ?? [];
    for (const [i, parameter] of parameters.entries()) {
      if ((demanded[i] ?? 0) > (this.limits.get(parameter) ?? 3))
        this.report(tooHigh(this.limits.get(parameter) as Level), span);
    }
  }

  private quantifier(expr: Expr & { kind: 'quantifier' }): Measure {
    const body = this.measure(expr.body);
    const sets = expr.bindings.map(({ set }) =>
      this.atMost(set, body.level === 3 ? 1 : 2, set.span),
    );
    return this.all([...sets, body]);
  }

  private junction(items: readonly Expr[], span: Span): Measure {
    const measures = items.map((item) => this.measure(item));
    if (measures.some(({ level }) => level === 3) && measures.some(({ level }) => level === 2)) {
      this.report(
        'a temporal formula and an action cannot stand side by side; is a [A]_v missing its []?',
        span,
      );
    }
    return this.all(measures);
  }

  private builtin(expr: Expr & { kind: 'builtin' }): Measure {
    const { name, args, span } = expr;
    if (logical.has(name)) return this.junction(args, span);
    const [first] = args as readonly [Expr];
    switch (name) {
      case "'":
      case 'UNCHANGED':
        this.atMost(first, 1, span);
        return { ...constant, level: 2 };
      case 'ENABLED':
        this.atMost(first, 2, span);
        return { ...constant, level: 1 };
      case '[]':
      case '<>': {
        const form = name === '[]' ? 'boxAction' : 'angleAction';
        if (this.measure(first).level === 2 && first.kind !== form) {
          this.report(
            `an action behind ${name} must have the form ${name === '[]' ? '[A]_v' : '<<A>>_v'}`,
            span,
          );
        }
        return { ...constant, level: 3 };
      }
      case '~>':
      case '-+->':
        for (const argument of args) {
          if (this.measure(argument).level === 2)
            this.report(`${name} joins temporal formulas or state predicates, not actions`, span);
        }
        return { ...constant, level: 3 };
      case '\\cdot':
        for (const argument of args) this.atMost(argument, 2, span);
        return { ...constant, level: 2 };
      default:
        return this.all(args.map((argument) => this.atMost(argument, 2, span)));
    }
  }
}

/** What raises an operator's level besides its own parameters. */
function fromOutside({ raises, parameters }: Summary): ReadonlySet<Local> {
  return new Set([...raises].filter((local) => !parameters.includes(local)));
}

function tooHigh(max: Level): string {
  if (max === 0) return 'only constants can stand here';
  if (max === 1)
    return 'only an expression about one state can stand here: is something primed twice?';
  return 'a temporal formula cannot stand here';
}
