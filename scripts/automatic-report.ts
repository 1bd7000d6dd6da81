/** Automatic mutants as lines of text: those that nothing noticed, and one line of numbers. */
import { scoreOf } from '../harness/conformance/automatic/score.ts';
import type { AutomaticMutant, AutomaticResult } from '../harness/conformance/result.ts';
import { colors, count, duration, plain, table } from './output.ts';

/** Nothing noticed it, and nobody says that it is no bug. */
export function isOpen({ status }: AutomaticMutant): boolean {
  return status === 'survived';
}

/** Each mutant, what became of it, and through whom or why. */
export function automaticTable(mutants: readonly AutomaticMutant[]): string {
  return table(
    [{ title: 'place' }, { title: 'mutant' }, { title: 'operator' }, { title: 'fate' }],
    mutants.map(({ key, operator, at, status, killedBy, reason }) => [
      `${plain(at.file.replace(/^.*\//, ''))}:${at.line}`,
      plain(key),
      operator,
      plain([status, killedBy ?? reason].filter((text) => text !== undefined).join(': ')),
    ]),
  );
}

/** One line of numbers, and what is wrong with the list of equivalents. */
export function automaticLines(result: AutomaticResult): readonly string[] {
  const { mutants, misjudged, generated, seconds, seed } = result;
  const { noticed, of } = scoreOf(mutants);
  const numbers = ['killed', 'timed out', 'survived', 'equivalent', 'stillborn']
    .map((status) => ({ status, number: mutants.filter((each) => each.status === status).length }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${count(number)} ${status}`);
  const share = of === 0 ? '' : `  ${((100 * noticed) / of).toFixed(1)} % noticed`;
  const all = generated.code + generated.spec;
  return [
    `${count(mutants.length)} of ${count(all)} automatic mutants: ${numbers.join(', ')}${share}  seed ${seed}  ${duration(seconds)}`,
    ...misjudged.map((text) => colors.magenta(plain(text))),
  ];
}
