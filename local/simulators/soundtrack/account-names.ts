import { hash } from 'node:crypto';

/** A share from 0 up to, not including, 1 that is always the same for the same text. */
export const shareOf = (text: string): number =>
  Number.parseInt(hash('sha256', text, 'hex').slice(0, 12), 16) / 16 ** 12;

/** The name a customer gave an account years ago: mostly the venue's, else the same with what people add, drop or mistype. */
export function accountNameFor(venueName: string, seed: string): string {
  const at = shareOf(`name:${seed}`);
  if (at < 0.72) return venueName;
  if (at < 0.8) return `${venueName} Co., Ltd.`;
  if (at < 0.86) return venueName.toUpperCase();
  if (at < 0.92) return venueName.replace(/\s*&\s*/g, ' and ').replace(/^The /, '');
  return at < 0.96 ? withoutOneLetter(venueName, seed) : `${venueName} - BMA`;
}

/** The name of the location that stands for a venue inside an account of several: in full, or only what differs from its sisters. */
export function locationNameFor(venue: { id: string; name: string; chain?: string }): string {
  const at = shareOf(`location:${venue.id}`);
  if (at < 0.75) return venue.name;
  const short = venue.chain ? venue.name.replace(venue.chain, '').trim() : venue.name;
  if (at < 0.93) return short || venue.name;
  return at < 0.97 ? 'Main building' : withoutOneLetter(venue.name, venue.id);
}

function withoutOneLetter(name: string, seed: string): string {
  const at = 1 + Math.floor(shareOf(`slip:${seed}`) * (name.length - 2));
  return name.slice(0, at) + name.slice(at + 1);
}

/** Accounts that nobody took off the credential: trials, former customers, tests. */
export const ORPHAN_NAMES = [
  'Trial account',
  'Former customer',
  'Demo showroom',
  'Test account do not use',
  'Pop-up store 2024',
  'Closed branch',
] as const;
