import type { Json } from '../json.ts';
import type { Random } from '../random.ts';
import type { Time, Waits } from '../time.ts';
import type { MailStore } from './mail-store.ts';
import type { Owed } from './owed.ts';
import type { Quota } from './quotas.ts';
import type { RequestLog } from './request-log.ts';
import type { GoogleFaults, Settings } from './settings.ts';
import type { SheetStore } from './sheet-store.ts';
import type { Tokens } from './tokens.ts';

/** What the pieces of the Google simulator share. */
export type Parts = {
  settings: Settings;
  time: Time;
  waits: Waits;
  random: Random;
  faults: GoogleFaults;
  owed: Owed;
  tokens: Tokens;
  sheets: SheetStore;
  mail: MailStore;
  readQuota: Quota;
  mailQuota: Quota;
  requests: RequestLog;
  /** Where assertions are exchanged here; they must be made out to it. */
  tokenUrl(): string;
  /** One line to whoever watches live. */
  announce(change: { type: 'request' | 'sheet' | 'mail' } & Json): void;
};
