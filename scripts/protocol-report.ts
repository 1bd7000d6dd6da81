/**
 * A protocol's results as lines of text: one for each part when it ends, and a row of the table at the end. Reads result
 * types only, so that what is printed is what `--json` holds.
 */

import { describeFinding, isAsExpected } from '../harness/conformance/expectation.ts';
import type {
  CheckResult,
  DriveResult,
  Failure,
  MissingEdge,
  MutantResult,
  MutantsResult,
  ProtocolResult,
  RefineResult,
  ReplayResult,
  UntakenEdge,
} from '../harness/conformance/result.ts';
import { describeEvent } from '../harness/simulation/story.ts';
import type { Part } from '../harness/verify.ts';
import { automaticLines } from './automatic-report.ts';
import { bracket, colors, count, duration, plain, plural, table } from './output.ts';

/** The lines of one part; the first one begins with its name. */
export function partLines<P extends Part>(
  part: P,
  result: NonNullable<ProtocolResult[P]>,
): readonly string[] {
  const lines = linesOf(part, result as never);
  return lines.map((line, index) => `  ${(index === 0 ? part : '').padEnd(8)} ${line}`);
}

function linesOf(part: Part, result: never): readonly string[] {
  switch (part) {
    case 'check':
      return checkLines(result);
    case 'replay':
      return replayLines(result);
    case 'refine':
      return refineLines(result);
    case 'drive':
      return driveLines(result);
    case 'mutants':
      return mutantLines(result);
  }
}

function checkLines(results: readonly CheckResult[]): readonly string[] {
  if (results.length === 0) return [colors.magenta('nothing was checked')];
  const width = Math.max(...results.map(({ config }) => config.length)) - '.cfg'.length;
  return results.flatMap((result) => checkLine(result, width));
}

function checkLine(result: CheckResult, width: number): readonly string[] {
  const name = plain(result.config.replace(/\.cfg$/, '')).padEnd(width);
  const counts = `${count(result.distinct)} states  depth ${result.depth}  ${duration(result.seconds)}`;
  if (!isAsExpected(result)) {
    const finding = describeFinding(result);
    const differences = result.differences ?? [finding];
    return [
      `${name}  ${counts}  ${plain(finding)}`,
      ...differences.map((difference) => `  ${colors.red(plain(difference))}`),
      ...indented(result.error),
      ...indented(result.story),
    ];
  }
  if (result.verdict !== 'ok') {
    const length = plural(result.traceLength ?? 0, 'state');
    const violated = plain(result.violated ?? 'a property');
    return [
      `${name}  violates ${violated} after ${length}, as expected  ${duration(result.seconds)}`,
    ];
  }
  return [`${name}  ${counts}  ${plain(result.properties.join(' '))}`.trimEnd()];
}

function replayLines(result: ReplayResult): readonly string[] {
  const faults = Object.entries(result.faults).map(
    ([fault, { injected, bitten }]) => `${fault} ${count(injected)} (bit in ${count(bitten)})`,
  );
  const counts = [
    plural(result.histories, 'history', 'histories'),
    plural(result.events, 'event'),
    `${plural(result.operations, 'operation')} judged`,
    plural(result.edges, 'spec edge'),
    duration(result.seconds),
  ];
  return [
    counts.join('  '),
    ...(faults.length === 0 ? [] : [faults.join('  ')]),
    ...coverageLines(result),
    ...result.shortfalls.map((shortfall) => colors.magenta(plain(shortfall))),
    ...failureLines(result.failure),
  ];
}

/** How many branches and guards; those that nothing reached, by place. */
function coverageLines({ coverage }: ReplayResult): readonly string[] {
  if (coverage === undefined) return [];
  const { code, spec } = coverage;
  const guards = `spec actions taken ${fraction(spec.taken, spec.actions)}  guards that decide ${fraction(spec.decisive, spec.guards)}`;
  const place = (at: { file: string; line: number }) => `${at.file}:${at.line}`;
  return [
    `branches of the code taken ${fraction(code.taken, code.branches)}  ${guards}`,
    ...code.missed.map(({ at, text }) => colors.dim(plain(`not taken: ${place(at)}  ${text}`))),
    ...spec.never.map(({ at, text }) => {
      return colors.dim(plain(`never true: ${place(at)}  ${text.replace(/\s+/g, ' ')}`));
    }),
  ];
}

function refineLines(result: RefineResult): readonly string[] {
  return [
    [
      plural(result.worlds, 'world'),
      `steps explained ${fraction(result.explained, result.steps)}`,
      `spec edges realised ${edgesOf(result)}`,
      duration(result.seconds),
    ].join('  '),
    ...(result.scopes ?? []).map(
      (scope) =>
        `  ${plain(scope.config.replace(/\.cfg$/, ''))}  ${plural(scope.worlds, 'world')}  ` +
        `${fraction(scope.explained, scope.steps)}  ${edgesOf(scope)}`,
    ),
    ...result.missing.flatMap(missingLines),
    ...failureLines(result.failure),
  ];
}

function driveLines({ cover, walks, seconds, failure }: DriveResult): readonly string[] {
  const covered =
    cover === undefined
      ? []
      : [
          [
            `edges of the spec taken ${fraction(cover.taken, cover.edges)}`,
            ...(cover.excused > 0 ? [`${count(cover.excused)} excused`] : []),
            ...(cover.unreached > 0 ? [`${count(cover.unreached)} never reached`] : []),
            plural(cover.worlds, 'world'),
          ].join('  '),
        ];
  return [
    ...covered,
    [
      plural(walks.walks, 'walk'),
      `steps taken ${fraction(walks.taken, walks.asked)}`,
      `${plural(walks.edges, 'different edge')} of ${plural(Object.keys(walks.actions).length, 'action')}`,
      `${plural(walks.operations, 'operation')} judged`,
      duration(seconds),
    ].join('  '),
    ...(cover?.untaken ?? []).flatMap((edge) => colors.red(plain(untakenLine(edge)))),
    ...walks.never.map((edge) => colors.yellow(plain(`never on a walk: ${untakenLine(edge)}`))),
    ...failureLines(failure),
  ];
}

function untakenLine({ action, args, why, instead, events = [] }: UntakenEdge): string {
  return `${action}${args}: ${why}; ${instead} (after ${plural(events.length, 'event')})`;
}

/** Each action of the specification: how often it was asked of the code on walks, and taken. */
export function driveTable({ walks: { actions } }: DriveResult): string {
  return table(
    [
      { title: 'action' },
      { title: 'asked', align: 'right' },
      { title: 'taken', align: 'right' },
      { title: '' },
    ],
    Object.entries(actions).map(([name, { asked, taken }]) => [
      plain(name),
      count(asked),
      count(taken),
      taken === 0 ? colors.yellow('never') : '',
    ]),
  );
}

function mutantLines(result: MutantsResult): readonly string[] {
  const killed = `${fraction(result.killed, result.total)} killed  ${duration(result.seconds)}`;
  const { automatic } = result;
  return [
    killed,
    ...result.mutants.filter(survives).map((mutant) => survivorLine(mutant)),
    ...(automatic === undefined ? [] : automaticLines(automatic)),
  ];
}

/** Is one of its sides not noticed? */
export function survives({ code, spec }: MutantResult): boolean {
  return code?.killed === false || spec?.killed === false;
}

function survivorLine({ name, code, spec }: MutantResult): string {
  const sides = [
    ...(code?.killed === false ? [`code${because(code.error)}`] : []),
    ...(spec?.killed === false ? [`${spec.config}${because(spec.error)}`] : []),
  ];
  return colors.magenta(plain(`survives: ${name} (${sides.join(', ')})`));
}

function because(error: string | undefined): string {
  return error === undefined ? '' : `: ${error}`;
}

/** Each mutant, what noticed it in the code and after how many histories, and in the spec. */
export function mutantTable(mutants: readonly MutantResult[]): string {
  return table(
    [
      { title: 'mutant' },
      { title: 'code killed by' },
      { title: 'histories', align: 'right' },
      { title: 'events', align: 'right' },
      { title: 'spec killed by' },
    ],
    mutants.map(({ name, code, spec }) => [
      plain(name),
      code === undefined ? '-' : killer(code),
      code === undefined ? '' : count(code.histories),
      code?.events === undefined ? '' : count(code.events),
      spec === undefined ? '-' : killer(spec),
    ]),
  );
}

function killer(side: { killed: boolean; killedBy?: string; error?: string }): string {
  if (side.killed) return plain(side.killedBy ?? 'killed');
  return colors.magenta(plain(`survives${because(side.error)}`));
}

function failureLines(failure: Failure | undefined): readonly string[] {
  if (failure === undefined) return [];
  return [colors.red(plain(failure.summary)), ...indented(failure.story)];
}

function indented(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  return plain(text)
    .split('\n')
    .map((line) => `  ${line}`);
}

/** The edge, and the shortest way to where it is missing. */
function missingLines({ action, args, state, instead, events }: MissingEdge): readonly string[] {
  const way = events?.map(describeEvent).join('; ');
  return [
    colors.red(plain(`no step of the code is ${action}${args} in`)),
    ...indented(state),
    ...indented(
      `${instead ?? ''}${way === undefined || way === '' ? '' : `; the way there: ${way}`}`,
    ),
  ];
}

/** Excused edges are no realised ones. */
function edgesOf({ realised, excused, edges }: RefineResult): string {
  const excuse = excused === 0 ? '' : `, ${count(excused)} excused`;
  return `${fraction(realised, edges)}${excuse}`;
}

function fraction(part: number, whole: number): string {
  return `${count(part)}/${count(whole)}`;
}

/** One row for each protocol, with everything that counts. */
export function protocolTable(protocols: readonly ProtocolResult[]): string {
  return table(
    [
      { title: 'protocol' },
      { title: 'states', align: 'right' },
      { title: 'depth', align: 'right' },
      { title: 'properties', align: 'right' },
      { title: 'histories', align: 'right' },
      { title: 'events', align: 'right' },
      { title: 'bit', align: 'right' },
      { title: 'judged', align: 'right' },
      { title: 'explained', align: 'right' },
      { title: 'realised', align: 'right' },
      { title: 'mutants', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'verdict' },
    ],
    protocols.map((result) => [...protocolCells(result), bracket(result.verdict)]),
  );
}

/** The cells of that row but for the verdict, as plain text. */
export function protocolCells(result: ProtocolResult): readonly string[] {
  const { name, check, replay, refine, mutants } = result;
  const passing = check.filter(({ verdict }) => verdict === 'ok');
  const properties = new Set(passing.flatMap((each) => each.properties));
  const bitten = Object.values(replay.faults).reduce((sum, fault) => sum + fault.bitten, 0);
  return [
    plain(name),
    count(passing.reduce((sum, { distinct }) => sum + distinct, 0)),
    count(Math.max(0, ...passing.map(({ depth }) => depth))),
    count(properties.size),
    count(replay.histories),
    count(replay.events),
    count(bitten),
    count(replay.operations),
    fraction(refine.explained, refine.steps),
    edgesOf(refine),
    fraction(mutants.killed, mutants.total),
    duration(secondsOf(result)),
  ];
}

export function secondsOf({ check, replay, refine, drive, mutants }: ProtocolResult): number {
  const checks = check.reduce((sum, { seconds }) => sum + seconds, 0);
  return checks + replay.seconds + refine.seconds + (drive?.seconds ?? 0) + mutants.seconds;
}
