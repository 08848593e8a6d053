import { type MailQuery, mailQuery, searchableAddress, searchableDomain } from '../../clients/google/mail-query.ts';
import { domainOf, isWithin } from './people.ts';

/** The addresses a venue can be written to and from, as its contacts and the sheet state them. */
export type VenueContacts = { venueId: string; emails: readonly string[] };

export type MailSearch = { query: MailQuery; addresses: string[]; domains: string[] };

const MOST_ADDRESSES = 20;
const MOST_DOMAINS = 5;
const SEARCHED_DAYS = 30;

/** Domains at or below which more than one venue has contacts: a chain's mail is no single venue's. */
export function sharedDomains(venues: readonly VenueContacts[]): Set<string> {
  const venuesAt = new Map<string, Set<string>>();
  const venuesWithin = new Map<string, Set<string>>();
  for (const { venueId, emails } of venues) {
    for (const email of emails) {
      const address = searchableAddress(email);
      if (!address) continue;
      const domain = domainOf(address);
      note(venuesAt, domain, venueId);
      for (const within of withParents(domain)) note(venuesWithin, within, venueId);
    }
  }
  return new Set([...venuesAt.keys()].filter((domain) => (venuesWithin.get(domain)?.size ?? 0) > 1));
}

const note = (venuesOf: Map<string, Set<string>>, domain: string, venueId: string): void => {
  venuesOf.set(domain, (venuesOf.get(domain) ?? new Set()).add(venueId));
};

/** `a.b.c`, `b.c`, `c`. */
const withParents = (domain: string): string[] => {
  const labels = domain.split('.');
  return labels.map((_, nth) => labels.slice(nth).join('.'));
};

/**
 * Whose mail of the last 30 days is the venue's: its contacts, and everybody at its own domain. Domains of free mail,
 * of a chain and our own are never searched whole. Undefined when nobody is left to look for.
 */
export function mailSearchFor(
  { emails }: Pick<VenueContacts, 'emails'>,
  { ourDomains, shared }: { ourDomains: readonly string[]; shared: ReadonlySet<string> },
): MailSearch | undefined {
  const written = [...new Set(emails.flatMap((email) => searchableAddress(email) ?? []))];
  const addresses = written.filter((address) => !isWithin(domainOf(address), ourDomains)).slice(0, MOST_ADDRESSES);
  const domains = [...new Set(addresses.map(domainOf))]
    .filter((domain) => searchableDomain(domain) !== undefined && !shared.has(domain))
    .slice(0, MOST_DOMAINS);
  const query = mailQuery({ addresses, domains, newerThanDays: SEARCHED_DAYS });
  return query && { query, addresses, domains };
}
