import type { Sheet } from '../../../lambdas/sync/sheet/sheet.ts';
import type { Switch } from '../doors.ts';
import type { Faults } from '../faults.ts';
import type { Time } from '../time.ts';

/** Whose signed assertions are exchanged for tokens. */
export type ServiceAccount = { clientEmail: string; publicKey: string };

export type GoogleOptions = {
  /** @default 0 (any free port) */
  port?: number;
  /** The service account everything is shared with; see `localGoogleKey`. */
  account: ServiceAccount;
  /** @default one empty tab */
  sheet?: Sheet;
  /** The only spreadsheet there is; others are not found. @default every id names it */
  spreadsheetId?: string;
  /** Keeps the sheet over restarts; what it holds wins over `sheet`. @default the sheet lives in memory */
  stateFile?: string;
  /** Mailboxes that exist. @default every address is one */
  mailboxes?: string[];
  /** Scopes the domain's administrator delegated. @default reading mail, in full and headers only */
  delegatedScopes?: string[];
  /** Reads of sheets per minute and user; null = no limit. @default 60 */
  readsPerMinute?: number | null;
  /** Gmail quota units per minute and mailbox; null = no limit. @default 6000 */
  mailUnitsPerMinute?: number | null;
  /** @default 3599 */
  tokenLifeSeconds?: number;
  /** @default the machine's clock and timers */
  time?: Time;
  /** @default 'google' */
  seed?: string;
};

export type Settings = Required<Omit<GoogleOptions, 'time' | 'stateFile' | 'spreadsheetId' | 'mailboxes'>> &
  Pick<GoogleOptions, 'stateFile' | 'spreadsheetId' | 'mailboxes'>;

export const SCOPES = {
  sheets: 'https://www.googleapis.com/auth/spreadsheets.readonly',
  sheetsWritable: 'https://www.googleapis.com/auth/spreadsheets',
  mail: 'https://www.googleapis.com/auth/gmail.readonly',
  mailHeaders: 'https://www.googleapis.com/auth/gmail.metadata',
} as const;

export const FAULTS = [
  'rateLimited',
  'userRateLimited',
  'http500',
  'http503',
  'slow',
  'halfPage',
  'halfPageThen500',
  'notShared',
  'notFound',
  'tabRenamed',
  'tokenExpired',
  'tokenInvalidGrant',
  'tokenUnavailable',
  'unauthorizedDelegation',
] as const;
export type GoogleFaults = Faults<(typeof FAULTS)[number]>;

export const EMPTY_SHEET: Sheet = {
  title: 'Untitled spreadsheet',
  timeZone: 'Asia/Bangkok',
  tabs: [{ title: 'Sheet1', values: [] }],
};

export function settingsFrom({ time: _, ...options }: GoogleOptions): Settings {
  return {
    port: 0,
    sheet: EMPTY_SHEET,
    delegatedScopes: [SCOPES.mail, SCOPES.mailHeaders],
    readsPerMinute: 60,
    mailUnitsPerMinute: 6_000,
    tokenLifeSeconds: 3_599,
    seed: 'google',
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    account: options.account,
  };
}

/** What `POST /_sim/faults` can switch besides failures. */
export function switchesOf(settings: Settings): Record<string, Switch> {
  const limit = (name: 'readsPerMinute' | 'mailUnitsPerMinute'): Switch => ({
    read: () => settings[name],
    write(value) {
      if (value !== null && (typeof value !== 'number' || value < 0)) return 'needs a number, or null for no limit';
      settings[name] = value;
      return undefined;
    },
  });
  return { readsPerMinute: limit('readsPerMinute'), mailUnitsPerMinute: limit('mailUnitsPerMinute') };
}
