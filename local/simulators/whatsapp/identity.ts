import { createHash } from 'node:crypto';

/** A phone number as WhatsApp writes it in webhooks: digits only. */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, '');

/** The business-scoped id this simulator gives the owner of a phone number; always the same for the same number. */
export function businessScopedUserId(phone: string): string {
  const hash = createHash('sha256')
    .update(`bsuid:${phoneDigits(phone)}`)
    .digest()
    .readBigUInt64BE(0);
  return `TH.${hash.toString().padStart(20, '0')}`;
}

export const isBusinessScopedUserId = (text: string): boolean => /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(text);

/** A message id built like the real ones: a phone number and 20 hex digits inside base64. */
export function wamid(phone: string, hex20: string, direction: 'in' | 'out'): string {
  const field = (tag: number, text: string) => Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text)]);
  const bytes = Buffer.concat([
    Buffer.from([0x1c]),
    field(0x18, phone),
    Buffer.from([0x15, 0x02, 0x00, direction === 'in' ? 0x12 : 0x11]),
    field(0x18, hex20.toUpperCase()),
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString('base64')}`;
}

/** Which of the two names of a person webhooks carry. People with a username keep their number to themselves. */
export type Shown = 'both' | 'phone' | 'user-id';

export type Person = { userId: string; phone?: string; name: string; username?: string; shown: Shown };

export type People = {
  /** The person behind a phone number or a business-scoped id, made up on first sight. */
  meet(phoneOrUserId: string): Person;
  find(phoneOrUserId: string): Person | undefined;
  /** A raw message may name a person by an id of its own; answers to that id reach the same person. */
  alsoKnownAs(person: Person, userId: string | undefined): void;
  clear(): void;
};

/** Everybody who ever wrote or was written to, by business-scoped id. */
export function createPeople(defaultShown: Shown): People {
  const people = new Map<string, Person>();
  const otherIds = new Map<string, string>();
  const userIdOf = (text: string) =>
    isBusinessScopedUserId(text) ? (otherIds.get(text) ?? text) : businessScopedUserId(text);
  return {
    find: (text) => people.get(userIdOf(text)),
    meet(text) {
      const userId = userIdOf(text);
      const known = people.get(userId);
      if (known) return known;
      const phone = isBusinessScopedUserId(text) ? undefined : phoneDigits(text);
      const person: Person = { userId, phone, name: `Guest ${(phone ?? userId).slice(-4)}`, shown: defaultShown };
      people.set(userId, person);
      return person;
    },
    alsoKnownAs(person, userId) {
      if (userId !== undefined && userId !== person.userId) otherIds.set(userId, person.userId);
    },
    clear() {
      people.clear();
      otherIds.clear();
    },
  };
}
