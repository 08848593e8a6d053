import type { FactValue } from '../../lambdas/venues/truth/facts.ts';

const mostShown = 120;

/** A value on one line, without what a terminal would obey: texts come from a sheet that many people write in. */
export function oneLine(value: FactValue): string {
  if (value === null) return 'nothing';
  const characters = [...String(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')];
  return characters.length > mostShown ? `${characters.slice(0, mostShown).join('')}…` : characters.join('');
}
