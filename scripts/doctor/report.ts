import { counted } from '../in-words.ts';
import type { Finding } from './finding.ts';

/** What is examined together and shown under one heading. */
export type Section = { heading: string; findings: Finding[] };

const signs = { right: '✓', look: '!', wrong: '✗', 'by-hand': '?' } as const;

/** The lines a person reads: what is right in one line, everything else with what it means and what to do. */
export function linesOf(sections: Section[]): string[] {
  return sections.flatMap(({ heading, findings }) => [
    '',
    heading,
    ...findings.flatMap(({ level, what, means, todo }) => [
      `  ${signs[level]} ${what}`,
      ...(means === undefined ? [] : [`      Means: ${means}`]),
      ...(todo === undefined ? [] : [`      To do: ${todo}`]),
    ]),
  ]);
}

/** One line, and the exit code: something wrong is what counts. */
export function verdictOn(sections: Section[]): { line: string; exitCode: 0 | 1 } {
  const all = sections.flatMap(({ findings }) => findings);
  const count = (level: Finding['level']) => all.filter((finding) => finding.level === level).length;
  const parts = [
    `${count('right')} right`,
    `${count('wrong')} wrong`,
    `${count('look')} to look at`,
    ...(count('by-hand') > 0 ? [`${counted(count('by-hand'), 'thing')} only you can see`] : []),
  ];
  return { line: parts.join(', '), exitCode: count('wrong') > 0 ? 1 : 0 };
}
