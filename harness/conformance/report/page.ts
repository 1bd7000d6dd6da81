/**
 * Results as one HTML page that opens from disk and needs nothing else: the table of verdicts, then for each protocol
 * what went wrong (the story, the space-time diagram, what the clients saw) before what went well. Drawn from the plain
 * results alone; everything that comes from a protocol is text, never markup.
 */
import type { Failure, ProtocolResult, RefineResult, Verdict, VerifyResult } from '../result.ts';
import { type Markup, markup } from './markup.ts';
import { checkPart, drivePart, mutantsPart, refinePart, replayPart } from './page-parts.ts';
import { pageStyle } from './page-style.ts';
import { spaceTime } from './space-time.ts';

export interface PageAbout {
  /** When the run ended, as people write it. */
  readonly date: string;
  /** How it was started. */
  readonly command: string;
  /** For each protocol that is not ok, the command that shows it again. */
  readonly reproduce: ReadonlyMap<string, string>;
}

/** The text of the file. */
export function reportPage(result: VerifyResult, about: PageAbout): string {
  const { verdict, protocols } = result;
  const text = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Lockstep: ${verdict}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${pageStyle}</style></head>
<body><header><h1>Lockstep ${badge(verdict)}</h1>
<p>${about.date} &#183; <code>${about.command}</code> &#183; ${seconds(protocols)}</p></header>
<main>${overview(protocols)}${protocols.map((each) => section(each, about))}</main></body></html>
`;
  return text.text;
}

function badge(verdict: Verdict): Markup {
  return markup`<span class="badge ${verdict}">${verdict}</span>`;
}

function seconds(protocols: readonly ProtocolResult[]): string {
  const parts = protocols.flatMap(({ check, replay, refine, drive, mutants }) => [
    ...check,
    replay,
    refine,
    ...(drive === undefined ? [] : [drive]),
    mutants,
  ]);
  return `${parts.reduce((sum, part) => sum + part.seconds, 0).toFixed(1)} s`;
}

function overview(protocols: readonly ProtocolResult[]): Markup {
  return markup`<div class="scroll"><table class="overview"><thead><tr><th>protocol<th class="number">states<th class="number">histories
<th class="number">operations<th class="number">faults bit<th class="number">explained<th class="number">realised<th class="number">mutants<th>verdict</tr></thead>
<tbody>${protocols.map(({ name, verdict, check, replay, refine, mutants }) => {
    const states = check
      .filter((each) => each.verdict === 'ok')
      .reduce((sum, { distinct }) => sum + distinct, 0);
    const bitten = Object.values(replay.faults).reduce((sum, fault) => sum + fault.bitten, 0);
    return markup`<tr><td><a href="#${name}">${name}</a><td class="number">${count(states)}<td class="number">${count(replay.histories)}
<td class="number">${count(replay.operations)}<td class="number">${count(bitten)}<td class="number">${share(refine.explained, refine.steps)}
<td class="number">${edgesOf(refine)}<td class="number">${mutants.killed}/${mutants.total}<td>${badge(verdict)}</tr>`;
  })}</tbody></table></div>`;
}

/** Excused edges are no realised ones. */
function edgesOf({ realised, excused, edges }: RefineResult): string {
  const excuse = excused === 0 ? '' : `, ${count(excused)} excused`;
  return `${share(realised, edges)}${excuse}`;
}

function share(part: number, whole: number): string {
  return part === whole ? count(whole) : `${count(part)} of ${count(whole)}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function section(protocol: ProtocolResult, about: PageAbout): Markup {
  const { name, verdict, check, replay, refine, drive, mutants } = protocol;
  const failures = [replay.failure, refine.failure, drive?.failure].filter(
    (failure) => failure !== undefined,
  );
  const again = about.reproduce.get(name);
  return markup`<section id="${name}"><h2>${name} ${badge(verdict)}</h2>
${again === undefined ? '' : markup`<p class="again">See it again: <code>${again}</code></p>`}
${failures.map((failure, i) => failurePart(failure, `${name}-${i}`))}
${checkPart(check)}${replayPart(replay)}${samplePart(protocol)}${refinePart(refine)}${drive === undefined ? '' : drivePart(drive)}${mutantsPart(mutants)}</section>`;
}

function failurePart(failure: Failure, id: string): Markup {
  const { summary, guilty, scene, story, page, at } = failure;
  return markup`<article class="failure"><h3>${capital(summary)}</h3>
${at === undefined ? '' : markup`<p>False at <code>${at.file}:${at.line}</code></p>`}
${guilty === undefined ? '' : markup`<p class="guilty">Who is wrong: <strong>${guilty.party}</strong>. ${capital(guilty.reason)}.</p>`}
${scene === undefined ? '' : markup`<div class="scroll tall">${spaceTime(scene, id)}</div>`}
${page === undefined ? '' : markup`<iframe title="what the clients saw" srcdoc="${page}"></iframe>`}
<pre>${story}</pre></article>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function samplePart({ name, replay: { sample } }: ProtocolResult): Markup | undefined {
  if (sample === undefined) return undefined;
  return markup`<details><summary>One of its histories, as it went</summary>
<div class="scroll tall">${spaceTime(sample, `${name}-sample`)}</div></details>`;
}
