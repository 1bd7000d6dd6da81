/**
 * A scene as a space-time diagram (Lamport 1978), SVG that needs nothing else: a column for each node, a row for each
 * event, time running down; messages go across. Beside each event stand the spec action and the function that it is.
 * Bands show cut links, hatched lanes a node that is down; a step that the specification does not allow is marked.
 * Content is shown where the pointer rests.
 */
import { type Markup, markup } from './markup.ts';
import type { Arrow, Scene, SceneStep } from './scene.ts';

const row = 26;
const lane = 118;
const gutter = 44;
const head = 44;
const letter = 7.2;

/** `name`: of the diagram, where a page has several (ids must not meet). */
export function spaceTime(scene: Scene, name = ''): Markup {
  const { nodes, steps } = scene;
  const words = gutter + nodes.length * lane + 12;
  const texts = steps.map(wordsOf);
  const width = words + 40 + letter * Math.max(30, ...texts.map((text) => text.length));
  const height = y(scene, steps.length) + row / 2;
  return markup`<svg class="space-time" xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${height}"
  viewBox="0 0 ${Math.ceil(width)} ${height}" role="img" aria-label="space-time diagram, ${steps.length} events">
<style>${style}</style>
<defs><pattern id="hatch${name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern>
<marker id="head${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path class="point" d="M0 0 8 4 0 8z"/></marker></defs>
${cuts(scene)}${settling(scene, width)}${lanes(scene, name)}${calls(scene)}
${scene.arrows.map((arrow) => arrowOf(scene, arrow, name))}
${steps.map((step, index) => stepOf(scene, step, index, words))}</svg>`;
}

/** Before the first step that only settles the world a row is free, for the words. */
const y = ({ settles = Infinity }: Scene, index: number): number =>
  head + row * (index + (index >= settles ? 1.5 : 0.5));
const x = (scene: Scene, node: string): number =>
  gutter + lane * (Math.max(0, scene.nodes.indexOf(node)) + 0.5);

function wordsOf({ event, action, code, forbidden }: SceneStep): string {
  return `${event}  ${action ?? ''}  ${code?.name ?? ''}${forbidden === true ? '  NOT ALLOWED' : ''}`;
}

function cuts(scene: Scene): Markup[] {
  const width = lane * scene.nodes.length;
  return scene.cut.map(({ from, to, links }) => {
    const end = to ?? scene.steps.length;
    return markup`<g><title>cut: ${links}</title><rect class="cut" x="${gutter}" y="${y(scene, from)}" width="${width}"
 height="${y(scene, end) - y(scene, from)}"/></g>`;
  });
}

function settling({ settles, ...scene }: Scene, width: number): Markup | undefined {
  if (settles === undefined) return undefined;
  const at = y(scene, settles) + row / 2;
  return markup`<line class="settles" x1="0" x2="${width}" y1="${at}" y2="${at}"/>
<text class="soft" x="${gutter + scene.nodes.length * lane + 12}" y="${at - 5}">the faults stop</text>`;
}

function lanes(scene: Scene, name: string): Markup[] {
  const bottom = y(scene, scene.steps.length);
  return scene.nodes.map((node) => {
    const at = x(scene, node);
    const down = scene.down
      .filter((stretch) => stretch.node === node)
      .map(({ from, to }) => {
        const end = to === undefined ? bottom : y(scene, to);
        return markup`<rect class="down" fill="url(#hatch${name})" x="${at - 9}" y="${y(scene, from)}" width="18" height="${end - y(scene, from)}"/>`;
      });
    return markup`<text class="name" x="${at}" y="${head - 20}">${node}</text>
<line class="lane" x1="${at}" x2="${at}" y1="${head - 10}" y2="${bottom}"/>${down}`;
  });
}

/** A client's operation, from its call to its return. */
function calls(scene: Scene): Markup[] {
  const bottom = scene.steps.length - 0.5;
  return scene.calls.map(({ node, call, outcome, from, to }) => {
    const at = x(scene, node);
    const height = Math.max(8, y(scene, to ?? bottom) - y(scene, from) + 8);
    return markup`<g><title>${node}: ${call} -> ${outcome}</title><rect class="call${to === undefined ? ' open' : ''}"
 x="${at - 6}" y="${y(scene, from) - 4}" width="12" height="${height}" rx="5"/></g>`;
  });
}

function arrowOf(scene: Scene, arrow: Arrow, name: string): Markup {
  const { source, dest, sent, ended, fate, label, content } = arrow;
  const [x1, y1] = [x(scene, source), y(scene, sent)];
  const last = Math.min(sent + 1, scene.steps.length);
  const toX = x(scene, dest);
  const y2 = y(scene, ended ?? last);
  // What does not arrive ends on its way.
  const x2 = fate === 'delivered' ? toX : x1 + (toX - x1) * 0.6;
  const side = x2 >= x1 ? 1 : -1;
  const [textX, textY] = [x2 - side * 12, y2 - 4];
  const end =
    fate === 'dropped' ? markup`<text class="lost" x="${x2}" y="${y2 + 4}">&#215;</text>` : '';
  return markup`<g class="arrow ${fate.replace(' ', '-')}"><title>${label} ${source} -> ${dest} ${content} (${fate})</title>
<line class="reach" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>
<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"${fate === 'delivered' ? markup` marker-end="url(#head${name})"` : ''}/>${end}
<text class="label" x="${textX}" y="${textY}" text-anchor="${side > 0 ? 'end' : 'start'}">${label}</text></g>`;
}

function stepOf(scene: Scene, step: SceneStep, index: number, words: number): Markup {
  const { node, event, action, code, forbidden, effect, type } = step;
  const band =
    forbidden === true
      ? markup`<rect class="forbidden" x="0" y="${y(scene, index) - row / 2}" width="100%" height="${row}"/>`
      : '';
  const mark =
    node === ''
      ? markup`<line class="everywhere" x1="${gutter}" x2="${gutter + lane * scene.nodes.length}" y1="${y(scene, index)}" y2="${y(scene, index)}"/>`
      : markup`<circle class="event ${faulty.has(type) ? 'fault' : ''}" cx="${x(scene, node)}" cy="${y(scene, index)}" r="4.5"/>`;
  const name = action === undefined ? '' : markup`<tspan class="action" dx="10">${action}</tspan>`;
  const where = code === undefined ? '' : markup`<tspan class="code" dx="10">${code.name}</tspan>`;
  const refused =
    forbidden === true ? markup`<tspan class="refused" dx="10">NOT ALLOWED</tspan>` : '';
  return markup`<g class="step"><title>${event} ${effect}</title>${band}
<text class="index" x="${gutter - 12}" y="${y(scene, index) + 4}">${index}</text>${mark}
<text class="words" x="${words}" y="${y(scene, index) + 4}">${event}${name}${where}${refused}</text></g>`;
}

/** Events that the outside does to the world. */
const faulty = new Set(['crash', 'loseDisk', 'rot', 'rollBack', 'drop', 'duplicate']);

const style = `
.space-time { --ink: #1d2430; --soft: #6b7482; --line: #c3c8d0; --message: #2f6fb2; --bad: #c8372d; --fault: #b8680a;
  --call: #3d8b57; --cut: #f5e3c8; --paper: #fbfbf9; font: 12px ui-monospace, SFMono-Regular, Menlo, monospace; }
@media (prefers-color-scheme: dark) { .space-time { --ink: #e4e8ee; --soft: #98a2b0; --line: #454d59; --message: #7db8f5;
  --bad: #ff8578; --fault: #f0b054; --call: #79c795; --cut: #3d3120; --paper: #15181d; } }
.space-time text { fill: var(--ink); } .space-time .soft, .space-time .index { fill: var(--soft); }
.space-time .index { text-anchor: end; } .space-time .name { text-anchor: middle; font-weight: 700; }
.lane { stroke: var(--line); } .hatch { stroke: var(--bad); stroke-width: 2; } .down { stroke: var(--bad); opacity: .7; }
.cut { fill: var(--cut); opacity: .7; } .settles, .everywhere { stroke: var(--fault); stroke-dasharray: 5 4; }
.call { fill: var(--call); opacity: .28; } .call.open { stroke: var(--call); stroke-dasharray: 3 3; }
.arrow line { stroke: var(--message); stroke-width: 1.3; } .arrow .reach { stroke: transparent; stroke-width: 9; }
.point { fill: var(--message); } .arrow.dropped line:not(.reach), .arrow.under-way line:not(.reach) { stroke-dasharray: 4 3; opacity: .75; }
.space-time .label { fill: var(--message); font-size: 10.5px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.space-time .lost { fill: var(--bad); text-anchor: middle; font-size: 15px; font-weight: 700; }
.event { fill: var(--ink); } .event.fault { fill: var(--fault); } .forbidden { fill: var(--bad); opacity: .14; }
.space-time .action { fill: var(--message); font-weight: 600; } .space-time .code { fill: var(--call); } .space-time .refused { fill: var(--bad); font-weight: 700; }
.step:hover .words, .arrow:hover .label { text-decoration: underline; }
`;
