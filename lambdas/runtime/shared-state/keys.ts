import { digest } from '../fingerprint.ts';

export type ItemKey = { pk: string; sk: string };

/** Keys of the shared-state table: short-lived things that every instance of every function sees alike. */
export const leaseKey = (name: string): ItemKey => ({ pk: `LEASE#${name}`, sk: 'LEASE' });
export const breakerKey = (source: string): ItemKey => ({ pk: `BREAKER#${source}`, sk: 'BREAKER' });
export const bucketKey = (limit: string, who: string): ItemKey => ({
  pk: `BUCKET#${limit}#${fitting(who)}`,
  sk: 'BUCKET',
});
/** Entries stand beside the generation of their scope, and under no other scope. */
export const entryKey = (scope: string, cache: string, key: string): ItemKey => ({
  pk: scopePartition(scope),
  sk: `ENTRY#${cache}#${fitting(key)}`,
});
export const generationKey = (scope: string): ItemKey => ({ pk: scopePartition(scope), sk: 'GENERATION' });

const scopePartition = (scope: string): string => `CACHE#${scope}`;

/** A sort key holds 1,024 bytes. */
const fitting = (text: string): string => (Buffer.byteLength(text) <= 256 ? text : `sha256-${digest(text)}`);

/** The table's expiry attribute is in whole seconds; DynamoDB deletes days later, so no reader may rely on it. */
export const expiresAt = (milliseconds: number): number => Math.ceil(milliseconds / 1000);
