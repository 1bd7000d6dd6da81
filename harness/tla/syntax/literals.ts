/** Numbers and strings: their values, from the text. */
import type { Expression } from './ast.ts';
import type { Concrete } from './concrete.ts';
import { type Context, spanOf } from './context.ts';
import { textOf } from './names.ts';

export function decimalNumber(context: Context, node: Concrete): Expression {
  const text = textOf(context.source, node);
  const digits = text.replace(/^0+(?=\d)/, '');
  return { kind: 'number', digits, span: spanOf(context, node) };
}

/** `\b101`, `\o17`, `\hFF`: JavaScript has the same letters behind a zero. */
export function basedNumber(context: Context, node: Concrete): Expression {
  const text = textOf(context.source, node);
  const digits = BigInt(`0${text.slice(1).toLowerCase().replace('h', 'x')}`).toString();
  return { kind: 'number', digits, span: spanOf(context, node) };
}

export function realNumber(context: Context, node: Concrete): Expression {
  const text = textOf(context.source, node);
  if (text.startsWith('.')) {
    context.source.report('TLA105', node.start, node.end, `a number begins with a digit: 0${text}`);
  }
  return { kind: 'decimal', text, span: spanOf(context, node) };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
};

/** A string literal without its quotes. Only the escapes that SANY knows are allowed; `"/\ x"` is an error there too. */
export function stringLiteral(context: Context, node: Concrete): Expression {
  const { source } = context;
  const raw = source.text.slice(node.start + 1, node.end - 1);
  const value = raw.replace(/\\(.)/gs, (whole, character: string, at: number) => {
    const meant = escapes[character];
    if (meant !== undefined) return meant;
    const start = node.start + 1 + at;
    source.report(
      'TLA105',
      start,
      start + 2,
      `unknown escape ${whole} in a string`,
      'a backslash is written \\\\',
    );
    return whole;
  });
  return { kind: 'string', value, span: spanOf(context, node) };
}
