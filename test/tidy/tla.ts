/**
 * As much of TLA+ as the tidy rules need: definitions by name with their bodies, comments and strings taken out. Not a
 * parser, and on purpose not the engine's: a rule must not be wrong with what it watches.
 */

export interface Definition {
  readonly name: string;
  readonly body: string;
}

/** The text with comments and the insides of strings replaced by blanks; lines stay where they are. */
export function withoutComments(text: string): string {
  let depth = 0;
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const pair = text.slice(i, i + 2);
    const character = text[i] ?? '';
    if (pair === '(*') depth++;
    if (depth === 0 && pair === '\\*') {
      while (i < text.length && text[i] !== '\n') i++;
      result += '\n';
    } else if (depth === 0 && character === '"') {
      const end = text.indexOf('"', i + 1);
      i = end < 0 ? text.length : end;
      result += '""';
    } else if (depth === 0 || character === '\n') {
      result += character;
    }
    if (pair === '*)' && depth > 0) {
      depth--;
      i++;
    }
  }
  return result;
}

/** The operators that a module defines at the beginning of a line, with everything up to the next one. */
export function definitionsOf(text: string): ReadonlyMap<string, Definition> {
  const clean = withoutComments(text);
  const heads = [
    ...clean.matchAll(/^[ \t]*(?:LOCAL[ \t]+)?(\w+)(?:\([^)\n]*\)|\[[^\]\n]*\])?[ \t]*==/gm),
  ];
  return new Map(
    heads.map((head, i) => {
      const name = head[1] ?? '';
      const body = clean.slice(head.index + head[0].length, heads[i + 1]?.index ?? clean.length);
      return [name, { name, body: body.replace(/^[-=]{4,}[\s\S]*$/m, '') }];
    }),
  );
}

/**
 * The named actions of the next-state relation. A definition that only chooses between others (no conjunction, no prime
 * of its own) is looked into; the first one on the way that does more is the action. A step that leaves everything as it
 * is (`UNCHANGED vars` and nothing else) is TLC's way to say that a run may end, and no action.
 */
export function actionsOfNext(text: string, next = 'Next'): readonly string[] {
  const definitions = definitionsOf(text);
  const actions = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const definition = definitions.get(name);
    if (definition === undefined || seen.has(name)) return;
    seen.add(name);
    if (!primes(name, definitions)) return;
    if (isChoice(definition.body)) for (const inner of namesIn(definition.body)) visit(inner);
    else if (!onlyRests(definition.body)) actions.add(name);
  };
  visit(next);
  return [...actions];
}

function isChoice(body: string): boolean {
  return !/\/\\|'|UNCHANGED/.test(body);
}

function onlyRests(body: string): boolean {
  return (
    /UNCHANGED\s+(\w+\s*$|<<)/.test(body) && !body.includes("'") && /UNCHANGED\s+vars\b/.test(body)
  );
}

/** Does it, or anything it is made of, speak of the next state? */
function primes(
  name: string,
  definitions: ReadonlyMap<string, Definition>,
  seen: Set<string> = new Set(),
): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const body = definitions.get(name)?.body;
  if (body === undefined) return false;
  if (/\w'|\]'|\)'|UNCHANGED/.test(body)) return true;
  return namesIn(body).some((inner) => primes(inner, definitions, seen));
}

function namesIn(body: string): readonly string[] {
  return [...new Set(body.match(/\b[A-Za-z_]\w*\b/g) ?? [])];
}
