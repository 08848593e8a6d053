import type { Contact } from '../chat.ts';

/** Which parcel a WhatsApp status speaks of; travels out as `biz_opaque_callback_data` and comes back in the status. */
export type ParcelRef = { contact: Contact; seq: number; parcel: number; attempt: number; invitation: boolean };

export const writeCallbackData = ({ contact, seq, parcel, attempt, invitation }: ParcelRef): string =>
  `${invitation ? 'invite' : 'parcel'}:${seq}:${parcel}:${attempt}:${contact.userId}`;

export function readCallbackData(text: string | undefined): ParcelRef | undefined {
  const found = /^(invite|parcel):(\d{1,15}):(\d{1,3}):(\d{1,6}):(.+)$/s.exec(text ?? '');
  if (!found) return undefined;
  const [, kind, seq, parcel, attempt, userId = ''] = found;
  return {
    contact: { channel: 'whatsapp', userId },
    seq: Number(seq),
    parcel: Number(parcel),
    attempt: Number(attempt),
    invitation: kind === 'invite',
  };
}
