/** The official TLC in a JVM of our own, asked through Driver.java, one question at a time. */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What TLC says of one expression: its value as it prints it, or its error. */
export type Answer = { readonly value: string } | { readonly error: string };

export interface Files {
  readonly module: string;
  readonly spec: string;
  readonly config: string;
}

const source = fileURLToPath(new URL('./Driver.java', import.meta.url));

/** The jar that --jar, TLA2TOOLS_JAR or the cache names, if it is there. */
export function findJar(given: string | undefined): string | undefined {
  const places = [
    given,
    process.env.TLA2TOOLS_JAR,
    join(homedir(), '.cache/lockstep/tla2tools-1.7.4.jar'),
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

/** Thrown where TLC did not answer in time or its JVM ended. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** It may be computing for ever. */
  readonly isSilence: boolean;
  constructor(message: string, isSilence: boolean) {
    super(message);
    this.isSilence = isSilence;
  }
}

export class Tlc {
  private readonly jar: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'fuzz-tla-'));
  private jvm: ChildProcessWithoutNullStreams | undefined;
  private lines: Interface | undefined;
  /** Lines that nobody has asked for yet. */
  private readonly arrived: string[] = [];
  private readonly waiting: ((line: string) => void)[] = [];
  private readonly secondsMax: number;
  /** The end of what the JVM itself wrote to its error output. */
  private complaint = '';
  private runs = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(jar: string, secondsMax = 30) {
    this.jar = jar;
    this.secondsMax = secondsMax;
    const classes = join(this.folder, 'classes');
    mkdirSync(classes);
    execFileSync('javac', ['-nowarn', '-cp', jar, '-d', classes, source], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  /** One answer for each ASSUME of the module, in order; a string if the module is refused. */
  values(files: Files): Promise<Answer[] | string> {
    return this.inTurn(() => this.askValues(files));
  }

  /** Exit code and output, with -tool, of a run of TLC. */
  check(files: Files): Promise<{ readonly exit: number; readonly output: string } | string> {
    return this.inTurn(() => this.askCheck(files));
  }

  /**
   * One question after the other, also where somebody stopped waiting for an answer (fast-check does, when its time for
   * shrinking is over). A JVM that ends by itself is replaced once.
   */
  private inTurn<T>(question: () => Promise<T>): Promise<T> {
    const answer = this.last.then(question).catch((error: unknown) => {
      if (error instanceof NoAnswer && !error.isSilence) return question();
      throw error;
    });
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async askValues(files: Files): Promise<Answer[] | string> {
    const answers: Answer[] = [];
    this.write(files);
    let line = await this.ask(`values ${this.folder} ${files.module}`);
    for (;;) {
      if (line === '.') return answers;
      const text = unescaped(line.slice(2));
      if (line.startsWith('V ')) answers.push({ value: text });
      else if (line.startsWith('X ')) answers.push({ error: text });
      else return text;
      line = await this.answer();
    }
  }

  private async askCheck(
    files: Files,
  ): Promise<{ readonly exit: number; readonly output: string } | string> {
    // TLC does not close all the files that it opens.
    if (++this.runs % 400 === 0) this.end();
    this.write(files);
    const line = await this.ask(`check ${this.folder} ${files.module}`);
    const [, exit, output] = /^C (\d+) ([\s\S]*)$/.exec(line) ?? [];
    if (exit === undefined || output === undefined) return unescaped(line);
    return { exit: Number(exit), output: unescaped(output) };
  }

  /** The next question goes to a JVM of its own: TLC was made to run once, and now and then remembers the run before. */
  startAnew(): void {
    this.end();
  }

  stop(): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write({ module, spec, config }: Files): void {
    writeFileSync(join(this.folder, `${module}.tla`), spec);
    writeFileSync(join(this.folder, `${module}.cfg`), config);
  }

  private async ask(request: string): Promise<string> {
    if (this.jvm === undefined) await this.start();
    this.jvm?.stdin.write(`${request}\n`);
    return this.answer();
  }

  private answer(): Promise<string> {
    const arrived = this.arrived.shift();
    if (arrived !== undefined) return Promise.resolve(arrived);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.end();
        reject(new NoAnswer(`TLC did not answer within ${this.secondsMax} seconds`, true));
      }, this.secondsMax * 1000);
      this.waiting.push((line) => {
        clearTimeout(timer);
        if (line === '') reject(new NoAnswer(`the JVM ended: ${this.complaint.trim()}`, false));
        else resolve(line);
      });
    });
  }

  /** A new JVM. It runs a module with all the standard ones first, so that later runs find its tables warm. */
  private async start(): Promise<void> {
    const options = [
      `-Djava.io.tmpdir=${this.folder}`,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Xmx1g',
      '-Xss8m',
    ];
    const path = [join(this.folder, 'classes'), this.jar].join(delimiter);
    const jvm = spawn('java', [...options, '-cp', path, 'Driver'], { stdio: 'pipe' });
    this.jvm = jvm;
    this.lines = createInterface({ input: jvm.stdout });
    this.lines.on('line', (line) => {
      const waiting = this.waiting.shift();
      if (waiting === undefined) this.arrived.push(line);
      else waiting(line);
    });
    this.complaint = '';
    jvm.stderr.on('data', (text: Buffer) => {
      this.complaint = `${this.complaint}${text}`.slice(-2000);
    });
    jvm.on('exit', (code, signal) => {
      this.complaint += ` (exit ${code ?? signal})`;
      // One that was ended for its silence has no say in what its successor is asked.
      if (this.jvm !== jvm) return;
      this.jvm = undefined;
      for (const waiting of this.waiting.splice(0)) waiting('');
    });
    this.write(warmUp);
    jvm.stdin.write(`values ${this.folder} ${warmUp.module}\n`);
    while ((await this.answer()) !== '.');
    jvm.stdin.write(`check ${this.folder} ${warmUp.module}\n`);
    await this.answer();
    jvm.stdin.write('keep\n');
    await this.answer();
  }

  private end(): void {
    const { jvm } = this;
    this.jvm = undefined;
    this.lines?.close();
    this.waiting.length = 0;
    this.arrived.length = 0;
    jvm?.kill('SIGKILL');
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** Its names must not be those of generated modules: TLC orders strings by when it first met them. */
const warmUp: Files = {
  module: 'WarmUp',
  spec: String.raw`---- MODULE WarmUp ----
EXTENDS Integers, Sequences, FiniteSets, Bags, TLC
CONSTANT warmConstant, warmModel
VARIABLE warmVariable
ASSUME warmConstant \in SUBSET {warmModel}
ASSUME [x \in {0, 1} |-> "warm"] # [warmField |-> 1, warmOther |-> <<TRUE>>] @@ (1 :> 0)
ASSUME \A x \in [{0, 1} -> BOOLEAN] : Cardinality({x}) = 1 /\ [x EXCEPT ![1] = TRUE] \in [0..1 -> BOOLEAN]
ASSUME Head(<<>>) = 1
ASSUME CASE FALSE -> 1
ASSUME LET op(x) == x IN op(1) \in Nat /\ EmptyBag = SetToBag({}) /\ ToString(1) = "1"
Init == warmVariable = 0
Next == \E i \in 0..1 : warmVariable' = (warmVariable + i) % 11 /\ ENABLED (warmVariable' = 1)
Inv == warmVariable < 11
====
`,
  config:
    'CONSTANT warmConstant = {warmModel}\nCONSTANT warmModel = warmModel\nINIT Init\nNEXT Next\nINVARIANT Inv\n',
};
