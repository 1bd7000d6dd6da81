/** Functions of the generated program that keep their answers in a memo: their text. */
import type { Assignment, Reading } from './context.ts';
import { keepFound, lookUp } from './memo.ts';

/** A function: statements, and the expression that it returns. */
export interface Part {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly out: readonly string[];
  readonly js: string;
}

export interface KeptDefinition extends Part {
  readonly memo: string;
  readonly variables: readonly number[];
  readonly reading: Reading;
  /** Arguments that are not interned yet are: worth it for recursive operators, which meet them again. */
  readonly interns: boolean;
}

/** The codes of registers and of parameters. */
export function keysOf(
  variables: readonly number[],
  reading: Reading,
  parameters: readonly string[],
  interns: boolean,
): string[] {
  const register = reading === 'current' ? 's' : 'p';
  return [
    ...variables.map((i) => `codeOf(${register}${i})`),
    ...parameters.map((name) => `keyOf(${name}, ${interns})`),
  ];
}

function now({ name, parameters, out, js }: Part, extra: readonly string[] = []): string[] {
  const names = [...parameters, ...extra].join(', ');
  return [`function ${name}_now(${names}) {`, ...out, js === '' ? '' : `return ${js};`, '}'];
}

/** Looks the answer up, computes it if it is not there, and keeps it. `found` and `made` say what is done with it. */
function asked(
  kept: KeptDefinition,
  name: string,
  found: (value: string) => string,
  made: string,
): string[] {
  const { memo, variables, reading, parameters, interns } = kept;
  const args = parameters.join(', ');
  const keys = keysOf(variables, reading, parameters, interns);
  // A definition does not know which variables have a value where it is called.
  const missing = reading === 'next' ? variables.map((i) => `p${i} === undefined`) : [];
  const unknown = parameters.map((_, i) => `c${variables.length + i} === 0`);
  const [first, ...rest] = lookUp(memo, keys, found) as [string, ...string[]];
  return [
    `function ${name}(${args}) {`,
    `if (${memo}.rest > 0) { ${memo}.rest--; const value = ${kept.name}_now(${args}); ${made} return value; }`,
    missing.length === 0 ? '' : `if (${missing.join(' || ')}) return ${kept.name}_now(${args});`,
    first,
    unknown.length === 0 ? '' : `if (${unknown.join(' || ')}) return ${kept.name}_now(${args});`,
    ...rest,
    `const value = ${kept.name}_now(${args});`,
    `if (isLasting(value)) { ${keepFound(memo, keys, 'value').join(' ')} } else ${memo}.miss();`,
    made,
    'return value;',
    '}',
  ];
}

/** A definition with parameters. */
export function keptDefinition(kept: KeptDefinition): string[] {
  return [...asked(kept, kept.name, (value) => `return ${value};`, ''), ...now(kept)];
}

/** A definition of the state: computed at most once in each, and, with a memo, once for all states that look the same. */
export function perState(part: Part, reading: Reading, kept: KeptDefinition | undefined): string[] {
  const { name } = part;
  const count = reading === 'current' ? 'sn' : 'pn';
  const head = [
    `var ${name}_kept, ${name}_at = -1;`,
    `function ${name}() { return ${name}_at === ${count} ? ${name}_kept : ${name}_ask(); }`,
  ];
  const made = `${name}_kept = value; ${name}_at = ${count};`;
  if (kept !== undefined) {
    const found = (value: string): string =>
      `${name}_at = ${count}; return (${name}_kept = ${value});`;
    return [...head, ...asked(kept, `${name}_ask`, found, made), ...now(part)];
  }
  return [
    ...head,
    `function ${name}_ask() { const value = ${name}_now(); ${made} return value; }`,
    ...now(part),
  ];
}

/** One conjunct of a formula that is judged in many states: that it is TRUE is kept. */
export function keptPredicate(
  part: Part,
  memo: string | undefined,
  keys: readonly string[],
): string[] {
  if (memo === undefined) {
    const { name, out, js } = part;
    return [`function ${name}() {`, 'if (stale) settle();', ...out, `return ${js};`, '}'];
  }
  return [
    `function ${part.name}() {`,
    `if (${memo}.rest > 0) { ${memo}.rest--; return ${part.name}_now(); }`,
    ...lookUp(memo, keys, () => 'return true;'),
    `if (!${part.name}_now()) return false;`,
    ...keepFound(memo, keys, 'true'),
    'return true;',
    '}',
    ...now({ ...part, out: ['if (stale) settle();', ...part.out] }),
  ];
}

/** A part of an action: what its steps give is kept as a row of pattern, label and codes for each of them. */
export function keptAction(
  part: Part,
  memo: string,
  keys: readonly string[],
  guards: readonly string[],
): string[] {
  const { name, parameters } = part;
  const args = parameters.join(', ');
  const withRecord = [...parameters, 'record'].join(', ');
  const unknown = keys.flatMap((key, i) => (key.startsWith('keyOf') ? [`c${i} === 0`] : []));
  const [first, ...rest] = lookUp(
    memo,
    keys,
    (value) => `if (${value}.length > 0) ${name}_replay(${value}); return;`,
  ) as [string, ...string[]];
  const plain = `${name}_now(${[...parameters, 'undefined'].join(', ')})`;
  return [
    `function ${name}(${args}) {`,
    ...guards,
    `if (${memo}.rest > 0) { ${memo}.rest--; ${plain}; return; }`,
    first,
    unknown.length === 0 ? '' : `if (${unknown.join(' || ')}) { ${plain}; return; }`,
    ...rest,
    'const record = [];',
    `${name}_now(${withRecord});`,
    ...keepFound(memo, keys, 'record.length === 0 ? NOTHING : record'),
    '}',
    ...now(part, ['record']),
  ];
}

/** Takes the steps again that a row of a memo holds. */
export function replayed(name: string, patterns: readonly (readonly Assignment[])[]): string[] {
  const cases = patterns.flatMap((assigned, number) => {
    let at = 2;
    const copies = assigned.map((how, i) =>
      how === 'yes' ? `T[${i}] = row[i + ${at++}];` : `T[${i}] = S[${i}];`,
    );
    const last = `stale = true; { const label = row[i + 1]; i += ${at}; Q.sink(label); }`;
    return [`case ${number}:`, ...copies, last, 'break;'];
  });
  return [
    `function ${name}_replay(row) {`,
    'for (let i = 0; i < row.length;) switch (row[i]) {',
    ...cases,
    '}',
    '}',
  ];
}
