import { createHash } from 'node:crypto';
import type { Random } from '../random.ts';

const LINE_ID = /^[UCR][0-9a-f]{32}$/;

/** Whether LINE itself could have issued this id of a user, group or room. */
export const isLineId = (text: string): boolean => LINE_ID.test(text);

/** The id as it is, or, for a made-up name such as "anna", always the same well-formed user id. */
export function lineUserId(nameOrId: string): string {
  if (isLineId(nameOrId)) return nameOrId;
  return `U${createHash('sha256').update(`line:${nameOrId}`).digest('hex').slice(0, 32)}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 10 characters of time, 16 of chance; what LINE calls `webhookEventId`. */
export function ulid(at: Date, random: Random): string {
  let rest = at.getTime();
  let time = '';
  for (let place = 0; place < 10; place += 1) {
    time = CROCKFORD[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  return time + random.pick(CROCKFORD, 16);
}

export type Person = {
  userId: string;
  name: string;
  language?: string;
  /** Pushes to them are accepted and never arrive. */
  blocked: boolean;
  /** LINE has no such user: pushes to them are refused. */
  unknown: boolean;
};

export type People = { meet(nameOrId: string): Person; find(nameOrId: string): Person | undefined; clear(): void };

/** Everybody who ever wrote or was named at a door. */
export function createPeople(): People {
  const people = new Map<string, Person>();
  return {
    find: (nameOrId) => people.get(lineUserId(nameOrId)),
    meet(nameOrId) {
      const userId = lineUserId(nameOrId);
      const known = people.get(userId);
      if (known) return known;
      const name = isLineId(nameOrId) ? `Guest ${userId.slice(1, 5)}` : nameOrId;
      const person: Person = { userId, name, language: 'th', blocked: false, unknown: false };
      people.set(userId, person);
      return person;
    },
    clear: () => people.clear(),
  };
}
