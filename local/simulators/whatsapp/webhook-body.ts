import type { Json } from '../json.ts';
import type { Person } from './identity.ts';
import type { Settings } from './settings.ts';

/** Unix seconds as text, as every WhatsApp webhook tells the time. */
export const unixSeconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

/** The part of a person a webhook names them by. */
export function namesOf({ userId, phone, shown }: Person): { phone?: string; userId?: string } {
  return {
    ...(shown !== 'user-id' && phone ? { phone } : {}),
    ...(shown !== 'phone' ? { userId } : {}),
  };
}

export function contactOf(person: Person): Json {
  const { phone, userId } = namesOf(person);
  return {
    profile: { name: person.name, username: person.username },
    wa_id: phone,
    user_id: userId,
  };
}

/** A webhook with one change, the way Meta wraps everything. */
export function envelope(value: Json, { wabaId, displayPhoneNumber, phoneNumberId }: Settings): Json {
  const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId };
  const change = { value: { messaging_product: 'whatsapp', metadata, ...value }, field: 'messages' };
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [change] }] };
}
