import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../runtime/clock.ts';
import type { OutboxRow } from '../outbox/outbox-row.ts';
import {
  type ChatChange,
  type ChatRecord,
  type ChatStore,
  newChat,
  type SaveOutcome,
  type SetAside,
} from './chat-record.ts';
import {
  asideSort,
  chatKey,
  dueShardOf,
  eventSort,
  expiry,
  handOverKey,
  handOverSort,
  keepSeconds,
  outboxSort,
  padded,
  reportSort,
  stateSort,
  venueKey,
} from './keys.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export function chatStoreInDynamoDb(db: DynamoDBDocumentClient, table: string, clock: Clock): ChatStore {
  return {
    async load(contact) {
      const key = { pk: chatKey(contact), sk: stateSort };
      const found = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return found.Item ? (found.Item.chat as ChatRecord) : newChat(contact);
    },

    async save(change) {
      const writes = writesOf(change, table, clock());
      try {
        await db.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
        return 'saved';
      } catch (error) {
        return outcomeOf(error, writes);
      }
    },

    async loadSetAside(contact, version) {
      const key = { pk: chatKey(contact), sk: asideSort(version) };
      const found = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return found.Item?.aside as SetAside | undefined;
    },
  };
}

/** Each write with what it means when its condition fails. */
type Conditional = { write: Write; refused: Exclude<SaveOutcome, 'saved'> };

function writesOf(change: ChatChange, table: string, now: Date): Conditional[] {
  const { record, heard, outbox, report, handOver, setAside, takenUp } = change;
  const { contact } = record;
  const pk = chatKey(contact);
  const writes: Conditional[] = [{ write: stateWrite(record, table, now), refused: 'conflict' }];
  const put = (item: Record<string, unknown>, condition: string, refused: Conditional['refused']) =>
    writes.push({
      write: {
        Put: {
          TableName: table,
          Item: item,
          ConditionExpression: condition,
          ...(condition.includes(':now') && { ExpressionAttributeValues: { ':now': expiry(now, 0) } }),
        },
      },
      refused,
    });
  if (heard) {
    const item = { pk, sk: eventSort(heard.eventId), expiresAt: expiry(now, keepSeconds.event) };
    put(item, 'attribute_not_exists(pk) OR expiresAt < :now', 'seen-before');
  }
  if (outbox) put(outboxItem(outbox, now, { nudge: true }), 'attribute_not_exists(pk)', 'conflict');
  if (report) {
    const item = { pk: venueKey(report.venueId), sk: reportSort(report.reportedAt, report.id), report };
    put(item, 'attribute_not_exists(pk)', 'seen-before');
  }
  if (handOver) {
    const { requestedAt, id } = handOver;
    put(
      { pk: handOverKey(requestedAt), sk: handOverSort(requestedAt, id), handOver },
      'attribute_not_exists(pk)',
      'seen-before',
    );
  }
  if (setAside) {
    const item = { pk, sk: asideSort(setAside.version), aside: setAside, expiresAt: expiry(now, keepSeconds.aside) };
    put(item, 'attribute_not_exists(pk)', 'seen-before');
  }
  if (takenUp) {
    const key = { pk, sk: asideSort(takenUp.version) };
    const write = { Delete: { TableName: table, Key: key, ConditionExpression: 'attribute_exists(pk)' } };
    writes.push({ write, refused: 'seen-before' });
  }
  return writes;
}

/** `due` and `nudge` stand beside the record only while fragments wait: the index and the stream filter see just that. */
function stateWrite(record: ChatRecord, table: string, now: Date): Write {
  const { contact, version, due } = record;
  const next: ChatRecord = { ...record, version: version + 1 };
  const item = {
    pk: chatKey(contact),
    sk: stateSort,
    v: next.version,
    chat: next,
    expiresAt: expiry(now, keepSeconds.state),
    ...(due && { due, dueShard: dueShardOf(contact), nudge: true }),
  };
  const condition =
    version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': version } };
  return { Put: { TableName: table, Item: item, ...condition } };
}

/**
 * `open` puts the row into the chat's list of unsettled answers, `due` into the list of overdue work, `nudge` onto the
 * stream to the outbox worker. Held answers, the only rows that stay open for more than a
 * day, are forgotten long before their chat is, whose next life counts its rows from one again.
 */
export function outboxItem(row: OutboxRow, now: Date, options: { nudge: boolean }): Record<string, unknown> {
  return {
    pk: chatKey(row.contact),
    sk: outboxSort(row.seq),
    revision: row.revision,
    row,
    expiresAt: expiry(now, row.open ? keepSeconds.held : keepSeconds.outbox),
    ...(row.open && { open: padded(row.seq) }),
    ...(row.due && { due: row.due, dueShard: dueShardOf(row.contact) }),
    ...(options.nudge && { nudge: true }),
  };
}

/** "Seen before" outranks a conflict: the event is done, whatever else changed meanwhile. */
function outcomeOf(error: unknown, writes: Conditional[]): SaveOutcome {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  const refusals = codes.flatMap((code, i) => (code === 'ConditionalCheckFailed' ? (writes[i]?.refused ?? []) : []));
  if (refusals.includes('seen-before')) return 'seen-before';
  if (refusals.length > 0 || codes.includes('TransactionConflict')) return 'conflict';
  throw error;
}
