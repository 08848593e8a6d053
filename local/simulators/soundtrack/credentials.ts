import { shareOf } from './account-names.ts';
import { type Bucket, createBucket } from './buckets.ts';
import type { Sees, Settings } from './settings.ts';
import type { SimAccount, World } from './world.ts';

/** Whose eyes a request looks with. */
export type Viewer = {
  sees(account: SimAccount): boolean;
  /** In order of name. */
  accounts(): readonly SimAccount[];
};

/** One API client: its token, what it may spend and which accounts are linked to it. */
export type Credential = Viewer & {
  readonly at: number;
  bucket: Bucket;
  linked: Sees;
  /** Its token opens nothing any more. */
  revoked: boolean;
};

export function createCredential(at: number, settings: Settings, clock: () => Date, world: () => World): Credential {
  const token = settings.tokens[at];
  let seen: { by: string; accounts: readonly SimAccount[] } | undefined;
  const credential: Credential = {
    at,
    bucket: createBucket(settings, clock),
    linked: typeof token === 'object' ? (token.sees ?? 'all') : 'all',
    revoked: false,
    sees(account) {
      const { linked } = credential;
      if (linked === 'all') return true;
      if (!('part' in linked)) return linked.includes(account.id);
      return Math.floor(shareOf(`link:${account.id}`) * linked.of) === linked.part;
    },
    accounts() {
      const { linked } = credential;
      if (linked === 'all') return world().accounts();
      const by = `${world().version()} ${JSON.stringify(linked)}`;
      if (seen?.by !== by) seen = { by, accounts: world().accounts().filter(credential.sees) };
      return seen.accounts;
    },
  };
  return credential;
}

/** Whether a value from a door says which accounts are linked: 'all', a part of them, or their ids. */
export function linkFrom(value: unknown): Sees | undefined {
  if (value === 'all') return value;
  if (Array.isArray(value)) return value.every((id) => typeof id === 'string') ? value : undefined;
  const { part, of } = (value ?? {}) as { part?: unknown; of?: unknown };
  const isPart = Number.isInteger(part) && Number.isInteger(of) && Number(part) >= 0 && Number(part) < Number(of);
  return isPart ? { part: Number(part), of: Number(of) } : undefined;
}

/** The token of a setting, whichever way it was given. */
export const tokenOf = (token: Settings['tokens'][number]): string => (typeof token === 'string' ? token : token.token);
