/** Everything in which two stages differ. What is the same everywhere sits in the construct it concerns. */
export type StageName = 'Local' | 'Dev' | 'Prod';

/** Requests per second let through, and how many may arrive at the same instant. */
export type Throttle = { requestsPerSecond: number; burst: number };

/** One thing a stage does faster or less often than production; shown at start, so nobody mistakes it for the product. */
export type Shortened = { what: string; production: string; here: string };

/** Capacity in ACU, each about 2 GiB of memory. A minimum of 0 lets the database sleep when nobody asks it anything. */
export type Database = { engineVersion: string; minAcu: number; maxAcu: number; backupDays: number };

/**
 * The shards any stage may have. Each has a credential of Soundtrack's of its own: `one` the first that was given to us.
 * A new one is named here first.
 */
export const SHARDS = ['one', 'two'] as const;
export type Shard = (typeof SHARDS)[number];

/** How often zones are looked at, and how sure it must be that one is down. */
export type Monitoring = {
  /** Accounts are divided among them; a name taken away moves its accounts to the others. */
  shards: readonly Shard[];
  /** From one round of looks to the next. */
  intervalSeconds: number;
  /** After a reading that contradicts what was known. */
  recheckSeconds: number;
  /** Readings in a row that make an outage: of any zone, and of one that is critical. */
  confirmDown: number;
  confirmDownCritical: number;
  /** Changes are collected for so long before they are landed in the history; 300 at most. */
  landingSeconds: number;
  /** A zone of ours that is paused again and again to see whether it is noticed; 'not-set' where there is none. */
  canary: { zoneId: string; accountId: string };
};

export type StageConfig = {
  name: StageName;
  region: string;
  whatsApp: { baseUrl: string; graphVersion: string; phoneNumberId: string; reopenTemplate?: string };
  line: { baseUrl: string };
  google: {
    sheetsUrl: string;
    gmailUrl: string;
    tokenUrl: string;
    spreadsheetId: string;
    /** Whose mail is read for the mail history of venues; 'not-set' reads none. */
    mailbox: string;
    /** Domains of our own people's addresses: who writes from there is us. */
    ourMailDomains: readonly string[];
  };
  soundtrack: { url: string };
  sync: {
    everyMinutes: number;
    /** After a run that failed. */
    retryMinutes: number;
    /** A run that would change or remove more of the known venues than this share waits for a person. */
    maxChangeShare: number;
    /** Soundtrack is asked for all accounts and zones at most this often, because it counts against the rate budget. */
    discoverEveryMinutes: number;
  };
  monitoring: Monitoring;
  /** Fragments one person sends within this many seconds are one turn. */
  quietSeconds: number;
  conversationTimeoutMinutes: number;
  /** A function looks for a new version of the venue directory at most this often, when somebody writes. */
  directoryRecheckSeconds: number;
  /** How often work that is past due is looked for. One minute is the scheduler's shortest. */
  chaseEveryMinutes: number;
  logRetentionDays: 1 | 7 | 30;
  database: Database;
  /** What happens to tables, buckets, secrets and dead letters when their stack goes. */
  durableData: 'keep' | 'delete-with-stack';
  /** Vendors call from few addresses and in bursts, so throttles are per route, never per caller. */
  throttles: { api: Throttle; webhook: Throttle; health: Throttle };
  /** Guaranteed to a function and its ceiling; undefined shares the account's pool. */
  reservedConcurrency: { receiveWebhook?: number; takeTurn?: number };
  /** A new version of the webhook and of take-turn first serves 10 % for 5 minutes, and goes back on an alarm. */
  canary: boolean;
  /** Who is told about alarms. */
  alarmEmail?: string;
  shortened: Shortened[];
};

const common = {
  region: 'ap-southeast-1',
  quietSeconds: 2,
  conversationTimeoutMinutes: 120,
  chaseEveryMinutes: 1,
  directoryRecheckSeconds: 60,
  sync: { everyMinutes: 30, retryMinutes: 5, maxChangeShare: 0.1, discoverEveryMinutes: 360 },
  monitoring: {
    shards: ['one'],
    intervalSeconds: 300,
    recheckSeconds: 60,
    confirmDown: 3,
    confirmDownCritical: 3,
    landingSeconds: 60,
    canary: { zoneId: 'not-set', accountId: 'not-set' },
  },
  throttles: {
    api: { requestsPerSecond: 3_000, burst: 5_000 },
    // A refused LINE webhook is lost, so this stops floods only: our own peak is four calls per message sent.
    webhook: { requestsPerSecond: 2_000, burst: 4_000 },
    health: { requestsPerSecond: 5, burst: 10 },
  },
} as const;

// Long-term support; AWS takes other minor versions out of sale, and a stage could then no longer be made anew.
const engineVersion = '16.8';
// The first question after a pause waits for about 15 seconds, so only a stage without guests may sleep.
const sleepingDatabase: Database = { engineVersion, minAcu: 0, maxAcu: 2, backupDays: 1 };

const vendors = {
  // The phone number id is Meta's name for our number, not a secret; each deployment has its own.
  whatsApp: { baseUrl: 'https://graph.facebook.com', graphVersion: 'v26.0', phoneNumberId: '000000000000000' },
  line: { baseUrl: 'https://api.line.me' },
  google: {
    sheetsUrl: 'https://sheets.googleapis.com/',
    gmailUrl: 'https://gmail.googleapis.com/',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    // Which sheet and whose mailbox: not secrets, but each deployment has its own.
    spreadsheetId: 'not-set',
    mailbox: 'not-set',
    ourMailDomains: ['not-set'],
  },
  soundtrack: { url: 'https://api.soundtrackyourbrand.com/v2' },
};

const simulatedGoogle = 'http://127.0.0.1:4024/';

const stages: Record<StageName, StageConfig> = {
  Local: {
    ...common,
    name: 'Local',
    whatsApp: { baseUrl: 'http://127.0.0.1:4022', graphVersion: 'v26.0', phoneNumberId: '106540352242922' },
    line: { baseUrl: 'http://127.0.0.1:4023' },
    google: {
      sheetsUrl: simulatedGoogle,
      gmailUrl: simulatedGoogle,
      tokenUrl: `${simulatedGoogle}token`,
      spreadsheetId: 'venue-master',
      mailbox: 'support@bma.example',
      ourMailDomains: ['bma.example'],
    },
    soundtrack: { url: 'http://127.0.0.1:4021/v2' },
    logRetentionDays: 1,
    database: sleepingDatabase,
    durableData: 'delete-with-stack',
    reservedConcurrency: {},
    canary: false,
    directoryRecheckSeconds: 3,
    monitoring: {
      ...common.monitoring,
      shards: ['one', 'two'],
      intervalSeconds: 60,
      recheckSeconds: 10,
      landingSeconds: 0,
      // Our own venue in the demo estate, see local/estate/canary.ts.
      canary: {
        zoneId: 'U291bmRab25lLCw5YmU0cGZ2bDk3MC9Mb2NhdGlvbiwsYzZrZm54ZWZsOG8vQWNjb3VudCwsYzZrZm54ZWZsOG8v',
        accountId: 'QWNjb3VudCwsYzZrZm54ZWZsOG8v',
      },
    },
    shortened: [
      { what: 'a new version takes over', production: '10 % for 5 minutes, then all', here: 'all at once' },
      { what: 'a new venue directory is looked for', production: 'every 60 s', here: 'every 3 s' },
      { what: 'every zone is looked at', production: 'every 5 minutes', here: 'every minute' },
      { what: 'a zone that seems silent is looked at again', production: 'after 60 s', here: 'after 10 s' },
      { what: 'changes of zones reach the history', production: 'within a minute', here: 'at once' },
    ],
  },
  Dev: {
    ...common,
    ...vendors,
    name: 'Dev',
    logRetentionDays: 7,
    database: sleepingDatabase,
    durableData: 'delete-with-stack',
    reservedConcurrency: {},
    canary: false,
    shortened: [{ what: 'a new version takes over', production: '10 % for 5 minutes, then all', here: 'all at once' }],
  },
  Prod: {
    ...common,
    ...vendors,
    name: 'Prod',
    logRetentionDays: 30,
    database: { engineVersion, minAcu: 0.5, maxAcu: 8, backupDays: 14 },
    durableData: 'keep',
    reservedConcurrency: { receiveWebhook: 100, takeTurn: 100 },
    canary: true,
    shortened: [],
  },
};

/** The configuration of a stage; an unknown name fails with the names there are. */
export function stageConfig(name: string): StageConfig {
  if (name in stages) return stages[name as StageName];
  throw new Error(`There is no stage "${name}"; the stages are ${Object.keys(stages).join(', ')}.`);
}
