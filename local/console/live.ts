import type { ServerResponse } from 'node:http';
import { CHANNELS, type Channel, type Contact } from '../../lambdas/conversation/chat.ts';
import type { Change } from '../simulators/feed.ts';
import type { Chats } from './chats.ts';
import type { ApiHealth } from './health.ts';
import type { PhoneBook } from './phone-book.ts';

/** Whom a page looks at: the person on each phone. */
export type Watched = Record<Channel, Contact>;

export type LiveOptions = {
  books: Record<Channel, PhoneBook>;
  chats: Pick<Chats, 'view'>;
  health(): Promise<ApiHealth>;
  onProblem(message: string): void;
};

const CHAT_MILLISECONDS = 400;
const HEALTH_MILLISECONDS = 5_000;

/**
 * Keeps one page up to date: simulators tell what changed, the chat table is asked a few times a second, and only while
 * the page is open. Always whole pictures, never steps, so a page that missed something is right again by the next one.
 */
export function watchFor(response: ServerResponse, watched: Watched, options: LiveOptions): void {
  const { books, chats, health, onProblem } = options;
  const last = new Map<string, string>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const tell = (event: string, channel: Channel | 'api', data: unknown) => {
    const line = JSON.stringify({ channel, ...(data as object) });
    if (closed || last.get(`${event} ${channel}`) === line) return;
    last.set(`${event} ${channel}`, line);
    response.write(`event: ${event}\ndata: ${line}\n\n`);
  };

  /** Runs now and then again after each pause; one at a time, and one that fails is told once. */
  const keep = (name: string, milliseconds: number, look: () => Promise<void>) => {
    let failing = false;
    const round = async () => {
      try {
        await look();
        failing = false;
      } catch (problem) {
        if (!failing && !closed) onProblem(`console: ${name}: ${problem instanceof Error ? problem.message : problem}`);
        failing = true;
      }
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        void round();
      }, milliseconds);
      timers.add(timer);
    };
    void round();
  };

  const showPhone = (channel: Channel) => phones[channel]();
  const phones = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      oneAtATime(async () => tell('phone', channel, await books[channel].bubblesOf(watched[channel]))),
    ]),
  ) as Record<Channel, () => Promise<void>>;
  const showDesk = (channel: Channel) => {
    tell('webhooks', channel, { records: books[channel].recent() });
    tell('faults', channel, books[channel].faults());
  };

  const onChange = (channel: Channel, change: Change | 'connected') => {
    showDesk(channel);
    if (change === 'connected' || change.type === 'reset') return void showPhone(channel);
    const isTheirs = change.chat === watched[channel].userId || change.type === 'webhook';
    if (!isTheirs) return;
    if (change.type === 'typing') response.write(`event: typing\ndata: ${JSON.stringify({ channel })}\n\n`);
    else void showPhone(channel);
  };

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const stops = CHANNELS.map((channel) => books[channel].subscribe((change) => onChange(channel, change)));
  for (const channel of CHANNELS) {
    showDesk(channel);
    keep(`phone ${channel}`, HEALTH_MILLISECONDS, () => showPhone(channel));
    keep(`chat ${channel}`, CHAT_MILLISECONDS, async () => tell('chat', channel, await chats.view(watched[channel])));
  }
  keep('health', HEALTH_MILLISECONDS, async () => tell('health', 'api', await health()));

  response.on('close', () => {
    closed = true;
    for (const stop of stops) stop();
    for (const timer of timers) clearTimeout(timer);
  });
}

/** Asked again while it looks, it looks once more afterwards: an older picture never follows a newer one. */
function oneAtATime(look: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await look();
    } while (again);
  };
  return () => {
    again = running !== undefined;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
