import { createHmac } from 'node:crypto';
import type { Switch } from '../doors.ts';
import type { Faults } from '../faults.ts';
import type { Time } from '../time.ts';

export type LineOptions = {
  /** @default 0 (any free port) */
  port?: number;
  webhookUrl: string;
  /** @default 'local-line-secret' */
  channelSecret?: string;
  /** @default 'local-line-token' */
  channelAccessToken?: string;
  /** The account's own user id, named as `destination`. @default 'U8e742f61d673b39c7fff3cecb7536ef0' */
  botUserId?: string;
  /** @default the machine's clock and timers */
  time?: Time;
  /** Send events again that were not answered 2xx in time; off as on a fresh LINE channel. @default false */
  redelivery?: boolean;
  /** Waits before each redelivery; after the last one the event is given up. */
  redeliveryGapsMs?: number[];
  /** LINE waits 2 seconds for an answer. @default 2000 */
  webhookTimeoutMs?: number;
  /** @default 60000 */
  replyTokenLifeMs?: number;
  /** Pushes a month; null = no limit. @default 15000 */
  monthlyQuota?: number | null;
  /** @default 'line' */
  seed?: string;
};

export type Settings = Required<Omit<LineOptions, 'time'>>;

export const FAULTS = [
  'http500',
  'http503',
  'timeout',
  'refused',
  'acceptedThenFailed',
  'lostResponse',
  'duplicateWebhooks',
  'outOfOrderWebhooks',
  'rateLimited',
  'monthlyLimit',
  'replyTokenExpired',
  'tokenExpired',
] as const;
export type LineFaults = Faults<(typeof FAULTS)[number]>;

export function settingsFrom({ time: _, ...options }: LineOptions): Settings {
  return {
    port: 0,
    channelSecret: 'local-line-secret',
    channelAccessToken: 'local-line-token',
    botUserId: 'U8e742f61d673b39c7fff3cecb7536ef0',
    redelivery: false,
    redeliveryGapsMs: [10_000, 60_000, 300_000, 900_000],
    webhookTimeoutMs: 2_000,
    replyTokenLifeMs: 60_000,
    monthlyQuota: 15_000,
    seed: 'line',
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    webhookUrl: options.webhookUrl,
  };
}

export function signatureOf(body: string, channelSecret: string): string {
  return createHmac('sha256', channelSecret).update(body).digest('base64');
}

/** What `POST /_sim/faults` can switch besides failures. */
export function switchesOf(settings: Settings): Record<string, Switch> {
  return {
    redelivery: {
      read: () => settings.redelivery,
      write(value) {
        if (typeof value !== 'boolean') return 'needs true or false';
        settings.redelivery = value;
        return undefined;
      },
    },
    monthlyQuota: {
      read: () => settings.monthlyQuota,
      write(value) {
        if (value !== null && (typeof value !== 'number' || value < 0)) return 'needs a number, or null for no limit';
        settings.monthlyQuota = value;
        return undefined;
      },
    },
  };
}
