/** The parts of a protocol on the report's page: one function for each, a table or bars, from the plain result. */

import { scoreOf } from '../automatic/score.ts';
import { isAsExpected } from '../expectation.ts';
import type {
  AutomaticResult,
  CheckResult,
  DriveResult,
  MutantResult,
  MutantsResult,
  RefineResult,
  ReplayResult,
} from '../result.ts';
import { type Markup, markup } from './markup.ts';

export function checkPart(results: readonly CheckResult[]): Markup {
  return markup`<h3>check <small>the specification, model-checked</small></h3><div class="scroll"><table><thead><tr><th>configuration<th>came out
<th class="number">distinct<th class="number">generated<th class="number">depth<th class="number">seconds<th>judged</tr></thead>
<tbody>${results.map(checkRow)}</tbody></table></div>`;
}

function checkRow(result: CheckResult): Markup {
  const {
    config,
    verdict,
    distinct,
    generated,
    depth,
    seconds,
    properties,
    differences,
    story,
    error,
  } = result;
  const good = isAsExpected(result);
  const violated =
    verdict === 'violation'
      ? `violates ${result.violated ?? 'a property'} after ${result.traceLength ?? 0} states`
      : verdict;
  const words = good && verdict === 'violation' ? `${violated}, as it must` : violated;
  const more = story ?? error;
  return markup`<tr class="${good ? 'good' : 'bad'}"><td><code>${config}</code><td>${words}
${differences?.map((text) => markup`<br><strong>${text}</strong>`)}
${more === undefined ? '' : markup`<details><summary>counterexample</summary><pre>${more}</pre></details>`}
<td class="number">${count(distinct)}<td class="number">${count(generated)}<td class="number">${depth}<td class="number">${seconds.toFixed(2)}
<td class="names">${properties.join(' ')}</tr>`;
}

export function replayPart(result: ReplayResult): Markup {
  const { histories, events, operations, outcomes, faults, actions, shortfalls, seed } = result;
  const kinds = Object.entries(faults).map(([name, { injected, bitten }]) => ({
    name,
    value: bitten,
    text: `bit in ${count(bitten)} histories, ${count(injected)} injected`,
  }));
  const taken = Object.entries(actions)
    .sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value, text: value === 0 ? 'never' : count(value) }));
  return markup`<h3>replay <small>${count(histories)} histories, ${count(events)} events, ${count(operations)} operations judged
(${count(outcomes.ok)} ok, ${count(outcomes.fail)} fail, ${count(outcomes.info)} info), seed ${seed}</small></h3>
${shortfalls.map((text) => markup`<p class="short">${text}</p>`)}
<div class="columns"><div><h4>faults that bit</h4>${bars(kinds)}</div><div><h4>actions of the specification that the code took</h4>${bars(taken)}</div></div>${coveragePart(result)}`;
}

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** Lengths are logarithms: between the rarest and the most frequent there are often four powers of ten. */
function bars(all: readonly Bar[]): Markup {
  const longest = Math.log1p(Math.max(1, ...all.map(({ value }) => value)));
  return markup`<table class="bars">${all.map(({ name, value, text }) => {
    const percent = ((100 * Math.log1p(value)) / longest).toFixed(1);
    return markup`<tr${value === 0 ? markup` class="never"` : ''}><th>${name}<td><span class="bar" style="width:${percent}%"></span><td class="number">${text}</tr>`;
  })}</table>`;
}

/** Bars for the files, and what no history reached. */
function coveragePart({ coverage }: ReplayResult): Markup {
  if (coverage === undefined) return markup``;
  const { code, spec } = coverage;
  const rows = [
    ...code.files.map(({ file, branches, taken }) => ({
      name: file,
      part: taken,
      whole: branches,
    })),
    { name: 'actions of the specification taken', part: spec.taken, whole: spec.actions },
    { name: 'guards that decide something', part: spec.decisive, whole: spec.guards },
  ];
  const missed = [...code.missed, ...spec.never];
  return markup`<h4>coverage <small>${count(code.taken)} of ${count(code.branches)} branches of the code in ${count(code.histories)} histories; guards in ${spec.config}</small></h4>
${shares(rows)}${
  missed.length === 0
    ? ''
    : markup`<details><summary>${missed.length} that nothing reached</summary><table><tbody>${missed.map(
        ({ at, text }) => markup`<tr><td>${at.file}:${at.line}<td><code>${text}</code></tr>`,
      )}</tbody></table></details>`
}`;
}

interface Share {
  readonly name: string;
  readonly part: number;
  readonly whole: number;
}

function shares(all: readonly Share[]): Markup {
  return markup`<table class="bars">${all.map(
    ({
      name,
      part,
      whole,
    }) => markup`<tr><th>${name}<td><span class="bar" style="width:${whole === 0 ? '0' : ((100 * part) / whole).toFixed(2)}%"></span>
<td class="number">${count(part)} of ${count(whole)}</tr>`,
  )}</table>`;
}

export function refinePart(result: RefineResult): Markup {
  const { worlds, specStates, steps, explained, edges, realised, excused, missing } = result;
  return markup`<h3>refine <small>${count(worlds)} worlds of the code, ${count(specStates)} states of the specification</small></h3>
<table class="bars">${[
    { name: 'steps of the code explained', part: explained, whole: steps },
    { name: 'edges of the specification realised', part: realised, whole: edges },
  ].map(
    ({
      name,
      part,
      whole,
    }) => markup`<tr><th>${name}<td><span class="bar" style="width:${whole === 0 ? '0' : ((100 * part) / whole).toFixed(2)}%"></span>
<td class="number">${count(part)} of ${count(whole)}</tr>`,
  )}</table>
${excused === 0 ? '' : markup`<p>${count(excused)} of the edges are excused by the model.</p>`}
${missing.map(({ action, args, state, instead }) => markup`<p class="short">no step of the code is ${action}${args} (${instead ?? ''})</p><pre>${state}</pre>`)}`;
}

export function drivePart({ cover, walks }: DriveResult): Markup {
  const { asked, taken, operations, actions, never } = walks;
  const bar = Object.entries(actions).map(([name, tally]) => ({
    name,
    value: tally.taken,
    text: `${count(tally.taken)} of ${count(tally.asked)}`,
  }));
  const missing = [...(cover?.untaken ?? []), ...never];
  return markup`<h3>drive <small>${cover === undefined ? '' : `${count(cover.taken)} of ${count(cover.edges)} edges of the graph taken; `}
on ${count(walks.walks)} random walks ${count(taken)} steps of ${count(asked)} taken, ${count(operations)} operations judged</small></h3>
<h4>steps that the specification asked for, and the code took</h4>${bars(bar)}
${missing.map(({ action, args, why, instead, state }) => markup`<p class="short">${action}${args}: ${why}; ${instead}</p><pre>${state}</pre>`)}`;
}

export function mutantsPart({ mutants, killed, total, automatic }: MutantsResult): Markup {
  return markup`<h3>mutants <small>${killed} of ${total} planted bugs noticed</small></h3><div class="scroll"><table><thead>
<tr><th>bug<th>known from<th>in the code, noticed by<th class="number">histories<th class="number">events<th>in the specification</tr></thead>
<tbody>${mutants.map(mutantRow)}</tbody></table></div>${automatic === undefined ? '' : automaticPart(automatic)}`;
}

/** Numbers by operator; those that nothing noticed, and those that the model calls equivalent, by name. */
function automaticPart({ mutants, generated, misjudged, seed }: AutomaticResult): Markup {
  const { noticed, of } = scoreOf(mutants);
  const operators = [...new Set(mutants.map(({ operator }) => operator))].sort();
  const rows = operators.map((name) => {
    const score = scoreOf(mutants.filter(({ operator }) => operator === name));
    return { name, value: score.of, text: `${score.noticed} of ${score.of}` };
  });
  const listed = mutants.filter(({ status }) => status === 'survived' || status === 'equivalent');
  return markup`<h3>automatic mutants <small>${noticed} of ${of} noticed; ${count(mutants.length)} of ${count(generated.code + generated.spec)} tried, seed ${seed}</small></h3>
${bars(rows)}${misjudged.map((text) => markup`<p class="short">${text}</p>`)}${
  listed.length === 0
    ? ''
    : markup`<div class="scroll"><table><thead><tr><th>place<th>change<th>fate<th>why</tr></thead><tbody>${listed.map(
        ({ at, key, status, reason }) =>
          markup`<tr class="${status === 'survived' ? 'bad' : 'good'}"><td>${at.file}:${at.line}<td><code>${key}</code><td>${status}<td>${reason ?? ''}</tr>`,
      )}</tbody></table></div>`
}`;
}

function mutantRow({ name, source, code, spec }: MutantResult): Markup {
  const alive = code?.killed === false || spec?.killed === false;
  const side = (killed: boolean, by: string | undefined, error: string | undefined) =>
    killed
      ? (by ?? 'killed')
      : markup`<strong>survives${error === undefined ? '' : `: ${error}`}</strong>`;
  return markup`<tr class="${alive ? 'bad' : 'good'}"><td>${name}<td class="names">${source}
<td>${code === undefined ? '-' : side(code.killed, code.killedBy, code.error)}<td class="number">${code?.histories}<td class="number">${code?.events}
<td>${spec === undefined ? '-' : side(spec.killed, spec.killedBy, spec.error)}</tr>`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
