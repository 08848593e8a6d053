import type { Busy } from './busy.ts';
import type { Fault } from './faults.ts';
import type { Feed } from './feed.ts';
import type { Time, Waits } from './time.ts';
import type { WebhookAnswer, WebhookPost } from './webhook-post.ts';

/** One webhook call to make. A vendor may write the body anew for each attempt. */
export type Delivery = {
  kind: 'message' | 'status' | 'event' | 'raw' | 'verify';
  eventIds: string[];
  bodyFor(attempt: number): string;
};

/** One attempt, as listed by `GET /_sim/webhooks`. */
export type WebhookRecord = {
  at: string;
  kind: Delivery['kind'];
  eventIds: string[];
  attempt: number;
  status: number;
  ms: number;
  error?: string;
  willRetryAt?: string;
};

export type WebhookRules = {
  url: string;
  headersFor(body: string): Record<string, string>;
  accepts(status: number): boolean;
  /** How long to wait before the attempt after this one; undefined gives up. */
  gapAfter(attempt: number, sinceFirstMs: number): number | undefined;
  strike(name: 'duplicateWebhooks' | 'outOfOrderWebhooks'): Fault | undefined;
};

export type WebhookSender = {
  /** `first` resolves when the first attempt of every copy was answered; `held` says that later ones may overtake it. */
  send(delivery: Delivery, options?: { copies?: number }): { held: boolean; first: Promise<WebhookAnswer[]> };
  records(): WebhookRecord[];
  clear(): void;
};

const RECORDS_KEPT = 1_000;
const OVERTAKEN_AFTER_MS = 700;

/** Sends webhooks with the vendor's retries, duplicates and disorder, and keeps what the product answered. */
export function createWebhookSender(
  rules: WebhookRules,
  { time, waits, busy, feed, post }: { time: Time; waits: Waits; busy: Busy; feed: Feed; post: WebhookPost },
): WebhookSender {
  let records: WebhookRecord[] = [];

  const record = (entry: WebhookRecord) => {
    records.push(entry);
    if (records.length > RECORDS_KEPT) records = records.slice(-RECORDS_KEPT);
    feed.publish({ type: 'webhook', ...entry });
  };

  const attempt = async (delivery: Delivery, number: number, firstAt: number): Promise<WebhookAnswer> => {
    const at = time.clock();
    const body = delivery.bodyFor(number);
    const answered = await busy.track(post.post(rules.url, rules.headersFor(body), body));
    const { kind, eventIds } = delivery;
    const { status, ms, error } = answered;
    const accepted = error === undefined && rules.accepts(status);
    const gap = accepted ? undefined : rules.gapAfter(number, at.getTime() - firstAt);
    const willRetryAt = gap === undefined ? undefined : new Date(time.clock().getTime() + gap).toISOString();
    record({ at: at.toISOString(), kind, eventIds, attempt: number, status, ms, error, willRetryAt });
    if (gap !== undefined) void again(delivery, number + 1, firstAt, gap);
    return answered;
  };

  const again = async (delivery: Delivery, number: number, firstAt: number, gap: number) => {
    if (await waits.wait(gap)) await attempt(delivery, number, firstAt);
  };

  const calledOff: WebhookAnswer = { status: 0, ms: 0, body: '', error: 'called off' };

  return {
    send(delivery, options = {}) {
      const duplicated = rules.strike('duplicateWebhooks');
      const copies = options.copies ?? (duplicated ? Number(duplicated.copies ?? 2) : 1);
      const overtaken = rules.strike('outOfOrderWebhooks');
      const delayMs = overtaken ? Number(overtaken.delayMs ?? OVERTAKEN_AFTER_MS) : 0;
      const deliverAll = async () => {
        if (delayMs > 0 && !(await waits.wait(delayMs))) return [calledOff];
        const firstAt = time.clock().getTime();
        return Promise.all(Array.from({ length: copies }, () => attempt(delivery, 1, firstAt)));
      };
      return { held: delayMs > 0, first: deliverAll() };
    },
    records: () => [...records],
    clear() {
      records = [];
    },
  };
}

/** What an inbound door answers: the vendor's ids and how the product took each webhook; `status` is the worst. */
export type DoorReceipt = { status: number; ids: string[]; answers: { status: number; ms: number; error?: string }[] };

/** Sends one webhook after the other, as a person types; what disorder holds back is overtaken by the rest. */
export async function sendAsTyped(
  webhooks: WebhookSender,
  deliveries: Delivery[],
  options: { copies?: number; accepts: (status: number) => boolean },
): Promise<DoorReceipt> {
  const pending: Promise<WebhookAnswer[]>[] = [];
  for (const delivery of deliveries) {
    const { held, first } = webhooks.send(delivery, { copies: options.copies });
    pending.push(first);
    if (!held) await first;
  }
  const answers = (await Promise.all(pending)).flat().map(({ status, ms, error }) => ({ status, ms, error }));
  const worst = answers.find(({ status }) => !options.accepts(status)) ?? answers[0];
  return { status: worst?.status ?? 0, ids: deliveries.flatMap(({ eventIds }) => eventIds), answers };
}
