import type { Json } from '../json.ts';
import { createBucket } from './buckets.ts';
import { type Credential, linkFrom } from './credentials.ts';
import type { Ledger } from './ledger.ts';
import type { Settings } from './settings.ts';

type Result = { problem: string } | Json;

export type CredentialDoors = {
  show(): Json[];
  /** `{credential, sees?: 'all' | {part, of} | [account ids], revoked?}`; credentials count from 1. */
  change(body: Json): Result;
  /** `{capacity?, refillPerSecond?, costModel?, refusal?, pageLimit?}` of all; the buckets are full again. */
  limit(body: Json): Result;
};

const isPositive = (value: unknown) => typeof value === 'number' && value > 0;
const LIMITS: Record<string, (value: unknown) => boolean> = {
  capacity: isPositive,
  refillPerSecond: isPositive,
  pageLimit: isPositive,
  costModel: (value) => value === 'M' || value === 'L',
  refusal: (value) => value === 'message' || value === 'http-429',
};

/** The doors to what API clients may see and spend. */
export function createCredentialDoors(parts: {
  settings: Settings;
  credentials(): readonly Credential[];
  ledger: Ledger;
  clock: () => Date;
}): CredentialDoors {
  const { settings, credentials, ledger, clock } = parts;
  const row = ({ at, bucket, linked, revoked, accounts }: Credential) => {
    const { operations, ...spent } = ledger.spentBy(at);
    return {
      credential: at + 1,
      available: bucket.available(),
      capacity: settings.capacity,
      refillPerSecond: settings.refillPerSecond,
      costModel: settings.costModel,
      refusal: settings.refusal,
      sees: linked,
      accounts: accounts().length,
      revoked,
      spent,
      operations,
    };
  };
  return {
    show: () => credentials().map(row),
    change({ credential: number, sees, revoked }) {
      const credential = credentials()[Number(number) - 1];
      if (!credential) return { problem: `'credential' is 1 to ${credentials().length}` };
      const linked = sees === undefined ? credential.linked : linkFrom(sees);
      if (!linked) return { problem: "'sees' is 'all', {part, of} with part from 0, or a list of account ids" };
      if (revoked !== undefined && typeof revoked !== 'boolean') return { problem: "'revoked' is true or false" };
      credential.linked = linked;
      credential.revoked = revoked ?? credential.revoked;
      return row(credential);
    },
    limit(body) {
      const wrong = Object.entries(body).find(([name, value]) => !LIMITS[name]?.(value));
      if (wrong)
        return { problem: `'${wrong[0]}' cannot be ${JSON.stringify(wrong[1])}; known: ${Object.keys(LIMITS)}` };
      Object.assign(settings, body);
      for (const credential of credentials()) credential.bucket = createBucket(settings, clock);
      const { capacity, refillPerSecond, costModel, refusal, pageLimit } = settings;
      return { capacity, refillPerSecond, costModel, refusal, pageLimit };
    },
  };
}
