/** The style and the script of the page that draw.ts makes. The script only draws; it decides nothing. */

export const pageStyle = `
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fbfbf9; --line: #d5d8dd; --soft: #6b7482;
  --core: #c8372d; --coreFill: #fbe3e0; --helper: #2f6fb2; --helperFill: #e1edf9; --fill: #eceef1; --order: #8a4fbf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #15181d; --line: #343a44; --soft: #98a2b0;
  --core: #ff8578; --coreFill: #4a211e; --helper: #7db8f5; --helperFill: #1d3550; --fill: #262b33; --order: #c79bf0; } }
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
.order { fill: none; stroke: var(--order); stroke-width: 2; stroke-linejoin: round; }
.point { fill: var(--order); }
.number { fill: var(--paper); font-size: 10px; text-anchor: middle; }
nav { display: flex; gap: .75rem; align-items: center; margin: .75rem 0; color: var(--soft); }
button { font: inherit; color: inherit; background: var(--fill); border: 1px solid var(--line); border-radius: 6px;
  padding: .1rem .6rem; cursor: pointer; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; line-height: 1.45; }
`;

export const pageScript = `
const { operations, orders, stuck } = JSON.parse(document.getElementById('picture').textContent);
const element = (name, attributes, parent, text) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
};
const letter = 7.9, high = 46, left = 24 + letter * Math.max(...operations.map((o) => o.process.length));
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
const svg = element('svg', { width: right + 16, height: processes.length * high + 20 }, document.getElementById('lanes'));
processes.forEach((process, lane) => {
  const y = lane * high + 33;
  element('line', { class: 'lane', x1: left, x2: right, y1: y, y2: y }, svg);
  element('text', { class: 'name', x: 10, y: y + 4 }, svg, process);
});
const box = (o) => ({ x: column.get(o.invoke), y: processes.indexOf(o.process) * high + 18,
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
  document.getElementById('caption').textContent = orders.length === 0 ? '' :
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
