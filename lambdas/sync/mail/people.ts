/** Who is who in a thread: our own people by domain, the venue's by address or domain; anybody else is a third party. */
export type Sides = {
  ourDomains: readonly string[];
  venue: { addresses: readonly string[]; domains: readonly string[] };
};

/** The address of a From or To value, in lower case. The last one in brackets counts, as a name may hold a false one. */
export function addressOf(written: string): string {
  const found = /<([^<>]*)>[^<>]*$/.exec(written)?.[1] ?? written;
  return found.trim().toLowerCase();
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

export const isOurs = (address: string, { ourDomains }: Sides): boolean => isWithin(domainOf(address), ourDomains);

export const isOfVenue = (address: string, { venue }: Sides): boolean =>
  venue.addresses.includes(address) || isWithin(domainOf(address), venue.domains);

/** The domain itself or one below it. */
export const isWithin = (domain: string, domains: readonly string[]): boolean =>
  domains.some((known) => domain === known || domain.endsWith(`.${known}`));
