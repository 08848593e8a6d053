import type { Facts } from '../chat.ts';
import { longestIssue } from '../understanding/limits.ts';
import { clip, fold } from '../understanding/text.ts';

/** Adds what was just said: a new name or position replaces the old one, problems add up. */
export function withFacts(known: Facts, said: Facts): Facts {
  const issue = joinIssues(known.issue, said.issue);
  return {
    ...(known.personName && { personName: known.personName }),
    ...(known.position && { position: known.position }),
    ...(said.personName && { personName: said.personName }),
    ...(said.position && { position: said.position }),
    ...(issue && { issue }),
    ...mistakeIn(known),
  };
}

const mistakeIn = ({ lastIssue, mistakenVenueId }: Facts): Facts =>
  lastIssue && mistakenVenueId ? { lastIssue, mistakenVenueId } : {};

/** The last problem was noted for a venue that was not theirs: it is kept, to be noted for the right one. */
export function asMistake<Known extends Facts>(facts: Known, venueId: string): Known {
  const { lastIssue } = facts;
  return lastIssue ? { ...facts, issue: lastIssue, mistakenVenueId: venueId } : facts;
}

/** Nothing is to be put right (any more). */
export function settled<Known extends Facts>(facts: Known): Omit<Known, 'lastIssue' | 'mistakenVenueId'> {
  const { lastIssue: _, mistakenVenueId: __, ...rest } = facts;
  return rest;
}

/** It was the right venue after all: what was noted there stays noted, and is not noted twice. */
export function rightAfterAll(facts: Facts): Facts {
  const { issue, ...rest } = settled(facts);
  const before = facts.lastIssue ?? '';
  const added = issue?.startsWith(`${before} / `) ? issue.slice(before.length + 3) : issue === before ? '' : issue;
  return { ...rest, ...(added && { issue: added }) };
}

function joinIssues(known: string | undefined, said: string | undefined): string | undefined {
  if (!known || !said) return known ?? said;
  return known.includes(said) ? known : clip(`${known} / ${said}`, longestIssue);
}

/** Another person writes from the same phone. */
export const isSomebodyElse = (known: Facts, said: Facts): boolean =>
  Boolean(known.personName && said.personName) && fold(known.personName ?? '') !== fold(said.personName ?? '');

/** Without the problem: it has been noted, or belongs to something else. */
export function withoutIssue<Known extends Facts>(facts: Known): Omit<Known, 'issue'> {
  const { issue: _, ...rest } = facts;
  return rest;
}
