/**
 * The command line: which verbs there are and what they take. A verb's own code is loaded when the verb is called, so
 * that `--help` and a mistyped word answer at once. What a verb does is in the file of its name.
 */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { CommandError } from './command-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { plain, printJson } from './output.ts';
import { fromTlcFlags } from './tlc-flags.ts';

/** Runs one command; `argv` as in `process.argv`. Sets the exit code and lets Node leave by itself. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has gone: what was found is not told, and so it is no success.
    if (error.code === 'EPIPE') process.exit(exitCodes.system);
    throw error;
  });
  const json = argv.includes('--json');
  try {
    await commands(json).parseAsync(argv[2] === 'check' ? fromTlcFlags(argv) : argv);
  } catch (error) {
    process.exitCode = report(error, json);
  }
}

function report(error: unknown, json: boolean): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    const message = error.message.replace(/^error: /, '');
    if (json) printJson({ verdict: 'unknown', exitCode: exitCodes.usage, error: message });
    return exitCodes.usage;
  }
  const known = error instanceof CommandError;
  const exitCode = known ? error.exitCode : exitCodes.internal;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : undefined;
  if (json) {
    printJson({ verdict: 'unknown', exitCode, error: message, ...(hint ? { hint } : {}) });
    return exitCode;
  }
  const stack = error instanceof Error ? error.stack : undefined;
  const text = known ? `lockstep: ${message}` : `lockstep: internal error\n${stack ?? message}`;
  process.stderr.write(`${plain(text)}\n${hint === undefined ? '' : `${plain(hint)}\n`}`);
  return exitCode;
}

function commands(json: boolean): Command {
  const program = new Command('lockstep')
    .description('Distributed-systems protocols, verified twice over: TLA+ and TypeScript.')
    .exitOverride()
    .showHelpAfterError('(lockstep --help lists the verbs, lockstep <verb> --help its options)')
    .configureOutput({
      writeErr: (text) => {
        if (!json) process.stderr.write(plain(text));
      },
    });
  addVerify(program);
  addPartProcess(program);
  addModelChecking(program);
  addRepl(program);
  addConformance(program);
  addJudge(program);
  addReadme(program);
  return program;
}

function addVerify(program: Command): void {
  verb(program, 'verify [protocols...]', 'check, replay, refine and mutants of each protocol')
    .option('--thorough', 'large models too, ten times the histories, and drive')
    .option('--twice', 'every run twice, and compared (where CI is set: always)')
    .option('--seed <n>', 'the seed of the random histories', natural)
    .option('--coverage', 'branches of the code and guards of the specification that were taken')
    .option('--jobs <n>', 'how many processes share the parts (one for each core)', positive)
    .action(async (protocols, options) => {
      const { verify } = await import('./verify.ts');
      process.exitCode = await verify(protocols, options);
    });
}

/** Not for people: see part-pool.ts. */
function addPartProcess(program: Command): void {
  program.command('part-process', { hidden: true }).action(async () => {
    const { partProcess } = await import('./part-process.ts');
    await partProcess();
  });
}

function addModelChecking(program: Command): void {
  withModes(verb(program, 'check <target>', 'model-check a .tla file, or all models of a protocol'))
    .option('--config <file>', 'the .cfg file; for a protocol: only this one')
    .option('--thorough', 'large models of the protocol too')
    .action(async (target, options) => {
      const { check } = await import('./check.ts');
      process.exitCode = await check(target, options);
    });
  verb(program, 'tlc <target>', 'run the official TLC on the same files and compare')
    .option('--config <file>', 'the .cfg file; for a protocol: only this one')
    .option('--thorough', 'large models of the protocol too')
    .option('--jar <file>', 'tla2tools.jar (else TLA2TOOLS_JAR, the cache, or a download)')
    .option('--java <file>', 'the java command (else JAVA_HOME, or java of the PATH)')
    .option('--no-compare', 'only run TLC')
    .option('--distributed', "TLC's distributed mode: a server and workers, here and elsewhere")
    .option('--workers <n>', 'with --distributed: how many workers to start here (2)', natural)
    .option('--host <address>', 'with --distributed: where workers find this machine', '127.0.0.1')
    .option('--port <n>', 'with --distributed: the port of the server (10997)', natural)
    .option('--dry-run', 'print the command and stop')
    .action(async (target, options) => {
      const { tlc } = await import('./tlc.ts');
      process.exitCode = await tlc(target, options);
    });
}

function addRepl(program: Command): void {
  program
    .command('repl [spec]')
    .description('evaluate TLA+ expressions in the scope of a module, on a state of a trace')
    .option('--config <file>', 'the .cfg file')
    .option('--library <folder>', 'where else modules are looked for (repeatable)', repeated)
    .option('--trace <file>', 'a trace, as --dump-trace writes it')
    .option('--state <k>', 'which state of the trace, from 1', natural)
    .action(async (spec, options) => {
      const { repl } = await import('./repl.ts');
      process.exitCode = await repl(spec, options);
    });
}

/** What `check` takes for a .tla file. */
function withModes(command: Command): Command {
  return command
    .option('--const <name=value>', 'a constant, as in a .cfg (repeatable)', repeated)
    .option('--inv <expression>', 'an invariant: a name or an expression (repeatable)', repeated)
    .option('--library <folder>', 'where else modules are looked for (repeatable)', repeated)
    .option('--no-deadlock', 'a state without successors is no error (TLC: -deadlock)')
    .option('--workers <n>', 'taken for the sake of TLC users: the search has one thread')
    .option('--states <n>', 'stop after so many distinct states', natural)
    .option('--depth <n>', 'stop at this depth', natural)
    .option('--seconds <n>', 'stop after so many seconds', natural)
    .option('--memory <mb>', 'stop when the process takes more memory', natural)
    .option('--dfs', 'depth-first, to --depth (100)')
    .option('--simulate', 'random behaviours of --depth (100) states')
    .option('--count <n>', 'with --simulate: how many behaviours (1000)', natural)
    .option('--seed <n>', 'the seed of everything random', natural)
    .option('--continue', 'find all violations, not only the first')
    .option('--unsound', 'liveness together with SYMMETRY or VIEW, as TLC does it')
    .option('--coverage', 'count actions and guards; say what was never tested')
    .option('--dump-trace <file>', 'write the counterexample: x.itf.json, or x.json as TLC does')
    .option('--dump-graph <file>', 'write the state graph: x.dot or x.jsonl')
    .option('--load-trace <file>', 'judge each step of a written trace instead of searching');
}

function addConformance(program: Command): void {
  verb(program, 'replay <protocol>', 'random histories on both sides, judged')
    .option('--histories <n>', 'how many histories', natural)
    .option('--twice', 'every history twice, and compared: is the code deterministic?')
    .option('--seed <n>', 'the seed of the random histories', natural)
    .option('--file <file>', 'replay this list of events (JSON) instead of random ones')
    .option('--token <events>', 'the same, the list itself')
    .option('--mermaid', 'print the failure, the events, or one history as a Mermaid diagram')
    .option('--record <file>', 'write a trace (ndjson) of the events, or of one random history')
    .option('--diagram <file>', 'draw the failure, the events, or one history: x.svg or x.mmd')
    .option('--coverage', 'branches of the code and guards of the specification that were taken')
    .option('--hide <variables>', 'with --record: variables to leave out, by commas')
    .action(async (protocol, options) => {
      const { replay } = await import('./replay.ts');
      process.exitCode = await replay(protocol, options);
    });
  verb(
    program,
    'refine <protocol>',
    'every step of the code against every step of the spec',
  ).action(async (protocol, options) => {
    const { refine } = await import('./refine.ts');
    process.exitCode = await refine(protocol, options);
  });
  verb(program, 'drive <protocol>', 'behaviours that the spec chooses, performed by the code')
    .option('--walks <n>', 'how many random walks (6)', natural)
    .option('--seed <n>', 'the seed of the walks', natural)
    .option('--no-cover', 'only the walks, not every edge of the graph')
    .action(async (protocol, options) => {
      const { drive } = await import('./drive.ts');
      process.exitCode = await drive(protocol, options);
    });
  verb(program, 'validate <protocol> <trace>', 'is a recorded trace (ndjson) one of the spec?')
    .option('--config <file>', 'the .cfg file in specs/<protocol>/ (else the one the trace names)')
    .option(
      '--emit <folder>',
      'write it as Trace<Module>.tla with a .cfg, for TLC, into this folder',
    )
    .option('--frontier <n>', 'how many states may fit at one line', natural)
    .action(async (protocol, trace, options) => {
      const { validate } = await import('./validate.ts');
      process.exitCode = await validate(protocol, trace, options);
    });
  verb(program, 'mutants <protocol>', 'plant the known bugs and see each of them found')
    .option('--seed <n>', 'the seed of the random histories, and of the sample', natural)
    .option('--automatic', 'small changes that nobody thought of, instead')
    .option('--budget <n>', 'with --automatic: how many of them (all)', natural)
    .option('--seconds <n>', 'with --automatic: for how long', natural)
    .option('--side <side>', 'with --automatic: only of the `code` or of the `spec`', side)
    .option('--only <key>', 'with --automatic: those whose name contains this')
    .action(async (protocol, options) => {
      if (options.automatic === true) {
        const { automaticMutants } = await import('./automatic-mutants.ts');
        process.exitCode = await automaticMutants(protocol, options);
        return;
      }
      const { mutants } = await import('./mutants.ts');
      process.exitCode = await mutants(protocol, options);
    });
}

function addJudge(program: Command): void {
  verb(program, 'judge <history>', 'judge a history file: an object, or transactions')
    .option(
      '--object <name>',
      'the object: register, kv, ..., a .tla or .ts file; transactions have none',
    )
    .option(
      '--format <name>',
      'ndjson, json, jepsen-edn, jepsen-json, porcupine-kv, etcd-log (detected)',
    )
    .option('--initial <json>', 'what a register or a bank holds at first')
    .option('--html <file>', 'write a violation as a picture')
    .option('--convert <format>', 'print the history in this format, and judge nothing')
    .option('--seconds <n>', 'how long to search before the verdict is unknown', natural)
    .option('--level <name>', 'the level that has to hold, of transactions or of a register')
    .option('--all', 'the verdict on every level, with its reason')
    .option('--budget <n>', 'how many search steps before the verdict is unknown', natural)
    .action(async (history, options) => {
      const { judge } = await import('./judge.ts');
      process.exitCode = await judge(history, options);
    });
}

function addReadme(program: Command): void {
  verb(program, 'readme', 'write the table of protocols in README.md from results')
    .option('--check', 'only say whether it is up to date')
    .action(async (options) => {
      const { readme } = await import('./readme.ts');
      process.exitCode = await readme(options);
    });
}

function verb(program: Command, usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'print one JSON object and nothing else');
}

function repeated(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

function side(text: string): string {
  if (text !== 'code' && text !== 'spec') {
    throw new InvalidArgumentError('It is `code` or `spec`.');
  }
  return text;
}

function positive(text: string): number {
  const value = natural(text);
  if (value === 0) throw new InvalidArgumentError('It is at least 1.');
  return value;
}

function natural(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('A whole number is needed.');
  }
  return value;
}
