import { createBusy } from '../busy.ts';
import { createDoors } from '../doors.ts';
import { createFaults } from '../faults.ts';
import { createFeed } from '../feed.ts';
import { createJournal } from '../journal.ts';
import { textOf } from '../json.ts';
import { type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { createRandom } from '../random.ts';
import { createWaits, realTime } from '../time.ts';
import { createWebhookPost } from '../webhook-post.ts';
import { createWebhookSender } from '../webhook-sender.ts';
import { answerGraph } from './graph-api.ts';
import { createPeople } from './identity.ts';
import { receiveInbound } from './inbound.ts';
import { createPairRate, createWindows } from './limits.ts';
import type { Parts } from './parts.ts';
import { FAULTS, settingsFrom, signatureOf, switchesOf, type WhatsAppOptions } from './settings.ts';
import { createVerify, type Verification } from './verify.ts';

export type WhatsAppSimulator = LoopbackServer & {
  /** Does Meta's handshake with the webhook, as when a callback URL is saved. */
  verify(verifyToken?: string): Promise<Verification>;
  /** Resolves when no request and no webhook is under way; what waits for its time does not count. */
  settled(): Promise<void>;
};

const RETRY_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Starts a WhatsApp Cloud API on 127.0.0.1 that talks to the product's webhook; control doors are under `/_sim/`. */
export async function startWhatsAppSimulator(options: WhatsAppOptions): Promise<WhatsAppSimulator> {
  const settings = settingsFrom(options);
  const time = options.time ?? realTime;
  const waits = createWaits(time.scheduler);
  const busy = createBusy();
  const feed = createFeed();
  const faults = createFaults(FAULTS, createRandom(settings.seed));
  const post = createWebhookPost(time.scheduler, settings.webhookTimeoutMs);
  let closed = false;
  const webhooks = createWebhookSender(
    {
      url: settings.webhookUrl,
      headersFor: (body) => ({
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signatureOf(body, settings.appSecret),
      }),
      accepts: (status) => status === 200,
      gapAfter(attempt, sinceFirstMs) {
        if (closed || !settings.redelivery || sinceFirstMs > RETRY_FOR_MS) return undefined;
        return settings.redeliveryGapsMs[attempt - 1] ?? settings.redeliveryGapsMs.at(-1);
      },
      strike: faults.strike,
    },
    { time, waits, busy, feed, post },
  );
  let style = 0;
  const parts: Parts = {
    settings,
    time,
    waits,
    busy,
    // Ids must differ from one run to the next, or the product rightly takes a new message for an old one.
    random: createRandom(`${settings.seed}:${time.clock().getTime()}`),
    faults,
    feed,
    journal: createJournal(feed),
    people: createPeople(settings.shown),
    windows: createWindows(time.clock),
    pairRate: createPairRate(time.clock),
    webhooks,
    nextStyle: () => style++,
  };

  const verify = createVerify(settings, post);
  const doors = createDoors({
    inbound: (body) => receiveInbound(parts, body),
    messages(query) {
      const to = query.get('to');
      const chat = to === null ? undefined : (parts.people.find(to.trim())?.userId ?? to);
      return parts.journal.list(chat, query.get('all') === '1');
    },
    webhooks: webhooks.records,
    further: { 'POST /_sim/verify': ({ verifyToken }) => verify(textOf(verifyToken)) },
    reset() {
      waits.callOff();
      for (const part of [faults, parts.journal, parts.people, parts.windows, parts.pairRate, webhooks]) part.clear();
    },
    faults,
    switches: switchesOf(settings),
    feed,
  });
  const server = await startLoopbackServer(
    settings.port,
    async (call) => (await doors(call)) ?? answerGraph(parts, call),
    busy,
  );
  return {
    ...server,
    verify,
    settled: busy.idle,
    async close() {
      closed = true;
      waits.callOff();
      feed.close();
      post.close();
      await server.close();
    },
  };
}
