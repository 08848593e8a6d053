import { isObject } from '../../json.ts';

/** How often things happen, per 1,000 zones that usually play and day; a venue or chain that fails counts once. */
export type Rates = {
  /** One player away for minutes to hours. */
  outage: number;
  /** The same for seconds. */
  blip: number;
  /** A player that comes and goes for an hour or two. */
  flap: number;
  /** Somebody pressed pause. */
  pause: number;
  /** A player taken off its zone, and put back hours later. */
  unpaired: number;
  /** The internet of a venue. */
  venue: number;
  /** Something all venues of a chain share. */
  chain: number;
  /** The subscription of an account. */
  lapse: number;
  /** Somebody turned the volume to what nobody wants. */
  volume: number;
  /** A venue closes for weeks. */
  season: number;
  added: number;
  removed: number;
  renamed: number;
};

/** A calm fleet: of 10,000 zones about ten happenings an hour, half of them blips. */
export const GENTLE: Rates = {
  outage: 15,
  blip: 40,
  flap: 1,
  pause: 5,
  unpaired: 0.8,
  venue: 1,
  chain: 0.02,
  lapse: 0.2,
  volume: 6,
  season: 0.05,
  added: 0.3,
  removed: 0.15,
  renamed: 0.3,
};

export type ScriptOptions = {
  /** @default 'script' */
  seed?: string;
  /** A factor for all, or single rates in place of the gentle ones. @default 1 */
  rate?: number | Partial<Rates>;
  /** How many seconds of the script pass in one. @default 1 */
  speed?: number;
  /** Of the venues that close at night, those whose players pause or are switched off then. @default 0.5 */
  closingShare?: number;
};

export function ratesFrom(rate: ScriptOptions['rate'] = 1): Rates {
  if (typeof rate !== 'number') return { ...GENTLE, ...rate };
  return Object.fromEntries(Object.entries(GENTLE).map(([name, usual]) => [name, usual * rate])) as Rates;
}

/** Reads what came through a door; the problem in words when it makes no sense. */
export function scriptOptionsFrom({
  seed,
  rate,
  speed,
  closingShare,
}: Record<string, unknown>): { problem: string } | ScriptOptions {
  const isNumber = (value: unknown, most = 1e6): value is number =>
    typeof value === 'number' && value >= 0 && value <= most;
  const isRates = isObject(rate) && Object.entries(rate).every(([name, one]) => name in GENTLE && isNumber(one));
  if (rate !== undefined && !isNumber(rate) && !isRates) {
    return { problem: `'rate' is a factor, or rates by name: ${Object.keys(GENTLE).join(', ')}` };
  }
  if (speed !== undefined && (!isNumber(speed, 100_000) || speed === 0)) return { problem: "'speed' is above 0" };
  if (closingShare !== undefined && !isNumber(closingShare, 1)) return { problem: "'closingShare' is 0 to 1" };
  if (seed !== undefined && typeof seed !== 'string' && typeof seed !== 'number')
    return { problem: "'seed' is a text" };
  return {
    ...(seed !== undefined && { seed: String(seed) }),
    ...(rate !== undefined && { rate: rate as number | Partial<Rates> }),
    ...(isNumber(speed) && { speed }),
    ...(isNumber(closingShare) && { closingShare }),
  };
}
