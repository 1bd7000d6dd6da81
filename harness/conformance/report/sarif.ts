/**
 * Results as SARIF 2.1.0 (OASIS): what is wrong, on the line of the specification where it is false, and how it came
 * about as a thread flow through the .tla and the .ts files. Code hosts show it beside the lines. What holds is not in
 * it: SARIF is for findings.
 */
import type { Location, Log, Result } from 'sarif';
import { isAsExpected } from '../expectation.ts';
import type {
  CheckResult,
  Failure,
  MutantResult,
  ProtocolResult,
  VerifyResult,
} from '../result.ts';
import type { Place, SceneStep } from './scene.ts';

/** The rules are the parts of `verify`: each says in one sentence what was claimed. */
const rules = {
  check: 'The specification has the properties of its configuration, with the recorded counts.',
  replay: 'Every step of a random history of the code is one that the specification allows.',
  refine: 'Code and specification allow the same steps, at small bounds.',
  mutants: 'Every planted bug is noticed.',
} as const;

/** The text of the file. Paths are relative to the folder from which `verify` was run. */
export function sarif(result: VerifyResult, version: string): string {
  const driver = {
    name: 'lockstep',
    version,
    rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
  };
  const results = result.protocols.flatMap(findingsOf);
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'unicodeCodePoints', results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function findingsOf(protocol: ProtocolResult): readonly Result[] {
  const { name, check, replay, refine, drive, mutants } = protocol;
  return [
    ...check.filter((each) => !isAsExpected(each)).map((each) => ofCheck(name, each)),
    ...[replay, refine, drive]
      .flatMap((part) => part?.failure ?? [])
      .map((failure) => ofFailure(name, failure)),
    ...replay.shortfalls.map((text) => warning('replay', name, text)),
    ...mutants.mutants
      .filter(isAlive)
      .map((mutant) => warning('mutants', name, `survives: ${mutant.name}`)),
  ];
}

function isAlive({ code, spec }: MutantResult): boolean {
  return code?.killed === false || spec?.killed === false;
}

function ofCheck(name: string, result: CheckResult): Result {
  const { config, differences, violated, at, flow = [], story, error } = result;
  const why = differences?.join('; ') ?? `violates ${violated ?? 'a property'}`;
  const file = `specs/${name}/${config}`;
  return {
    ruleId: 'check',
    level: 'error',
    message: { text: `${config}: ${why}` },
    locations: [locationOf(at ?? { file, line: 1 })],
    ...flowOf(
      flow.map(({ text, at: there }) => ({ text, places: there === undefined ? [] : [there] })),
    ),
    properties: { protocol: name, ...((story ?? error) ? { story: story ?? error } : {}) },
  };
}

function ofFailure(name: string, failure: Failure): Result {
  const { kind, summary, at, scene, guilty, story, events } = failure;
  return {
    ruleId: kind === 'unrealised' ? 'refine' : 'replay',
    level: 'error',
    message: {
      text: guilty === undefined ? summary : `${summary} (${guilty.party}: ${guilty.reason})`,
    },
    locations: [at === undefined ? { logicalLocations: [{ name }] } : locationOf(at)],
    ...flowOf((scene?.steps ?? []).map((step) => ({ text: textOf(step), places: placesOf(step) }))),
    properties: { protocol: name, story, events },
  };
}

function warning(ruleId: keyof typeof rules, name: string, text: string): Result {
  const message = { text: `${name}: ${text}` };
  return { ruleId, level: 'warning', message, locations: [{ logicalLocations: [{ name }] }] };
}

function textOf({ node, event, action, forbidden }: SceneStep): string {
  const what = `${node === '' ? '' : `${node}: `}${event}`;
  return action === undefined
    ? what
    : `${what} = ${action}${forbidden ? ', which is not allowed' : ''}`;
}

/** First the action, then the function: so a viewer steps through both texts in turn. */
function placesOf({ tla, code }: SceneStep): readonly Place[] {
  return [tla, code].filter((place) => place !== undefined);
}

function flowOf(
  steps: readonly { readonly text: string; readonly places: readonly Place[] }[],
): Pick<Result, 'codeFlows'> {
  const locations = steps.flatMap(({ text, places }) =>
    (places.length === 0 ? [undefined] : places).map((place) => ({
      location: { ...(place === undefined ? {} : locationOf(place)), message: { text } },
    })),
  );
  return locations.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations }] }] };
}

function locationOf({ file, line, column }: Place): Location {
  const region = { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri }, region } };
}
