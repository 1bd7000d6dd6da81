/** Definitions as functions of the program: kept for each state, by what they read, or for good. */
import type { Definition } from '../semantics/ir.ts';
import { definitionLevel } from '../semantics/levels.ts';
import { asksTheRun, isPure, lazyParameters } from './analysis.ts';
import type { Assembly } from './assembly.ts';
import { bind, type Context, type Reading } from './context.ts';
import { type KeptDefinition, keptDefinition, perState } from './kept.ts';
import { Memo } from './memo.ts';
import { readsOf } from './reads.ts';
import { isHeavy } from './weight.ts';

export class Definitions {
  private readonly memos = new Map<Definition, string>();
  private readonly assembly: Assembly;

  constructor(assembly: Assembly) {
    this.assembly = assembly;
  }

  /** `start` is a context that nothing is bound in; `body` compiles the definition's body. */
  compile(
    definition: Definition,
    name: string,
    start: Context,
    compileBody: (context: Context) => string,
  ): void {
    const { reading } = start;
    const lazy = lazyParameters(definition);
    let context = start;
    for (const [i, parameter] of definition.parameters.entries()) {
      const js = `v${parameter.id}`;
      if (parameter.arity > 0) context = bind(context, parameter, { kind: 'function', js });
      else context = bind(context, parameter, { kind: lazy[i] === true ? 'lazy' : 'js', js });
    }
    const parameters = definition.parameters.map((parameter) => `v${parameter.id}`);
    const body = definition.body();
    const js = compileBody(context);
    const level = definitionLevel(definition);
    const isKept = level <= 1 && !this.assembly.coverage && isPure(body) && isHeavy(body);
    const plain = { name, parameters, out: context.out, js };
    if (parameters.length === 0 && level === 1 && isPure(body)) {
      const kept = isKept ? this.kept(definition, reading, plain) : undefined;
      this.assembly.functions.push(...perState(plain, reading, kept));
      return;
    }
    if (parameters.length > 0 && isKept) {
      const isValue = definition.parameters.every(({ arity }) => arity === 0);
      const kept = isValue ? this.kept(definition, reading, plain) : undefined;
      if (kept !== undefined) {
        this.assembly.functions.push(...keptDefinition(kept));
        return;
      }
    }
    if (parameters.length > 0 || level > 0 || asksTheRun(body)) {
      this.assembly.functions.push(
        `function ${name}(${parameters.join(', ')}) {`,
        ...context.out,
        `return ${js};`,
        '}',
      );
      return;
    }
    this.pushOnce(name, context.out, js);
  }

  /** What a definition's value is kept by; the same whether it is read in the current or in the next state. */
  private kept(
    definition: Definition,
    reading: Reading,
    plain: Omit<KeptDefinition, 'memo' | 'variables' | 'reading' | 'interns'>,
  ): KeptDefinition | undefined {
    const reads = readsOf([definition.body()], reading);
    if (reads[reading === 'current' ? 'next' : 'current'].size > 0) return undefined;
    const variables = [...reads[reading]];
    const width = variables.length + plain.parameters.length;
    if (width === 0) return undefined;
    let memo = this.memos.get(definition);
    if (memo === undefined) {
      memo = this.assembly.constant(new Memo(width));
      this.memos.set(definition, memo);
    }
    return { ...plain, memo, variables, reading, interns: definition.recursive };
  }

  /** A constant: computed when first needed, then kept. TLC does the same, and a constant nobody needs may have no value. */
  pushOnce(name: string, out: readonly string[], js: string): void {
    this.assembly.functions.push(
      `var ${name}_kept;`,
      `function ${name}() { return ${name}_kept !== undefined ? ${name}_kept : (${name}_kept = ${name}_once()); }`,
      `function ${name}_once() {`,
      ...out,
      `return keep(${js});`,
      '}',
    );
  }
}
