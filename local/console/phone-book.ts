import type { Contact } from '../../lambdas/conversation/chat.ts';
import type { Change } from '../simulators/feed.ts';
import type { Entry } from '../simulators/journal.ts';
import { objectOf } from '../simulators/json.ts';
import type { WebhookRecord } from '../simulators/webhook-sender.ts';
import { type PhoneBubble, phoneView } from './phone-view.ts';
import type { SimulatorClient } from './simulator-client.ts';

/** What the console knows of one simulator, shared by all pages that look; it listens only while one does. */
export type PhoneBook = {
  bubblesOf(contact: Contact): Promise<{ reachable: boolean; bubbles: PhoneBubble[] }>;
  /** The last webhooks, newest first. */
  recent(): WebhookRecord[];
  faults(): object;
  subscribe(listener: (change: Change | 'connected') => void): () => void;
  close(): void;
};

const RECORDS_KEPT = 500;
const RECORDS_SHOWN = 12;

export function openPhoneBook(simulator: SimulatorClient): PhoneBook {
  const listeners = new Set<(change: Change | 'connected') => void>();
  let records: WebhookRecord[] = [];
  let faults: object = {};
  let watching: { close(): void } | undefined;

  const tell = (change: Change | 'connected') => {
    for (const listener of listeners) listener(change);
  };
  const catchUp = async () => {
    const [webhooks, switched] = await Promise.all([
      simulator.door('GET', 'webhooks'),
      simulator.door('GET', 'faults'),
    ]);
    if (webhooks.status === 200) records = (webhooks.body as WebhookRecord[]).slice(-RECORDS_KEPT);
    if (switched.status === 200) faults = objectOf(switched.body);
    tell('connected');
  };
  const onChange = (change: Change) => {
    if (change.type === 'webhook') {
      const { type: _, ...record } = change;
      records = [...records, record as unknown as WebhookRecord].slice(-RECORDS_KEPT);
    }
    if (change.type === 'fault') {
      const { type: _, ...switched } = change;
      faults = switched;
    }
    // A reset also switches faults off.
    if (change.type === 'reset') void catchUp();
    tell(change);
  };

  return {
    async bubblesOf({ channel, userId }) {
      const { status, body } = await simulator.door('GET', `messages?all=1&to=${encodeURIComponent(userId)}`);
      if (status !== 200) return { reachable: false, bubbles: [] };
      return { reachable: true, bubbles: phoneView(channel, body as Entry[], records) };
    },
    recent: () => records.slice(-RECORDS_SHOWN).reverse(),
    faults: () => faults,
    subscribe(listener) {
      listeners.add(listener);
      watching ??= simulator.watch({ onConnected: () => void catchUp(), onChange });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        watching?.close();
        watching = undefined;
      };
    },
    close: () => watching?.close(),
  };
}
