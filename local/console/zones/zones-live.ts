import type { ServerResponse } from 'node:http';
import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { breakage, breakages } from './found.ts';
import { lookAround, type Seen } from './look-around.ts';
import { worldPicture } from './world-doors.ts';
import type { ZonesDesk } from './zones-desk.ts';

/** Everybody who looks shares one look. */
export type ZonesLive = {
  watch(response: ServerResponse): void;
  /** What was seen last, not older than the pause between two looks; looks now where nobody does. */
  seen(): Promise<Seen>;
  /** Looks again at once, because something was done. */
  again(): void;
  close(): void;
};

const MOST_BREAKAGES = 12;
const MOST_ZONES_FOLLOWED = 40;

export function createZonesLive(desk: ZonesDesk, onProblem: (message: string) => void): ZonesLive {
  const watchers = new Map<ServerResponse, Map<string, string>>();
  let last: { madeAt: number; seen: Seen; events: [string, unknown][] } | undefined;
  let looking: Promise<Seen> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;
  let closed = false;

  const isFresh = () => last !== undefined && performance.now() - last.madeAt < desk.pauseMilliseconds;

  const look = async (): Promise<Seen> => {
    const at = desk.clock();
    const seen = await lookAround(desk, at);
    const [found, world] = await Promise.all([foundOf(seen, at), worldPicture(desk.soundtrack)]);
    const { venues, tiles, summary, shards } = seen.picture;
    const events: [string, unknown][] = [
      ['venues', { venues }],
      ...tiles.map((tile): [string, unknown] => [`tile ${tile.id}`, tile]),
      ['summary', summary],
      ['shards', { shards, at: at.getTime() }],
      ['found', { found }],
      ['world', { ...world, byHand: seen.byHand.filter(({ to }) => to === null).length }],
    ];
    last = { madeAt: performance.now(), seen, events };
    for (const watcher of watchers.keys()) tell(watcher);
    return seen;
  };

  const foundOf = async ({ byHand }: Seen, now: Date) => {
    const groups = breakages(byHand, MOST_BREAKAGES);
    const followed = groups.map((group) => group.slice(0, MOST_ZONES_FOLLOWED).map(({ zone }) => zone));
    const first = Math.min(...groups.map(([spell]) => spell?.from ?? now.getTime()));
    const changes = groups.length === 0 ? [] : await sinceThen(desk, [...new Set(followed.flat())], first, now);
    return groups.map((group, at) => breakage(group, followed[at] ?? [], changes));
  };

  /** Only what is news to this page. Tiles that changed travel together. */
  const tell = (response: ServerResponse) => {
    const told = watchers.get(response);
    if (!told || !last) return;
    const tiles: unknown[] = [];
    for (const [name, data] of last.events) {
      const text = JSON.stringify(data);
      if (told.get(name) === text) continue;
      told.set(name, text);
      if (name.startsWith('tile ')) tiles.push(data);
      else response.write(`event: ${name}\ndata: ${text}\n\n`);
    }
    if (tiles.length > 0) response.write(`event: tiles\ndata: ${JSON.stringify({ tiles })}\n\n`);
  };

  const round = async () => {
    timer = undefined;
    try {
      await lookOnce();
      failing = false;
    } catch (problem) {
      if (!failing && !closed) onProblem(`console: zones: ${problem instanceof Error ? problem.message : problem}`);
      failing = true;
      for (const [watcher, told] of watchers) {
        told.delete('summary');
        watcher.write('event: lost\ndata: {}\n\n');
      }
    }
    if (watchers.size > 0 && !closed) timer ??= setTimeout(round, desk.pauseMilliseconds);
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  return {
    watch(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      watchers.set(response, new Map());
      response.on('close', () => watchers.delete(response));
      if (isFresh()) tell(response);
      if (!timer) void round();
    },
    async seen() {
      return last && isFresh() ? last.seen : lookOnce();
    },
    again() {
      if (last) last.madeAt = Number.NEGATIVE_INFINITY;
      clearTimeout(timer);
      timer = undefined;
      if (watchers.size > 0) void round();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers.keys()) watcher.end();
      watchers.clear();
    },
  };
}

/** The map is worth looking at while the database sleeps. */
async function sinceThen({ past }: ZonesDesk, zones: string[], from: number, now: Date): Promise<ZoneChange[]> {
  try {
    return await past.since(zones, new Date(from), now);
  } catch (problem) {
    if (problem instanceof SqlFailure) return [];
    throw problem;
  }
}
