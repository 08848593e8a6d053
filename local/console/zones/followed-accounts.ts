import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountStates, SavedAccount } from '../../../lambdas/monitoring/store/account-states.ts';

export type FollowedAccounts = () => Promise<ReadonlyMap<string, SavedAccount>>;

/**
 * The states of all accounts, kept beside the table: a scan of keys and numbers says which were written since, and only
 * those are read. Asking more often than `leastMilliseconds` answers what is known.
 */
export function followAccounts(
  { numbers, load }: { numbers(): Promise<Map<string, number>>; load: AccountStates['load'] },
  { leastMilliseconds, clock }: { leastMilliseconds: number; clock: () => Date },
): FollowedAccounts {
  const known = new Map<string, SavedAccount>();
  let lookedAt = 0;
  let looking: Promise<void> | undefined;
  const look = async () => {
    const now = await numbers();
    for (const id of known.keys()) if (!now.has(id)) known.delete(id);
    const changed = [...now].filter(([id, seq]) => known.get(id)?.seq !== seq).map(([id]) => id);
    for (const [id, saved] of await load(changed)) known.set(id, saved);
    lookedAt = clock().getTime();
  };
  return async () => {
    if (clock().getTime() - lookedAt >= leastMilliseconds) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return known;
  };
}

const SEGMENTS = 2;

/** By account, the number of its last write. */
export async function accountNumbers(db: DynamoDBDocumentClient, table: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const segment = async (at: number) => {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new ScanCommand({
          TableName: table,
          FilterExpression: 'sk = :state',
          ExpressionAttributeValues: { ':state': 'STATE' },
          ProjectionExpression: 'accountId, seq',
          Segment: at,
          TotalSegments: SEGMENTS,
          ExclusiveStartKey: from,
        }),
      );
      for (const { accountId, seq } of page.Items ?? []) found.set(String(accountId), Number(seq));
      from = page.LastEvaluatedKey;
    } while (from);
  };
  await Promise.all(Array.from({ length: SEGMENTS }, (_, at) => segment(at)));
  return found;
}
