import { createHmac } from 'node:crypto';
import type { Switch } from '../doors.ts';
import type { Faults } from '../faults.ts';
import { isObject } from '../json.ts';
import type { Time } from '../time.ts';
import type { KnownTemplate } from './check-template.ts';
import type { Shown } from './identity.ts';

/** How late statuses come after a message was accepted; null = never, 0 = at once. */
export type Latency = { sentMs: number | null; deliveredMs: number | null; readMs: number | null };

/** How a closed 24-hour window is told: refused at once, by a `failed` status, or both. */
export type WindowAnswer = 'sync' | 'async' | 'both';

export type WhatsAppOptions = {
  /** @default 0 (any free port) */
  port?: number;
  webhookUrl: string;
  /** @default 'local-whatsapp-secret' */
  appSecret?: string;
  /** @default 'local-verify-token' */
  verifyToken?: string;
  /** @default 'local-whatsapp-token' */
  accessToken?: string;
  /** @default '106540352242922' */
  phoneNumberId?: string;
  /** @default '102290129340398' */
  wabaId?: string;
  /** @default '670843887433847' */
  appId?: string;
  /** @default '15550783881' */
  displayPhoneNumber?: string;
  /** @default the machine's clock and timers */
  time?: Time;
  /** @default sent 150, delivered 400, read 2000 */
  latency?: Partial<Latency>;
  /** Repeat webhooks that were not answered 200. @default true */
  redelivery?: boolean;
  /** Waits between attempts; the last one repeats until 7 days have passed. */
  redeliveryGapsMs?: number[];
  /** How long a webhook may take to be answered. @default 20000 */
  webhookTimeoutMs?: number;
  /** @default 'sync' */
  windowAnswer?: WindowAnswer;
  /** Which names of a person webhooks carry. @default 'both' */
  shown?: Shown;
  /** Approved templates. @default every name and language is accepted */
  templates?: KnownTemplate[];
  /** @default 'whatsapp' */
  seed?: string;
};

export type Settings = Required<Omit<WhatsAppOptions, 'templates' | 'latency' | 'time'>> & {
  templates: KnownTemplate[] | undefined;
  latency: Latency;
};

export const FAULTS = [
  'http500',
  'http503',
  'timeout',
  'refused',
  'acceptedThenFailed',
  'lostResponse',
  'duplicateWebhooks',
  'outOfOrderWebhooks',
  'statusBeforeResponse',
  'readWithoutDelivered',
  'rateLimited',
  'windowClosed',
  'tokenExpired',
] as const;
export type WhatsAppFaults = Faults<(typeof FAULTS)[number]>;

export function settingsFrom(options: WhatsAppOptions): Settings {
  const { latency, time: _, ...given } = options;
  return {
    port: 0,
    appSecret: 'local-whatsapp-secret',
    verifyToken: 'local-verify-token',
    accessToken: 'local-whatsapp-token',
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
    appId: '670843887433847',
    displayPhoneNumber: '15550783881',
    redelivery: true,
    redeliveryGapsMs: [0, 1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000],
    webhookTimeoutMs: 20_000,
    windowAnswer: 'sync',
    shown: 'both',
    templates: undefined,
    seed: 'whatsapp',
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    webhookUrl: options.webhookUrl,
    latency: { sentMs: 150, deliveredMs: 400, readMs: 2_000, ...latency },
  };
}

export function signatureOf(body: string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** What `POST /_sim/faults` can switch besides failures. */
export function switchesOf(settings: Settings): Record<string, Switch> {
  const isDelay = (value: unknown) => value === null || (typeof value === 'number' && value >= 0);
  return {
    latency: {
      read: () => settings.latency,
      write(value) {
        if (!isObject(value) || !Object.values(value).every(isDelay)) return 'needs {sentMs, deliveredMs, readMs}';
        settings.latency = { ...settings.latency, ...value };
        return undefined;
      },
    },
    redelivery: {
      read: () => settings.redelivery,
      write(value) {
        if (typeof value !== 'boolean') return 'needs true or false';
        settings.redelivery = value;
        return undefined;
      },
    },
    windowAnswer: {
      read: () => settings.windowAnswer,
      write(value) {
        if (value !== 'sync' && value !== 'async' && value !== 'both') return "needs 'sync', 'async' or 'both'";
        settings.windowAnswer = value;
        return undefined;
      },
    },
  };
}
