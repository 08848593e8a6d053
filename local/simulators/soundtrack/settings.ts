import type { Estate } from '../../estate/estate.ts';
import type { Faults } from '../faults.ts';
import type { Time } from '../time.ts';
import type { ScriptOptions } from './script/rates.ts';

export type CostModel = 'M' | 'L';

/** The accounts linked to an API client: all, one of so many parts that share nothing, or these. */
export type Sees = 'all' | { part: number; of: number } | readonly string[];
export type TokenLink = { token: string /** @default 'all' */; sees?: Sees };

export type SoundtrackOptions = {
  /** @default 0 (any free port) */
  port?: number;
  /** Whose accounts and zones it holds. */
  estate: Estate;
  /** Each is one API client with a bucket of its own. @default ['local-soundtrack-token'], which sees every account */
  tokens?: readonly (string | TokenLink)[];
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
  /** How a request is refused that costs more than there is left. @default 'message' */
  refusal?: 'message' | 'http-429';
  /** How long after the answer to a mutation its player reacts: at least, at most. @default [500, 2000] */
  reactionMilliseconds?: readonly [number, number];
  /** What goes wrong by itself. @default nothing */
  script?: ScriptOptions;
  /** @default 'soundtrack' */
  seed?: string;
};

export type Settings = Required<Omit<SoundtrackOptions, 'time' | 'estate' | 'script'>>;

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
  /** `{credential?}`, counted from 1: its token is refused. */
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
  /** `{of?: 'accounts' | 'zones', keep?: 0..1}`: a page breaks off and says that there is no more. @default half of both */
  'shortPage',
  /** `{zone: id or ids}`: in no list and under no id, as long as it lasts. */
  'zoneVanished',
  /** `{zone?}`: a zone that does not play still shows its last song. */
  'staleNowPlaying',
  /** `{zone?}`: something plays, nobody knows what. */
  'trackNull',
  /** `{seconds}`: Soundtrack's clock is so much ahead (or behind, below 0), in its `Date` header and in its times. */
  'clockSkew',
] as const;
export type FaultName = (typeof FAULTS)[number];
export type SoundtrackFaults = Faults<FaultName>;

export function settingsFrom({ time: _, estate: __, script: ___, ...options }: SoundtrackOptions): Settings {
  return {
    port: 0,
    tokens: ['local-soundtrack-token'],
    costModel: 'L',
    capacity: 3_600,
    refillPerSecond: 50,
    pageLimit: 1_000,
    refusal: 'message',
    reactionMilliseconds: [500, 2_000],
    seed: 'soundtrack',
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}
