import * as z from 'zod';
import { AccountChanged } from '../../events/zone-change.ts';
import { AccountState } from '../detection/zone-state.ts';
import { unpacked } from './packed.ts';

export type ItemKey = { pk: string; sk: string };

export const accountKey = (accountId: string): ItemKey => ({ pk: `ACCOUNT#${accountId}`, sk: 'STATE' });

/** The index `in-trouble` holds only the accounts that have something to watch closely. */
export const TROUBLES = ['outage', 'suspected'] as const;
export type Trouble = (typeof TROUBLES)[number];

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return unpacked(text);
      } catch {
        context.addIssue('neither JSON nor packed');
        return z.NEVER;
      }
    })
    .pipe(schema);

/**
 * One item an account, written only when a reading changed something. `event` is what this very write brought: state
 * and news are one write, so neither is ever without the other, and the table's stream carries the news onward.
 */
export const AccountItem = z.object({
  pk: z.string(),
  sk: z.literal('STATE'),
  accountId: z.string(),
  /** Each write is one more; the condition of the next one. */
  seq: z.int().positive(),
  state: json(AccountState),
  event: json(AccountChanged),
  /** The leg of which round covers the account: where its last look is noted. */
  shard: z.string(),
  leg: z.string(),
  /** ISO, by the writer's clock. */
  writtenAt: z.string(),
  /** When a further look is on its way; milliseconds since 1970. */
  recheckAt: z.number().optional(),
  trouble: z.enum(TROUBLES).optional(),
  /** ISO. */
  troubleSince: z.string().optional(),
  /** Zones with an outage. */
  zonesOut: z.int().positive().optional(),
});
export type AccountItem = z.output<typeof AccountItem>;

/** What the next reading needs of an item: not its news, which are half of it and long told. */
export const SavedItem = AccountItem.omit({ pk: true, sk: true, event: true, writtenAt: true });
