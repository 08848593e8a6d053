import type { Feed } from '../feed.ts';
import type { Journal } from '../journal.ts';
import type { Random } from '../random.ts';
import type { Time, Waits } from '../time.ts';
import type { WebhookPost } from '../webhook-post.ts';
import type { WebhookSender } from '../webhook-sender.ts';
import type { People } from './identity.ts';
import type { Quota, RetryKeys } from './limits.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import type { LineFaults, Settings } from './settings.ts';

/** What the pieces of the LINE simulator share. */
export type Parts = {
  settings: Settings;
  time: Time;
  waits: Waits;
  random: Random;
  faults: LineFaults;
  feed: Feed;
  journal: Journal;
  people: People;
  replyTokens: ReplyTokens;
  /** Which chat a reply token answers. */
  chatOfToken: Map<string, string>;
  retryKeys: RetryKeys;
  quota: Quota;
  webhooks: WebhookSender;
  post: WebhookPost;
  /** Counts webhooks, so that every other one escapes its emoji. */
  nextStyle(): number;
};
