import { hash } from 'node:crypto';

/** The observed form of Soundtrack's ids: a path as URL-safe base64, its padding written as dots. */
const opaque = (path: string): string =>
  Buffer.from(path).toString('base64').replaceAll('=', '.').replaceAll('+', '-').replaceAll('/', '_');
const pathOf = (id: string): string =>
  Buffer.from(id.replaceAll('.', '=').replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8');

/** Eleven characters that are always the same for the same seed text. */
const keyOf = (seed: string): string =>
  BigInt(`0x${hash('sha256', seed, 'hex').slice(0, 16)}`)
    .toString(36)
    .padStart(13, '0')
    .slice(-11);

/** Made from a text that stays the same for the same thing, whatever it is called today. */
export const accountId = (account: string): string => opaque(`Account,,${keyOf(account)}/`);
/** Within the account with this id. */
export const locationId = (account: string, location: string): string =>
  opaque(`Location,,${keyOf(location)}/${pathOf(account)}`);
/** Within the location with this id. */
export const zoneId = (location: string, zone: string): string =>
  opaque(`SoundZone,,${keyOf(zone)}/${pathOf(location)}`);

/** Music of everybody's: a playlist, a track, an artist, an album. */
export const musicId = (kind: 'Playlist' | 'Track' | 'Artist' | 'Album', key: string): string =>
  opaque(`${kind},,${keyOf(key)}/`);
/** Music of one account; `account` is its id. */
export const ownMusicId = (kind: 'Playlist' | 'Schedule', key: string, account: string): string =>
  opaque(`${kind},,${keyOf(key)}/${pathOf(account)}`);

export const shortIdOf = (zone: string): string => keyOf(`short:${zone}`).slice(-8);

const WELL_FORMED = /^(\w+,,[0-9a-z]+\/)+$/;

/** Which kind of thing an id names; undefined when it is no id at all. */
export function kindOfId(id: string): string | undefined {
  const path = pathOf(id);
  return WELL_FORMED.test(path) ? path.slice(0, path.indexOf(',,')) : undefined;
}
