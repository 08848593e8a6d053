import type { Facts } from '../chat.ts';
import { longestIssue } from '../understanding/limits.ts';
import { clip } from '../understanding/text.ts';

/** Adds what was just said: a new name or position replaces the old one, problems add up. */
export function withFacts(known: Facts, said: Facts): Facts {
  const issue = joinIssues(known.issue, said.issue);
  return {
    ...(known.personName && { personName: known.personName }),
    ...(known.position && { position: known.position }),
    ...(said.personName && { personName: said.personName }),
    ...(said.position && { position: said.position }),
    ...(issue && { issue }),
  };
}

function joinIssues(known: string | undefined, said: string | undefined): string | undefined {
  if (!known || !said) return known ?? said;
  return known.includes(said) ? known : clip(`${known} / ${said}`, longestIssue);
}

/** Without the problem: it has been noted, or belongs to something else. */
export function withoutIssue<Known extends Facts>(facts: Known): Omit<Known, 'issue'> {
  const { issue: _, ...rest } = facts;
  return rest;
}
