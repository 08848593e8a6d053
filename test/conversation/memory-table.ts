import type { Contact, Report } from '../../lambdas/conversation/chat.ts';
import type { OutboxRow } from '../../lambdas/conversation/outbox/outbox-row.ts';
import type { OutboxStore } from '../../lambdas/conversation/outbox/outbox-store.ts';
import {
  type ChatRecord,
  type ChatStore,
  newChat,
  type SetAside,
} from '../../lambdas/conversation/store/chat-record.ts';
import { asideSort, chatKey, outboxSort, stateSort } from '../../lambdas/conversation/store/keys.ts';
import type { Overdue } from '../../lambdas/conversation/turns/chase.ts';
import type { DueItem } from '../../lambdas/conversation/turns/relay.ts';

export type MemoryTable = Overdue & {
  chats: ChatStore;
  outbox: OutboxStore;
  /** What the table's stream would show: changes that carry `nudge`. */
  changes: (DueItem & { id: string })[];
  reports(): Report[];
  rows(): OutboxRow[];
  chat(contact: Contact): ChatRecord | undefined;
};

/** The chat table in memory: the same contract as the DynamoDB adapters, held by the same suite. */
export function memoryTable(): MemoryTable {
  const states = new Map<string, ChatRecord>();
  const events = new Set<string>();
  const rows = new Map<string, OutboxRow>();
  const asides = new Map<string, SetAside>();
  const reports = new Map<string, Report>();
  const changes: (DueItem & { id: string })[] = [];
  const announce = (item: DueItem) => changes.push({ ...item, id: String(changes.length) });

  const chats: ChatStore = {
    load: async (contact) => structuredClone(states.get(chatKey(contact)) ?? newChat(contact)),
    async save({ record, heard, outbox, report, setAside, takenUp }) {
      const pk = chatKey(record.contact);
      const seen =
        (heard && events.has(`${pk}/${heard.eventId}`)) ||
        (report && reports.has(report.id)) ||
        (setAside && asides.has(pk + asideSort(setAside.version))) ||
        (takenUp && !asides.has(pk + asideSort(takenUp.version)));
      if (seen) return 'seen-before';
      if ((states.get(pk)?.version ?? 0) !== record.version) return 'conflict';
      const next = { ...structuredClone(record), version: record.version + 1 };
      states.set(pk, next);
      if (heard) events.add(`${pk}/${heard.eventId}`);
      if (report) reports.set(report.id, report);
      if (setAside) asides.set(pk + asideSort(setAside.version), structuredClone(setAside));
      if (takenUp) asides.delete(pk + asideSort(takenUp.version));
      if (next.due) announce({ pk, sk: stateSort, version: next.version, due: next.due });
      if (outbox) {
        rows.set(pk + outboxSort(outbox.seq), structuredClone(outbox));
        announce({ pk, sk: outboxSort(outbox.seq), ...(outbox.due && { due: outbox.due }) });
      }
      return 'saved';
    },
    loadSetAside: async (contact, version) => structuredClone(asides.get(chatKey(contact) + asideSort(version))),
  };

  const outbox: OutboxStore = {
    row: async (contact, seq) => structuredClone(rows.get(chatKey(contact) + outboxSort(seq))),
    async openRows(contact) {
      const chat = states.get(chatKey(contact));
      const open = [...rows.values()].filter((row) => row.open && chatKey(row.contact) === chatKey(contact));
      return {
        rows: structuredClone(open.sort((a, b) => a.seq - b.seq)),
        reach: {
          ...(chat?.lastInboundAt && { lastInboundAt: chat.lastInboundAt }),
          ...(chat?.phone && { phone: chat.phone }),
        },
      };
    },
    async save(row, options = { nudge: false }) {
      const key = chatKey(row.contact) + outboxSort(row.seq);
      const current = rows.get(key);
      if (!current) throw new Error('the row is gone');
      if (current.revision !== row.revision) return { kind: 'conflict', row: structuredClone(current) };
      const next = { ...structuredClone(row), revision: row.revision + 1 };
      rows.set(key, next);
      if (options.nudge) announce({ pk: chatKey(row.contact), sk: outboxSort(row.seq) });
      return { kind: 'saved', row: structuredClone(next) };
    },
  };

  return {
    chats,
    outbox,
    changes,
    reports: () => [...reports.values()],
    rows: () => [...rows.values()],
    chat: (contact) => states.get(chatKey(contact)),
    async list(before) {
      const isDue = (due: string | undefined) => due !== undefined && Date.parse(due) < before.getTime();
      const turns = [...states].flatMap(([pk, chat]) =>
        isDue(chat.due) ? [{ pk, sk: stateSort, version: chat.version }] : [],
      );
      const sends = [...rows.values()].flatMap((row) =>
        isDue(row.due) ? [{ pk: chatKey(row.contact), sk: outboxSort(row.seq) }] : [],
      );
      return [...turns, ...sends];
    },
  };
}
