import { createBusy } from '../busy.ts';
import { createDoors } from '../doors.ts';
import { createFaults } from '../faults.ts';
import { createFeed } from '../feed.ts';
import { createJournal } from '../journal.ts';
import { type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { createRandom } from '../random.ts';
import { createWaits, realTime } from '../time.ts';
import { createWebhookPost } from '../webhook-post.ts';
import { createWebhookSender } from '../webhook-sender.ts';
import { createPeople, lineUserId } from './identity.ts';
import { changePerson, receiveInbound } from './inbound.ts';
import { createQuota, createRetryKeys } from './limits.ts';
import { answerLine } from './line-api.ts';
import type { Parts } from './parts.ts';
import { createReplyTokens } from './reply-tokens.ts';
import { FAULTS, type LineOptions, settingsFrom, signatureOf, switchesOf } from './settings.ts';

export type LineSimulator = LoopbackServer & {
  /** Resolves when no request and no webhook is under way; what waits for its time does not count. */
  settled(): Promise<void>;
};

/** Starts a LINE Messaging API on 127.0.0.1 that talks to the product's webhook; control doors are under `/_sim/`. */
export async function startLineSimulator(options: LineOptions): Promise<LineSimulator> {
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
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'LineBotWebhook/2.0',
        'x-line-signature': signatureOf(body, settings.channelSecret),
      }),
      accepts: (status) => status >= 200 && status <= 299,
      gapAfter: (attempt) => (closed || !settings.redelivery ? undefined : settings.redeliveryGapsMs[attempt - 1]),
      strike: faults.strike,
    },
    { time, waits, busy, feed, post },
  );
  let style = 0;
  const parts: Parts = {
    settings,
    time,
    waits,
    // Ids must differ from one run to the next, or the product rightly takes a new message for an old one.
    random: createRandom(`${settings.seed}:${time.clock().getTime()}`),
    faults,
    feed,
    journal: createJournal(feed),
    people: createPeople(),
    replyTokens: createReplyTokens(time.clock, () => settings.replyTokenLifeMs),
    chatOfToken: new Map(),
    retryKeys: createRetryKeys(time.clock),
    quota: createQuota(time.clock, () => settings.monthlyQuota),
    webhooks,
    post,
    nextStyle: () => style++,
  };

  const doors = createDoors({
    inbound: (body) => receiveInbound(parts, body),
    messages(query) {
      const to = query.get('to');
      return parts.journal.list(to === null ? undefined : lineUserId(to), query.get('all') === '1');
    },
    webhooks: webhooks.records,
    further: { 'POST /_sim/people': (body) => changePerson(parts, body) },
    reset() {
      waits.callOff();
      const { chatOfToken, journal, people, quota, replyTokens, retryKeys } = parts;
      for (const part of [faults, chatOfToken, journal, people, quota, replyTokens, retryKeys, webhooks]) part.clear();
    },
    faults,
    switches: switchesOf(settings),
    feed,
  });
  const server = await startLoopbackServer(
    settings.port,
    async (call) => (await doors(call)) ?? answerLine(parts, call),
    busy,
  );
  return {
    ...server,
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
