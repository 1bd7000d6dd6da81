/**
 * `lockstep repl`: TLA+ expressions in the scope of a module, on a state of a trace if there is one. A session is a
 * function from lines to lines, so it is tested without a terminal; the loop at the end is all that reads one.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { grammarFiles } from '../harness/files.ts';
import { compileProgram } from '../harness/tla/compile/program.ts';
import { parseConfig } from '../harness/tla/config/config.ts';
import type { ConfigValue } from '../harness/tla/config/entries.ts';
import { DiagnosticError, EvaluationError, FormatError } from '../harness/tla/diagnostic.ts';
import { locateError } from '../harness/tla/explore/locate.ts';
import { sceneOf } from '../harness/tla/explore/violation.ts';
import { setHost, silentHost } from '../harness/tla/modules/host.ts';
import { describeError } from '../harness/tla/report.ts';
import { levelOf } from '../harness/tla/semantics/levels.ts';
import { loadSpecification, type Specification } from '../harness/tla/specification.ts';
import { showDiagnostic } from '../harness/tla/syntax/caret.ts';
import { loadGrammar } from '../harness/tla/syntax/grammar.ts';
import { readTrace } from '../harness/tla/trace/files.ts';
import { judgeTrace } from '../harness/tla/trace/judge.ts';
import { codeOf, useVocabulary } from '../harness/tla/values/intern.ts';
import { showPretty } from '../harness/tla/values/print.ts';
import type { Value } from '../harness/tla/values/value.ts';
import { withModule } from './adjusted-config.ts';
import { CommandError } from './command-error.ts';
import { type EngineInput, filesOfInput } from './engine.ts';
import { exitCodes } from './exit-codes.ts';
import { plain, print } from './output.ts';
import { readText, shortPath } from './repository.ts';

export interface ReplOptions {
  readonly config?: string;
  readonly library?: readonly string[];
  readonly trace?: string;
  /** From 1. */
  readonly state?: number;
}

const help = [
  'An expression is evaluated in the scope of the module. A line that ends with \\ goes on in the next one.',
  '  Name == expression   defines a name for the rest of the session',
  '  :state k             read variables in state k of the trace (primed ones in the next state)',
  '  :help                this',
  '  :quit                leave',
];

const standard = 'Integers, Sequences, FiniteSets, TLC';

/** One session. Throws CommandError when the module or the trace cannot be used. */
export class Repl {
  private readonly input: EngineInput | undefined;
  private readonly options: ReplOptions;
  private readonly definitions: string[] = [];
  /** Names that only the configuration knows: values print them, so one may ask with them. */
  private modelValues: readonly string[] = [];
  private states: readonly (readonly Value[])[] = [];
  private at = 0;
  private pending = '';

  constructor(spec: string | undefined, options: ReplOptions = {}) {
    this.options = options;
    this.input = spec === undefined ? undefined : inputOf(resolve(spec), options);
    this.at = (options.state ?? 1) - 1;
    const loaded = this.load('TRUE');
    if (typeof loaded === 'string') throw new CommandError(exitCodes.parse, loaded);
    this.modelValues = modelValuesOf(this.input).filter(
      (name) => loaded.resolved.scope.find(name) === undefined,
    );
  }

  /** What a line answers: nothing while an expression goes on. */
  feed(line: string): readonly string[] {
    if (line.endsWith('\\') && !line.endsWith('\\\\')) {
      this.pending += `${line.slice(0, -1)}\n`;
      return [];
    }
    const text = (this.pending + line).trim();
    this.pending = '';
    if (text === '') return [];
    if (text.startsWith(':')) return this.command(text.slice(1).trim());
    return (
      /^\w+(?:\([^()]*\))?\s*==(?!=)/.test(text) ? this.define(text) : this.evaluate(text)
    ).split('\n');
  }

  private command(text: string): readonly string[] {
    const [word, argument] = text.split(/\s+/);
    if (word === 'help') return help;
    if (word !== 'state') return [`there is no :${word}; :help lists what there is`];
    const k = Number(argument);
    if (!Number.isInteger(k) || k < 1 || k > this.states.length) {
      return [
        this.states.length === 0
          ? 'there is no trace (--trace file)'
          : `the trace has states 1 to ${this.states.length}`,
      ];
    }
    this.at = k - 1;
    return [`state ${k}`];
  }

  private define(text: string): string {
    this.definitions.push(text);
    const problem = this.load('TRUE');
    if (typeof problem !== 'string') return 'defined';
    this.definitions.pop();
    return problem;
  }

  private evaluate(text: string): string {
    const spec = this.load(text);
    if (typeof spec === 'string') return spec;
    const entity = spec.resolved.scope.find('ReplValue');
    if (entity?.kind !== 'definitionEntity') return 'this is not an expression';
    const lines: string[] = [];
    setHost({ ...silentHost(), print: (printed) => void lines.push(printed) });
    const expr = entity.definition.body();
    const row = Int32Array.from(this.states[this.at] ?? [], codeOf);
    const next = Int32Array.from(this.states[this.at + 1] ?? this.states[this.at] ?? [], codeOf);
    try {
      const program = compileProgram(
        [{ kind: 'value', expr, reading: 'current', parameters: [] }],
        spec.variables,
      );
      if (row.length > 0) {
        program.load(row, 0);
        program.loadNext(next, 0);
      } else if (levelOf(expr) > 0)
        return 'this speaks of a state: give one with --trace file --state k';
      const value = (program.entries[0] as () => Value)();
      return [...lines, showPretty(value)].join('\n');
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const none = new Int32Array(spec.variables.length);
      const scene = sceneOf(
        spec,
        row.length > 0 ? row : none,
        row.length > 0 ? next : none,
        'current',
      );
      return [
        ...lines,
        error.message,
        ...describeError(spec, locateError(expr, scene, 'value', error).error),
      ].join('\n');
    }
  }

  /** The module with this expression in it; what is wrong with it as a text. */
  private load(expression: string): Specification | string {
    const { library = [], trace } = this.options;
    const extended = this.input === undefined ? standard : basename(this.input.specPath, '.tla');
    const lines = [
      '---- MODULE ReplInput ----',
      `EXTENDS ${extended}`,
      ...this.modelValues.map((name) => `CONSTANT ${name}`),
      ...this.definitions,
      'ReplValue ==',
      expression,
      '====',
    ];
    const given = this.input?.config ?? { text: '', file: '' };
    const values = this.modelValues.map((name) => `\nCONSTANT ${name} = ${name}`);
    const config = { ...given, text: given.text + values.join('') };
    const folder = this.input === undefined ? process.cwd() : dirname(this.input.specPath);
    const files = filesOfInput({ specPath: join(folder, 'ReplInput.tla'), config }, library);
    const path = files.specPath;
    const resolver = withModule(files.resolver, path, lines.join('\n'));
    try {
      const spec = loadSpecification({ ...files, resolver });
      useVocabulary(spec.vocabulary);
      if (trace !== undefined && spec.variables.length > 0) this.states = statesOf(spec, trace);
      return spec;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return error.diagnostics
        .map((each) => showDiagnostic(each, resolver.read(each.span.file) ?? ''))
        .join('\n');
    }
  }
}

/** Values belong to a specification's vocabulary, so a trace is read again with each of them. */
function statesOf(spec: Specification, file: string): readonly (readonly Value[])[] {
  try {
    const trace = readTrace(readText(resolve(file)), spec);
    return trace.states.every(({ kind }) => kind === 'exact')
      ? trace.states.flatMap((state) => (state.kind === 'exact' ? [state.values] : []))
      : judgeTrace(spec, trace).states;
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof SyntaxError)) throw error;
    throw new CommandError(exitCodes.usage, `${shortPath(resolve(file))}: ${error.message}`);
  }
}

function modelValuesOf(input: EngineInput | undefined): string[] {
  const namesIn = (value: ConfigValue): string[] => {
    if (value.kind === 'set') return value.items.flatMap(namesIn);
    return value.kind === 'modelValue' ? [value.name] : [];
  };
  if (input === undefined) return [];
  const { constants } = parseConfig(input.config.text, input.config.file).config;
  return [...new Set(constants.flatMap(({ value }) => namesIn(value)))];
}

function inputOf(specPath: string, { config }: ReplOptions): EngineInput {
  readText(specPath);
  const beside = config === undefined ? specPath.replace(/\.tla$/, '.cfg') : resolve(config);
  const text = config !== undefined || existsSync(beside) ? readText(beside) : '';
  return { specPath, config: { text, file: shortPath(beside) } };
}

/** Reads a terminal or a pipe until its end. */
export async function repl(spec: string | undefined, options: ReplOptions): Promise<number> {
  await loadGrammar(grammarFiles);
  const session = new Repl(spec, options);
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY,
    prompt: 'tla+> ',
  });
  if (process.stdin.isTTY) lines.prompt();
  for await (const line of lines) {
    if (line.trim() === ':quit') break;
    for (const answer of session.feed(line)) print(plain(answer));
    if (process.stdin.isTTY) lines.prompt();
  }
  lines.close();
  return exitCodes.ok;
}
