/** A module that is built in as TLA+ text, under its name. */
export function textModule(name: string, uses: string, definitions = ''): [string, string] {
  const extended = uses === '' ? '' : `EXTENDS ${uses}\n`;
  return [name, `---- MODULE ${name} ----\n${extended}${definitions}\n====\n`];
}
