/**
 * A scene as a Mermaid sequence diagram, text for READMEs and issue trackers. Mermaid has one line for a message, so one
 * is drawn where it arrives (or is lost), and the notes say what only happened at a node.
 */
import type { Arrow, Scene } from './scene.ts';

export function mermaid(scene: Scene): string {
  const ends = new Map<number, Arrow[]>();
  for (const arrow of scene.arrows) {
    if (arrow.ended !== undefined) ends.set(arrow.ended, [...(ends.get(arrow.ended) ?? []), arrow]);
  }
  const lines = ['sequenceDiagram'];
  for (const node of scene.nodes) lines.push(`  participant ${idOf(node)} as ${clean(node)}`);
  for (const [index, { node, type, event, action, forbidden }] of scene.steps.entries()) {
    const known = scene.nodes.includes(node);
    const what = [action, forbidden === true ? 'NOT ALLOWED' : undefined].filter(Boolean).join(' ');
    for (const { source, dest, label, fate } of ends.get(index) ?? []) {
      const head = fate === 'delivered' ? '->>' : '-x';
      lines.push(`  ${idOf(source)}${head}${idOf(dest)}: ${clean(label)}`);
    }
    const note =
      type === 'deliver' || type === 'drop' ? what : [event, what].filter(Boolean).join(': ');
    if (note === '') continue;
    const over = known ? idOf(node) : spanOf(scene);
    lines.push(`  Note over ${over}: ${clean(note)}`);
  }
  return `${lines.join('\n')}\n`;
}

function spanOf({ nodes }: Scene): string {
  return [...new Set([nodes[0], nodes.at(-1)])].map((node) => idOf(node ?? '')).join(',');
}

/** Names of strangers may be keywords (`end`) or hold anything. */
function idOf(node: string): string {
  return `n_${node.replace(/\W/g, (character) => `_${character.charCodeAt(0)}_`)}`;
}

/** `;` and `#` mean something to Mermaid, and so does a line break; it has entities for them. */
function clean(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#;<>&]/g, (c) => `#${c.charCodeAt(0)};`);
}
