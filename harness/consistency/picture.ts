/**
 * A picture of a history as one HTML page that needs nothing else: a lane for each process, a bar for each operation or
 * transaction, faults as bands behind them, and through the lanes either partial orders (one at a time) or the edges of a
 * cycle. The page's script (draw-page.ts) only draws what is here as data; whatever comes from the history reaches the page as
 * text, never as markup.
 */
import { pageScript, pageStyle } from './draw-page.ts';
import type { Fault } from './faults.ts';

export interface Picture {
  readonly operations: readonly {
    readonly process: string;
    readonly label: string;
    readonly invoke: number;
    /** `null`: it never returned. */
    readonly return: number | null;
    readonly role: 'core' | 'helper' | 'other';
  }[];
  /** Positions in `operations`, as in all that follows. */
  readonly orders?: readonly { readonly order: readonly number[]; readonly state: string }[];
  /** The operation that no order reaches past. */
  readonly stuck?: number;
  /** `label` is short and stands on the arrow; `why` is a sentence. */
  readonly arrows?: readonly {
    readonly from: number;
    readonly to: number;
    readonly label: string;
    readonly why: string;
  }[];
  readonly faults: readonly Fault[];
}

export interface Page {
  readonly title: string;
  readonly picture: Picture;
  /** The explanation under the picture. */
  readonly words: string;
  /** How many operations are not drawn. */
  readonly left: number;
}

export function pageOf({ title, picture, words, left }: Page): string {
  const note = left > 0 ? `<p>Not drawn: ${left} more.</p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${asText(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${pageStyle}</style></head>
<body><header><h1>${asText(title)}</h1><p id="caption"></p></header>
<main><div id="lanes" tabindex="0" role="img" aria-label="operations by process"></div>
<nav><button id="previous" type="button">&larr;</button><span id="which"></span>
<button id="next" type="button">&rarr;</button></nav>${note}
<pre>${asText(words)}</pre></main>
<script type="application/json" id="picture">${jsonForScript(picture)}</script>
<script>${pageScript}</script></body></html>
`;
}

function asText(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

// `</script>` and `<!--` in a value would end the element; \u003c is < to JSON and nothing to HTML.
function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
