import type { Guard, SheetDiff } from './checked-sheet.ts';

/** The guard's verdict as a sentence for the person who has to act on it. */
export function guardInWords({ reason, share }: Guard, diff: SheetDiff): string {
  const { added, changed, removed } = diff;
  const sizes = `${counted(changed.length, 'venue')} changed, ${removed.length.toLocaleString('en')} removed, ${added.length.toLocaleString('en')} added`;
  switch (reason) {
    case 'first-sync':
      return `First sync: ${counted(added.length, 'venue')} to add, nothing is known yet.`;
    case 'nothing-changed':
      return 'Nothing to do: the sheet says what is already known.';
    case 'within-limit':
      return `May be applied: ${sizes}; ${percent(share)} of the known venues are touched.`;
    case 'too-much-changes':
      return `Refused, a person must approve: ${percent(share)} of the known venues would change, go or have rows that cannot be read (${sizes}).`;
    case 'too-much-in-a-day':
      return `Refused, a person must approve: ${percent(share)} of the venues would be gone within a day, each run taking a few (${sizes}).`;
    case 'no-header':
      return 'Refused: no tab has a row of column titles such as venue_id and venue_name.';
    case 'no-id-or-name-column':
      return 'Refused: the sheet has no column for the venue id or none for the venue name; check the column titles.';
    case 'no-venues-left':
      return 'Refused: the sheet holds no venue at all, although venues are known; everything would be removed.';
    default: {
      const unheardOf: never = reason;
      return unheardOf;
    }
  }
}

/** "1 venue", "2,000 venues". */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** Small shares keep a digit, so that one venue of thousands does not read as nothing. */
const percent = (share: number): string => `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`;
