import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Contact, Fragment } from '../../../lambdas/conversation/chat.ts';
import { newRow, withParcel } from '../../../lambdas/conversation/outbox/outbox-row.ts';
import type { OutboxStore } from '../../../lambdas/conversation/outbox/outbox-store.ts';
import type { ChatStore } from '../../../lambdas/conversation/store/chat-record.ts';
import { chatStoreInDynamoDb } from '../../../lambdas/conversation/store/chat-store-in-dynamodb.ts';
import { chatKey, outboxSort } from '../../../lambdas/conversation/store/keys.ts';
import { outboxStoreInDynamoDb } from '../../../lambdas/conversation/store/outbox-store-in-dynamodb.ts';
import { overdueInDynamoDb } from '../../../lambdas/conversation/store/overdue-in-dynamodb.ts';
import type { Overdue } from '../../../lambdas/conversation/turns/chase.ts';
import { aMessage } from '../../builders/messages.ts';
import { memoryTable } from '../memory-table.ts';
import { startChatTable } from './chat-table-engine.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const clock = () => now;

type Stores = { chats: ChatStore; outbox: OutboxStore; overdue: Overdue };
let engine: Awaited<ReturnType<typeof startChatTable>>;
beforeAll(async () => {
  engine = await startChatTable();
});
afterAll(() => engine.close());

const kinds: [string, () => Stores][] = [
  [
    'DynamoDB',
    () => ({
      chats: chatStoreInDynamoDb(engine.db, engine.table, clock),
      outbox: outboxStoreInDynamoDb(engine.db, engine.table, clock),
      overdue: overdueInDynamoDb(engine.db, engine.table),
    }),
  ],
  [
    'memory',
    () => {
      const table = memoryTable();
      return { ...table, overdue: table };
    },
  ],
];

let people = 0;
const someone = (): Contact => ({ channel: 'whatsapp', userId: `TH.${++people}` });
const fragment = (text: string): Fragment => aMessage(text, now.getTime()).fragment;
const rowOf = (contact: Contact, seq: number) =>
  newRow(
    {
      contact,
      seq,
      payloads: { channel: 'whatsapp', each: [{ type: 'text', text: { preview_url: false, body: 'Hi' } }] },
    },
    now,
  );

describe('a row in DynamoDB', () => {
  it.each([true, false])('is put on the stream for the outbox worker: %s', async (nudge) => {
    const outbox = outboxStoreInDynamoDb(engine.db, engine.table, clock);
    const chats = chatStoreInDynamoDb(engine.db, engine.table, clock);
    const contact = someone();
    await chats.save({ record: await chats.load(contact), outbox: rowOf(contact, 1) });
    await outbox.save(rowOf(contact, 1), { nudge });
    const Key = { pk: chatKey(contact), sk: outboxSort(1) };
    const { Item } = await engine.db.send(new GetCommand({ TableName: engine.table, Key }));
    expect([Item?.revision, Item?.nudge ?? false]).toEqual([2, nudge]);
  });
});

describe('the mark of a processed event', () => {
  it('counts as absent once it has expired, though DynamoDB deletes it days later', async () => {
    const contact = someone();
    let today = now;
    const chats = chatStoreInDynamoDb(engine.db, engine.table, () => today);
    const hearAgain = async () => chats.save({ record: await chats.load(contact), heard: { eventId: 'e' } });
    const days = (count: number) => new Date(now.getTime() + count * 24 * 3600_000);
    expect(await hearAgain()).toBe('saved');
    today = days(13);
    expect(await hearAgain()).toBe('seen-before');
    today = days(15);
    expect(await hearAgain()).toBe('saved');
  });
});

describe.each(kinds)('the chat store in %s', (_, stores) => {
  it('knows a new person as an empty chat, and a saved one as saved', async () => {
    const { chats } = stores();
    const contact = someone();
    const chat = await chats.load(contact);
    expect(chat).toMatchObject({ version: 0, pending: [] });
    expect(await chats.save({ record: { ...chat, pending: [fragment('Hi')] }, heard: { eventId: 'e' } })).toBe('saved');
    expect(await chats.load(contact)).toMatchObject({ version: 1, pending: [{ text: 'Hi' }] });
  });

  it('takes an event once, whatever version the chat has by then', async () => {
    const { chats } = stores();
    const contact = someone();
    await chats.save({ record: await chats.load(contact), heard: { eventId: 'e' } });
    expect(await chats.save({ record: await chats.load(contact), heard: { eventId: 'e' } })).toBe('seen-before');
    expect((await chats.load(contact)).version).toBe(1);
  });

  it('lets one of two writers through who read the same version', async () => {
    const { chats } = stores();
    const record = await chats.load(someone());
    const outcomes = await Promise.all([1, 2, 3].map((n) => chats.save({ record, heard: { eventId: `e${n}` } })));
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'saved']);
  });

  it('writes conversation, answer and report together or not at all', async () => {
    const { chats, outbox } = stores();
    const contact = someone();
    const record = await chats.load(contact);
    const report = {
      id: `r-${contact.userId}`,
      venueId: 'v1',
      text: 'silent',
      contact,
      personName: 'Anna',
      position: 'GM',
      language: 'en' as const,
      reportedAt: now.toISOString(),
    };
    expect(await chats.save({ record, outbox: rowOf(contact, 1), report })).toBe('saved');
    const again = await chats.load(contact);
    expect(await chats.save({ record: again, outbox: rowOf(contact, 2), report })).toBe('seen-before');
    expect(await outbox.row(contact, 2)).toBeUndefined();
    expect((await outbox.openRows(contact)).rows.map(({ seq }) => seq)).toEqual([1]);
  });

  it('gives set-aside fragments out once', async () => {
    const { chats } = stores();
    const contact = someone();
    const record = await chats.load(contact);
    await chats.save({ record, setAside: { version: 7, fragments: [fragment('poison')] } });
    expect(await chats.loadSetAside(contact, 7)).toMatchObject({ fragments: [{ text: 'poison' }] });
    const take = async () => chats.save({ record: await chats.load(contact), takenUp: { version: 7 } });
    expect(await take()).toBe('saved');
    expect(await take()).toBe('seen-before');
    expect(await chats.loadSetAside(contact, 7)).toBeUndefined();
  });
});

describe.each(kinds)('the outbox in %s', (_, stores) => {
  it('lists open rows oldest first, with how the person is reached, and forgets settled ones', async () => {
    const { chats, outbox } = stores();
    const contact = someone();
    for (const seq of [1, 2, 3]) {
      const chat = await chats.load(contact);
      const record = { ...chat, phone: '66812345678', lastInboundAt: now.toISOString() };
      await chats.save({ record, outbox: rowOf(contact, seq) });
    }
    const { rows, reach } = await outbox.openRows(contact);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(reach).toEqual({ phone: '66812345678', lastInboundAt: now.toISOString() });
    const [first] = rows;
    if (!first) throw new Error('no row');
    const sent = withParcel(first, 0, { state: 'delivered', attempts: 1, at: now.toISOString() });
    expect(await outbox.save(sent)).toMatchObject({ kind: 'saved', row: { open: false } });
    expect((await outbox.openRows(contact)).rows.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('answers the current row to a writer who came second', async () => {
    const { chats, outbox } = stores();
    const contact = someone();
    await chats.save({ record: await chats.load(contact), outbox: rowOf(contact, 1) });
    const row = await outbox.row(contact, 1);
    if (!row) throw new Error('no row');
    await outbox.save(withParcel(row, 0, { state: 'claimed', attempts: 1, since: now.toISOString() }));
    const second = await outbox.save(withParcel(row, 0, { state: 'queued', attempts: 9 }));
    expect(second).toMatchObject({ kind: 'conflict', row: { parcels: [{ state: 'claimed' }] } });
  });

  it('lists as overdue what should have been done by then: pending fragments and unsent answers', async () => {
    const { chats, overdue } = stores();
    const contact = someone();
    const due = new Date(now.getTime() - 60_000).toISOString();
    const record = { ...(await chats.load(contact)), pending: [fragment('Hi')], due };
    await chats.save({ record, outbox: rowOf(contact, 1) });
    const mine = (items: { pk: string; sk: string }[]) =>
      items.filter(({ pk }) => pk.endsWith(contact.userId)).map(({ sk }) => sk);
    expect(mine(await overdue.list(now, 500))).toEqual(['STATE']);
    expect(mine(await overdue.list(new Date(now.getTime() + 1_000), 500)).sort()).toEqual([
      'OUT#000000000001',
      'STATE',
    ]);
  });
});

describe('the chat store on DynamoDB', () => {
  const cancelled = (...codes: string[]) => {
    const send = async () => {
      const CancellationReasons = codes.map((Code) => ({ Code }));
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
    };
    return chatStoreInDynamoDb({ send } as unknown as DynamoDBDocumentClient, 'chats', clock);
  };
  const change = async () => ({ record: await memoryTable().chats.load(someone()), heard: { eventId: 'e' } });

  it.each([
    [['TransactionConflict', 'None'], 'conflict'],
    [['ConditionalCheckFailed', 'None'], 'conflict'],
    [['None', 'ConditionalCheckFailed'], 'seen-before'],
    [['ConditionalCheckFailed', 'ConditionalCheckFailed'], 'seen-before'],
  ])('reads a transaction cancelled by %j as %s', async (codes, outcome) => {
    expect(await cancelled(...codes).save(await change())).toBe(outcome);
  });

  it.each(['ThrottlingError', 'ValidationError', 'ProvisionedThroughputExceeded'])(
    'never takes %s for "done already"',
    async (code) => {
      await expect(cancelled(code, 'None').save(await change())).rejects.toThrow('cancelled');
    },
  );

  it('reads what it was woken by: consistently', async () => {
    const asked: unknown[] = [];
    const send = async (command: { input: { ConsistentRead?: boolean } }) => {
      asked.push(command.input.ConsistentRead);
      return {};
    };
    const db = { send } as unknown as DynamoDBDocumentClient;
    await chatStoreInDynamoDb(db, 'chats', clock).load(someone());
    await outboxStoreInDynamoDb(db, 'chats', clock).openRows(someone());
    expect(asked).toEqual([true, true, true]);
  });
});
