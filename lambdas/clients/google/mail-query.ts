import { domainToASCII } from 'node:url';
import { isFreeMailDomain, isPublicSuffix } from './free-mail.ts';

/** A Gmail search made by `mailQuery`; no other text can be one. */
export type MailQuery = string & { readonly madeBy: 'mailQuery' };

const MOST_TERMS = 40;
const LOCAL_PART = /^[a-z0-9_](?:[a-z0-9._%+-]{0,62}[a-z0-9_])?$/;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** The address written in a cell or header, in lower case; undefined when it is none, or none that is safe to search. */
export function searchableAddress(written: string): string | undefined {
  const bare = unwrapped(written);
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at);
  const domain = asDomain(bare.slice(at + 1));
  return at > 0 && LOCAL_PART.test(local) && domain ? `${local}@${domain}` : undefined;
}

/** A domain of one organisation; never one that anybody can have an address at, nor a whole `co.th`. */
export function searchableDomain(written: string): string | undefined {
  const domain = asDomain(unwrapped(written).replace(/^@/, ''));
  return domain && !isFreeMailDomain(domain) && !isPublicSuffix(domain) ? domain : undefined;
}

/**
 * Mail from or to these people in the last days. Every term is checked character by character rather than escaped,
 * because Gmail's search has no escaping; undefined when nothing searchable is left, for an empty search finds all mail.
 */
export function mailQuery({
  addresses = [],
  domains = [],
  newerThanDays,
}: {
  addresses?: readonly string[];
  domains?: readonly string[];
  newerThanDays: number;
}): MailQuery | undefined {
  const found = [...addresses.map(searchableAddress), ...domains.map(searchableDomain)];
  const terms = [...new Set(found.flatMap((term) => term ?? []))].slice(0, MOST_TERMS);
  if (terms.length === 0) return undefined;
  const days = Math.min(365, Math.max(1, Math.floor(newerThanDays) || 1));
  return `{${terms.map((term) => `from:${term} to:${term}`).join(' ')}} newer_than:${days}d` as MailQuery;
}

const unwrapped = (written: string): string =>
  written
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^["'<\s]+|["'>\s;,.]+$/g, '')
    .toLowerCase();

function asDomain(text: string): string | undefined {
  // Refused before conversion: `domainToASCII` would fold full-width and other look-alikes of operators into ASCII.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return undefined;
  const ascii = domainToASCII(text);
  return DOMAIN.test(ascii) ? ascii : undefined;
}
