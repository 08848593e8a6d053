import type { Busy } from '../busy.ts';
import type { Feed } from '../feed.ts';
import type { Journal } from '../journal.ts';
import type { Random } from '../random.ts';
import type { Time, Waits } from '../time.ts';
import type { WebhookSender } from '../webhook-sender.ts';
import type { People } from './identity.ts';
import type { PairRate, Windows } from './limits.ts';
import type { Settings, WhatsAppFaults } from './settings.ts';

/** What the pieces of the WhatsApp simulator share. */
export type Parts = {
  settings: Settings;
  time: Time;
  waits: Waits;
  busy: Busy;
  random: Random;
  faults: WhatsAppFaults;
  feed: Feed;
  journal: Journal;
  people: People;
  windows: Windows;
  pairRate: PairRate;
  webhooks: WebhookSender;
  /** Counts webhooks, so that each is spelt in the next JSON style. */
  nextStyle(): number;
};
