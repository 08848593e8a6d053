import * as z from 'zod';
import type { AccountChanged } from '../../events/zone-change.ts';
import { AccountItem } from '../store/account-item.ts';

/** An attribute of an item as a table's stream carries it. */
export type Attribute = { S?: string; N?: string };
export type Image = { [name: string]: Attribute };

/** What a record of the table's stream says. `other`: no account's state. */
export type ChangeRecord =
  | { kind: 'changed'; event: AccountChanged; writtenAt: Date }
  | { kind: 'unreadable'; fields: string }
  | { kind: 'other' };

/** Only what is landed: a state of a later version must not keep its news from history. */
const News = AccountItem.pick({ event: true }).extend({
  writtenAt: z.iso.datetime().transform((text) => new Date(text)),
});

/** Reads the new image of a record. */
export function readRecord(image: Image | undefined): ChangeRecord {
  if (!image?.pk?.S?.startsWith('ACCOUNT#') || image.sk?.S !== 'STATE') return { kind: 'other' };
  const parsed = News.safeParse({ event: image.event?.S, writtenAt: image.writtenAt?.S });
  if (!parsed.success)
    return { kind: 'unreadable', fields: parsed.error.issues.map(({ path }) => path.join('.')).join(', ') };
  const { event, writtenAt } = parsed.data;
  // Numbers go further than the calendar does.
  if (Number.isNaN(new Date(event.observedAt).getTime())) return { kind: 'unreadable', fields: 'event.observedAt' };
  return { kind: 'changed', event, writtenAt };
}
