import * as z from 'zod';
import { CHANNELS, type Contact, type Sender } from '../../lambdas/conversation/chat.ts';
import type { ChatStore } from '../../lambdas/conversation/store/chat-record.ts';
import { Refused } from './answer.ts';
import { channelOf, contactOf, shown } from './contact.ts';
import { readRequest } from './read-request.ts';
import type { FreshVenueNames } from './venue-names.ts';

const Request = z.object({
  channel: z.enum(CHANNELS),
  from: z.string().optional(),
  userId: z.string().optional(),
  venue: z.union([z.string().min(1), z.int().transform(String)]),
  trust: z.enum(['claimed', 'verified']),
  name: z.string().trim().min(1).max(200).optional(),
});

const MOST_TRIES = 5;

/** `POST /_local/sender`: from now on the product knows this person as somebody of this venue. */
export async function bindSender(
  body: unknown,
  { store, names, now }: { store: ChatStore; names: Pick<FreshVenueNames, 'venue' | 'refresh'>; now: Date },
): Promise<{ contact: Contact; sender: Sender }> {
  const { channel, from, userId, venue, trust, name } = read(body);
  const contact = contactOf(channel, channel === 'whatsapp' ? (from ?? userId) : (userId ?? from));
  // A venue that was published a moment ago counts.
  await names.refresh();
  if (!names.venue(venue)) {
    throw new Refused(400, `There is no venue ${shown(venue)} in the directory; send the id of a venue that is in it.`);
  }
  const since = now.toISOString();
  const sender: Sender = { venueId: venue, personName: name ?? 'Guest', position: 'Staff', trust, since };
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const record = await store.load(contact);
    // Whatever was being asked is settled now, so the next message starts a conversation of its own.
    const { lastTurnAt: _, ...kept } = record.conversation;
    const conversation = { ...kept, progress: { state: 'initial' } as const, sender };
    if ((await store.save({ record: { ...record, conversation } })) === 'saved') return { contact, sender };
  }
  throw new Refused(409, 'The chat keeps changing because a message is being answered; send the request again.');
}

function read(body: unknown): z.infer<typeof Request> {
  channelOf((body as { channel?: unknown } | undefined)?.channel);
  return readRequest(Request, body, '{channel, from or userId, venue, trust: "claimed" or "verified", name?}');
}
