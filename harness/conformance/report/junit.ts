/**
 * Results as JUnit XML, which every CI system reads: a suite for each protocol, a case for each configuration, part and
 * mutant. A part that is not evidence is a failure too: nobody looks at what a green run did not test.
 */
import { isAsExpected } from '../expectation.ts';
import type {
  CheckResult,
  DriveResult,
  Failure,
  MutantResult,
  ProtocolResult,
  Verdict,
  VerifyResult,
} from '../result.ts';
import { type Markup, markup } from './markup.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  /** Why it is not as it must be. */
  readonly wrong?: { readonly kind: string; readonly summary: string; readonly text: string };
}

/** The text of the file; times are seconds. */
export function junit({ protocols }: VerifyResult): string {
  const suites = protocols.map((protocol) => ({ name: protocol.name, cases: casesOf(protocol) }));
  const all = suites.flatMap(({ cases }) => cases);
  const text = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="lockstep verify" ${countsOf(all)}>
${suites.map(
  ({ name, cases }) => markup`<testsuite name="${name}" ${countsOf(cases)}>
${cases.map((each) => caseOf(name, each))}</testsuite>
`,
)}</testsuites>
`;
  return text.text;
}

function countsOf(cases: readonly Case[]): Markup {
  const failures = cases.filter(({ wrong }) => wrong !== undefined).length;
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  return markup`tests="${cases.length}" failures="${failures}" errors="0" time="${seconds.toFixed(3)}"`;
}

function caseOf(suite: string, { name, seconds, wrong }: Case): Markup {
  const attributes = markup`name="${name}" classname="${suite}" time="${seconds.toFixed(3)}"`;
  if (wrong === undefined) return markup`<testcase ${attributes}/>\n`;
  return markup`<testcase ${attributes}><failure type="${wrong.kind}" message="${wrong.summary}">${wrong.text}</failure></testcase>
`;
}

function casesOf({ check, replay, refine, drive, mutants }: ProtocolResult): readonly Case[] {
  return [
    ...(check.length === 0 ? [nothingIn('check')] : check.map(ofCheck)),
    ofPart('replay', replay, replay.shortfalls),
    ofPart(
      'refine',
      refine,
      refine.missing.map(({ action, args }) => `no step of the code is ${action}${args}`),
    ),
    ...(drive === undefined ? [] : [ofPart('drive', drive, untakenOf(drive))]),
    ...(mutants.total === 0 ? [nothingIn('mutants')] : mutants.mutants.map(ofMutant)),
  ];
}

/** A part that has looked at nothing is no pass. */
function nothingIn(name: string): Case {
  const summary = `there is nothing in ${name}`;
  return { name, seconds: 0, wrong: { kind: 'vacuous', summary, text: summary } };
}

function untakenOf({ cover }: DriveResult): readonly string[] {
  return (cover?.untaken ?? []).map(({ action, args, why }) => `${action}${args}: ${why}`);
}

function ofCheck(result: CheckResult): Case {
  const { config, seconds, verdict, violated, differences, story, error } = result;
  const name = `check ${config}`;
  if (isAsExpected(result)) return { name, seconds };
  const summary = differences?.join('; ') ?? `violates ${violated ?? 'a property'}`;
  return { name, seconds, wrong: { kind: verdict, summary, text: story ?? error ?? summary } };
}

function ofPart(
  name: string,
  part: { readonly verdict: Verdict; readonly seconds: number; readonly failure?: Failure },
  shortfalls: readonly string[],
): Case {
  const { verdict, seconds, failure } = part;
  if (verdict === 'ok') return { name, seconds };
  const summary = failure?.summary ?? shortfalls[0] ?? `the verdict is ${verdict}`;
  const text = failure?.story ?? [summary, ...shortfalls.slice(1)].join('\n');
  return { name, seconds, wrong: { kind: failure?.kind ?? verdict, summary, text } };
}

function ofMutant({ name, source, code, spec }: MutantResult): Case {
  const seconds = code?.seconds ?? 0;
  const alive = [
    ...(code?.killed === false ? [`code${code.error === undefined ? '' : `: ${code.error}`}`] : []),
    ...(spec?.killed === false
      ? [`${spec.config}${spec.error === undefined ? '' : `: ${spec.error}`}`]
      : []),
  ];
  if (alive.length === 0) return { name: `mutant ${name}`, seconds };
  const summary = `survives: ${name}`;
  return {
    name: `mutant ${name}`,
    seconds,
    wrong: { kind: 'survives', summary, text: `${source}\n${alive.join('\n')}` },
  };
}
