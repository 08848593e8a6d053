import type { Mailbox } from '../../clients/google/gmail.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { MailHistoryStore } from './mail-store.ts';
import { type RefreshedMail, refreshMailHistory } from './refresh-mail-history.ts';
import type { VenueContacts } from './search-for.ts';

/** Whom to look for: the venue's addresses, and which of their domains other venues have people at as well. */
export type MailContacts = { venue: VenueContacts; shared: ReadonlySet<string> };

/** The mail of a venue, or that no such venue is open. */
export type VenueMail = RefreshedMail | { kind: 'unknown-venue' };

/** Brings the mail of a venue up to date. `deadline` ends the asking; `cacheHours` as in `Refresh`. */
export type RefreshVenueMail = (
  venueId: string,
  options?: { cacheHours?: number; deadline?: Date },
) => Promise<VenueMail>;

export type VenueMailPorts = {
  contactsOf(venueId: string): Promise<MailContacts | undefined>;
  store: MailHistoryStore;
  mailbox(deadline: Date | undefined): Mailbox;
  clock: Clock;
  /** Domains of our own people's addresses. */
  ourDomains: readonly string[];
};

/** The contacts of a venue are looked up anew for each look at its mail: they say whose mail it is. */
export function venueMail({ contactsOf, mailbox, ...ports }: VenueMailPorts): RefreshVenueMail {
  return async (venueId, { deadline, ...options } = {}) => {
    const contacts = await contactsOf(venueId);
    if (!contacts) return { kind: 'unknown-venue' };
    return refreshMailHistory({ ...ports, ...contacts, ...options, mailbox: mailbox(deadline) });
  };
}
