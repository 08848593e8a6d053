import type { Facts, HandOver, Report, Sender, VenueCard } from '../chat.ts';
import { wordingOf } from '../wording/render.ts';
import type { Note } from '../wording/speech.ts';
import { ask, askVenue, keptNote } from './ask.ts';
import { isSomebodyElse, rightAfterAll, settled, withoutIssue } from './facts.ts';
import { handOverOf } from './hand-over.ts';
import type { Identified, Reason, Scene, Step } from './scene.ts';

/** The person confirmed this venue: ask for the first thing still missing, or note the problem. */
export function proceed(venueId: string, told: Facts, notes: Note[], scene: Scene, reason?: Reason): Step {
  const facts = told.mistakenVenueId === venueId ? rightAfterAll(told) : told;
  const kept = keptNote(facts, 'answered', scene);
  if (!facts.personName) {
    return ask({ state: 'asking-person-name', venueId, facts }, [...notes, ...kept], reason ?? 'name-asked', scene);
  }
  const named = { ...facts, personName: facts.personName };
  if (!facts.position) {
    return ask(
      { state: 'asking-position', venueId, facts: named },
      [...notes, ...kept],
      reason ?? 'position-asked',
      scene,
    );
  }
  const complete = { ...named, position: facts.position };
  const sender = senderOf(venueId, complete, scene);
  if (!facts.issue) {
    const progress = { state: 'asking-issue', venueId, facts: complete } as const;
    return { ...ask(progress, notes, reason ?? 'issue-asked', scene), sender };
  }
  return noteProblem(venueId, complete, facts.issue, scene);
}

/** `verified` belongs to a person at one venue; at any other they are somebody who says so. */
function senderOf(venueId: string, facts: Identified, { sender, context }: Scene): Sender {
  const same = sender?.venueId === venueId && !isSomebodyElse(sender, facts) ? sender : undefined;
  return {
    venueId,
    personName: facts.personName,
    position: facts.position,
    trust: same?.trust ?? 'claimed',
    since: same?.since ?? context.now.toISOString(),
  };
}

/** Writes the problem down for the support team and says exactly that: noted, when, and who answers. */
export function noteProblem(venueId: string, facts: Identified, issue: string, scene: Scene): Step {
  const { context, venues, language, heard } = scene;
  const venue = venues.venue(venueId);
  if (!venue) return askVenue({ ...facts, issue }, 1, [], [{ kind: 'venue-gone' }], 'venue-gone', scene);
  const report: Report = {
    id: `report-${heard.eventId}`,
    venueId,
    text: issue,
    contact: context.contact,
    personName: facts.personName,
    position: facts.position,
    language,
    reportedAt: context.now.toISOString(),
  };
  const contact = wordingOf(language).contact(facts.personName, facts.position);
  const mistake = mistakeOf(facts, venue, scene);
  return {
    progress: {
      state: 'identified',
      venueId,
      facts: { ...withoutIssue(settled(facts)), lastIssue: issue },
      lastReportId: report.id,
    },
    speech: {
      notes: [{ kind: 'noted', venue, contact, issue, at: context.now, ...(mistake && { instead: mistake.venue }) }],
    },
    reason: 'report-noted',
    report,
    ...(mistake && { handOver: mistake.handOver }),
    sender: senderOf(venueId, facts, scene),
  };
}

/** The same problem was noted for another venue before: whoever reads that report is told. */
function mistakeOf(
  facts: Identified,
  right: VenueCard,
  scene: Scene,
): { venue: string; handOver: HandOver } | undefined {
  const id = facts.mistakenVenueId;
  if (!id || id === right.id) return undefined;
  const venue = scene.venues.venue(id)?.name ?? id;
  const said = `${venue}: the report for it was a mistake, it is for ${right.name}: ${facts.lastIssue ?? ''}`;
  return { venue, handOver: handOverOf(settled(facts), said, scene) };
}

/** New name or position of somebody already bound. */
export const rebind = (venueId: string, facts: Identified, scene: Scene): Sender => senderOf(venueId, facts, scene);
