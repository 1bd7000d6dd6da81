/** The style and the script of the page that draw.ts makes. The script only draws; it decides nothing. */

export const pageStyle = `
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fbfbf9; --line: #d5d8dd; --soft: #6b7482;
  --core: #c8372d; --coreFill: #fbe3e0; --helper: #2f6fb2; --helperFill: #e1edf9; --fill: #eceef1; --order: #8a4fbf; --fault: #b7791f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #15181d; --line: #343a44; --soft: #98a2b0;
  --core: #ff8578; --coreFill: #4a211e; --helper: #7db8f5; --helperFill: #1d3550; --fill: #262b33; --order: #c79bf0; --fault: #e0b354; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1 { font-size: 1.25rem; margin: 0; }
header p { margin: .25rem 0 0; color: var(--soft); }
#lanes { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
svg { display: block; font: 13px ui-monospace, monospace; }
.lane { stroke: var(--line); }
.name { fill: var(--soft); }
.op rect { fill: var(--fill); stroke: var(--soft); rx: 5px; }
.op.core rect { fill: var(--coreFill); stroke: var(--core); stroke-width: 1.5; }
.op.helper rect { fill: var(--helperFill); stroke: var(--helper); }
.op.open rect { stroke-dasharray: 4 3; }
.op text { fill: var(--ink); }
.op.stuck text { font-weight: 700; }
.op.out { opacity: .45; }
.fault rect { fill: var(--fault); opacity: .13; }
.fault line { stroke: var(--fault); stroke-dasharray: 2 3; }
.fault text { fill: var(--fault); font-size: 11px; }
.arrow path { fill: none; stroke: var(--order); stroke-width: 2; }
.arrow .head { fill: var(--order); stroke: none; }
.arrow .tag { fill: var(--paper); stroke: var(--order); }
.arrow text { fill: var(--order); font-size: 11px; text-anchor: middle; }
.arrow.out { opacity: .25; }
nav:empty, .plain nav { display: none; }
.plain pre { white-space: pre-wrap; }
.order { fill: none; stroke: var(--order); stroke-width: 2; stroke-linejoin: round; }
.point { fill: var(--order); }
.number { fill: var(--paper); font-size: 10px; text-anchor: middle; }
nav { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; color: var(--soft); }
button { font: inherit; color: inherit; background: var(--fill); border: 1px solid var(--line); border-radius: 6px;
  padding: .1rem .6rem; cursor: pointer; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; line-height: 1.45; }
`;

export const pageScript = `
const { operations, orders = [], stuck, arrows = [], faults } = JSON.parse(document.getElementById('picture').textContent);
const element = (name, attributes, parent, text) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
};
const letter = 7.9, high = arrows.length > 0 ? 84 : 46, left = 24 + letter * Math.max(...operations.map((o) => o.process.length));
const processes = [...new Set(operations.map((o) => o.process))].sort();
// Columns keep the order of events and leave room for every label; distances in time are not to scale.
const column = new Map();
let at = left;
const times = [...new Set(operations.flatMap((o) => [o.invoke, o.return]).filter((t) => t !== null))].sort((a, b) => a - b);
for (const time of times) {
  at = Math.max(at + 14, ...operations.filter((o) => o.return === time)
    .map((o) => column.get(o.invoke) + letter * o.label.length + 18));
  column.set(time, at);
}
const open = operations.filter((o) => o.return === null);
const right = Math.max(at + 30, ...open.map((o) => column.get(o.invoke) + letter * o.label.length + 30));
// A fault lies between events: it begins right of the last of them before it.
const xOf = (time) => times.reduce((x, one) => (one < time ? column.get(one) + 7 : x), left);
const last = times[times.length - 1];
const bands = faults.filter((one) => one.from < last && (one.to === null || one.to > times[0])).map((fault) => {
  const from = xOf(fault.from), to = fault.to === null ? right : Math.max(from + 3, xOf(fault.to));
  return { ...fault, x: from, width: to - from, row: 0 };
});
// Labels that would lie upon each other go into rows of their own.
bands.forEach((band, index) => {
  const meets = (one) => one.row === band.row && one.x + 6.7 * one.label.length + 10 > band.x;
  while (bands.slice(0, index).some(meets)) band.row++;
});
// Arrows within a lane bend over and under it.
const bend = arrows.length > 0 ? 18 : 0;
const above = bend + Math.max(0, ...bands.map((band) => 14 * band.row + 16));
const height = above + (processes.length - 1) * high + 66 + bend;
const svg = element('svg', { width: right + 16, height }, document.getElementById('lanes'));
for (const { label, x, width, row, from, to } of bands) {
  const group = element('g', { class: 'fault' }, svg);
  element('rect', { x, y: 0, width, height }, group);
  element('line', { x1: x, x2: x, y1: 0, y2: height }, group);
  element('text', { x: x + 4, y: 14 * row + 14 }, group, label);
  element('title', {}, group, label + ', ' + from + ' to ' + (to ?? 'the end'));
}
processes.forEach((process, lane) => {
  const y = above + lane * high + 33;
  element('line', { class: 'lane', x1: left, x2: right, y1: y, y2: y }, svg);
  element('text', { class: 'name', x: 10, y: y + 4 }, svg, process);
});
const under = element('g', {}, svg);
const box = (o) => ({ x: column.get(o.invoke), y: above + processes.indexOf(o.process) * high + 18,
  width: (o.return === null ? right : column.get(o.return)) - column.get(o.invoke), height: 30 });
const drawn = operations.map((o, index) => {
  const { x, y, width, height } = box(o);
  const group = element('g', { class: ['op', o.role, o.return === null && 'open', index === stuck && 'stuck'].filter(Boolean).join(' ') }, svg);
  element('rect', { x, y, width, height }, group);
  element('text', { x: x + 9, y: y + 19 }, group, o.label);
  element('title', {}, group, o.process + ': ' + o.label + ', ' + o.invoke + ' to ' + (o.return ?? 'unknown'));
  group.addEventListener('mouseenter', () => {
    const longest = orders.map((o, i) => [o.order.includes(index) ? o.order.length : -1, i]).sort((a, b) => b[0] - a[0])[0];
    if (longest && longest[0] >= 0) show(longest[1]);
  });
  return group;
});
// Each arrow bends to its left, so that two which lead to and fro do not lie upon each other.
const shown = arrows.map(({ from, to, label, why }) => {
  const a = box(operations[from]), b = box(operations[to]);
  const sameLane = a.y === b.y;
  const leftToRight = a.x + a.width / 2 <= b.x + b.width / 2;
  const down = a.y < b.y;
  const side = sameLane ? (leftToRight ? 0 : 1) : -1;
  const x1 = a.x + a.width / 2 + (side < 0 ? (down ? -10 : 10) : 0), x2 = b.x + b.width / 2 + (side < 0 ? (down ? -10 : 10) : 0);
  const y1 = side === 0 ? a.y : side === 1 || down ? a.y + 30 : a.y;
  const y2 = side === 0 ? b.y : side === 1 ? b.y + 30 : down ? b.y : b.y + 30;
  const bend = side === 0 ? -34 : side === 1 ? 34 : 0;
  const cx = (x1 + x2) / 2 + (side < 0 ? (down ? -26 : 26) : 0), cy = (y1 + y2) / 2 + bend;
  const group = element('g', { class: 'arrow' }, under);
  element('path', { d: 'M' + x1 + ',' + y1 + ' Q' + cx + ',' + cy + ' ' + x2 + ',' + y2 }, group);
  const angle = Math.atan2(y2 - cy, x2 - cx);
  const tip = (turn, length) => (x2 - length * Math.cos(angle + turn)) + ',' + (y2 - length * Math.sin(angle + turn));
  element('polygon', { class: 'head', points: x2 + ',' + y2 + ' ' + tip(.4, 11) + ' ' + tip(-.4, 11) }, group);
  // The label stands in the gap next to the lane that the arrow leaves, where no bar is.
  const t = sameLane ? .5 : Math.min(.5, 27 / Math.abs(y2 - y1));
  const along = (p, c, q) => (1 - t) * (1 - t) * p + 2 * t * (1 - t) * c + t * t * q;
  const mx = along(x1, cx, x2), my = along(y1, cy, y2), wide = 6.8 * label.length + 10;
  element('rect', { class: 'tag', x: mx - wide / 2, y: my - 8, width: wide, height: 16, rx: 8 }, group);
  element('text', { x: mx, y: my + 4 }, group, label);
  element('title', {}, group, why);
  group.addEventListener('mouseenter', () => point(group, why));
  return group;
});
function point(group, why) {
  shown.forEach((one) => one.classList.toggle('out', one !== group));
  document.getElementById('caption').textContent = why;
}
if (arrows.length > 0) {
  document.body.classList.add('plain');
  document.getElementById('caption').textContent = 'Each arrow leads to what must come later; hover over one for its reason.';
}
const layer = element('g', {}, svg);
let current = 0;
// Each operation takes effect within its bar, and none before the one in front of it in the order.
function show(index) {
  current = index;
  layer.replaceChildren();
  const order = orders[index]?.order ?? [];
  let reached = left;
  const points = order.map((position) => {
    const { x, y, height } = box(operations[position]);
    reached = Math.max(reached + 12, x + 6);
    return [reached, y + height - 4];
  });
  element('polyline', { class: 'order', points: points.map((p) => p.join()).join(' ') }, layer);
  points.forEach(([x, y], number) => {
    element('circle', { class: 'point', cx: x, cy: y, r: 7.5 }, layer);
    element('text', { class: 'number', x, y: y + 3.5 }, layer, number + 1);
  });
  drawn.forEach((group, position) => group.classList.toggle('out', orders.length > 0 && position !== stuck && !order.includes(position)));
  document.getElementById('which').textContent = orders.length === 0 ? '' : 'order ' + (index + 1) + ' of ' + orders.length;
  if (orders.length > 0) document.getElementById('caption').textContent =
    'The longest orders end where ' + operations[stuck].label + ' (' + operations[stuck].process + ') cannot come next; the state is then ' + orders[index].state;
}
const step = (by) => orders.length > 0 && show((current + by + orders.length) % orders.length);
document.getElementById('next').onclick = () => step(1);
document.getElementById('previous').onclick = () => step(-1);
document.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowRight') step(1);
  if (event.key === 'ArrowLeft') step(-1);
});
show(0);
`;
