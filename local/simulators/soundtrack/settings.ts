import type { Estate } from '../../estate/estate.ts';
import type { Faults } from '../faults.ts';
import type { Time } from '../time.ts';

export type CostModel = 'M' | 'L';

export type SoundtrackOptions = {
  /** @default 0 (any free port) */
  port?: number;
  /** Whose accounts and zones it holds. */
  estate: Estate;
  /** Each is one API client with a bucket of its own, and sees every account. @default ['local-soundtrack-token'] */
  tokens?: readonly string[];
  /** @default the machine's clock and timers */
  time?: Time;
  /** How a request is priced: `L` by the level of its fields, `M` by page sizes. @default 'L' */
  costModel?: CostModel;
  /** Most tokens a bucket holds. @default 3600 */
  capacity?: number;
  /** @default 50 */
  refillPerSecond?: number;
  /** Largest `first`. @default 1000 */
  pageLimit?: number;
  /** @default 'soundtrack' */
  seed?: string;
};

export type Settings = Required<Omit<SoundtrackOptions, 'time' | 'estate'>>;

export const FAULTS = [
  /** `{status?}`: no GraphQL at all. */
  'http500',
  'http503',
  /** `{seconds?}`: no answer, then the connection ends. */
  'timeout',
  /** The request runs, its answer is lost. */
  'lostResponse',
  /** The connection breaks in the middle of the answer. */
  'halfPage',
  /** A 200 that is a web page. */
  'notJson',
  /** The token is refused. */
  'tokenRevoked',
  /** `{form?: 'message' | 'code' | 'http-429', cost?, available?, retryAfterSeconds?}` */
  'throttled',
  /** No cost headers. */
  'headersMissing',
  /** `{milliseconds?}` */
  'slow',
  /** `{field: 'SoundZone.online'}`: the field is gone, and every query that names it with it. */
  'unknownField',
  /** `{account?}`: the zones of an account fail inside Soundtrack, the rest of the answer stands. */
  'partialErrors',
  /** `{account}`: no longer ours to see. */
  'forbidden',
  /** `{zone?}`: the location of a zone was closed; the zone reads on. */
  'locationGone',
  /** An edge without its node. */
  'nullNodes',
] as const;
export type FaultName = (typeof FAULTS)[number];
export type SoundtrackFaults = Faults<FaultName>;

export function settingsFrom({ time: _, estate: __, ...options }: SoundtrackOptions): Settings {
  return {
    port: 0,
    tokens: ['local-soundtrack-token'],
    costModel: 'L',
    capacity: 3_600,
    refillPerSecond: 50,
    pageLimit: 1_000,
    seed: 'soundtrack',
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}
