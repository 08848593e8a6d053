import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import {
  type BreakerEvent,
  type BreakerSettings,
  type BreakerState,
  breakerStep,
  closed,
  permissionOf,
} from './breaker.ts';

/** The version counts writes; 0 where nothing is kept. */
export type KeptBreaker = { state: BreakerState; version: number };
export type BreakerStore = {
  load(source: string): Promise<KeptBreaker>;
  /** Only if the kept version is still this one. */
  save(source: string, state: BreakerState, version: number): Promise<'saved' | 'conflict'>;
};

/** Leave to ask the source; whoever got it tells how it went, with the claim it came with. */
export type Permission = { kind: 'call'; claim?: number } | { kind: 'refused'; until: Date };
export type SharedBreaker = {
  ask(): Promise<Permission>;
  tell(event: Exclude<BreakerEvent, { kind: 'claimed' }>): Promise<void>;
};

const rereadMilliseconds = 5_000;
const attempts = 3;

/**
 * One breaker for all instances. It is read at most every five seconds and written only when it changes, so a source
 * that is well costs nothing. Where the store is away, this instance goes by what it saw itself: a breaker nobody can
 * read must not stop anybody.
 */
export function sharedBreaker(
  name: string,
  settings: BreakerSettings,
  { store, clock, log, onOpened }: { store: BreakerStore; clock: Clock; log: Log; onOpened(until: Date): void },
): SharedBreaker {
  let known: KeptBreaker = { state: closed, version: 0 };
  let changes = 0;
  let unsaved = false;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const now = () => clock().getTime();

  const adopt = (next: KeptBreaker, saved: boolean) => {
    known = next;
    unsaved = !saved;
    changes++;
  };

  const read = async () => {
    readAt = now();
    const seen = changes;
    try {
      const found = await store.load(name);
      // What this instance learned meanwhile, or while the store was away, is newer than what it reads.
      const isOlder = changes !== seen || (unsaved && found.version === known.version);
      if (!isOlder) adopt(found, true);
    } catch (error) {
      log.warn('breaker not read', { source: name, error });
    }
  };
  const readIfOld = async () => {
    if (!reading && now() - readAt < rereadMilliseconds) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await reading;
  };

  const changeHere = (event: BreakerEvent): boolean => {
    const state = breakerStep(known.state, event, now(), settings);
    if (state === known.state) return false;
    adopt({ state, version: known.version }, false);
    return true;
  };

  const change = async (event: BreakerEvent): Promise<'changed' | 'unchanged' | 'conflict'> => {
    const before = known;
    const state = breakerStep(before.state, event, now(), settings);
    if (state === before.state) return 'unchanged';
    try {
      if ((await store.save(name, state, before.version)) === 'conflict') {
        await read();
        return 'conflict';
      }
      if (known.version <= before.version) adopt({ state, version: before.version + 1 }, true);
    } catch (error) {
      log.warn('breaker not shared', { source: name, error });
      if (!changeHere(event)) return 'unchanged';
    }
    if (state.kind === 'open' && event.kind === 'failed') onOpened(new Date(state.until));
    return 'changed';
  };

  return {
    async ask() {
      await readIfOld();
      for (let attempt = 0; attempt < attempts; attempt++) {
        const permission = permissionOf(known.state, now());
        if (permission.kind === 'call') return permission;
        if (permission.kind === 'refused') return { kind: 'refused', until: new Date(permission.until) };
        const claim = known.version + 1;
        if ((await change({ kind: 'claimed', claim })) === 'changed') return { kind: 'call', claim };
      }
      return { kind: 'refused', until: new Date(now() + rereadMilliseconds) };
    },

    async tell(event) {
      for (let attempt = 0; attempt < attempts; attempt++) {
        if ((await change(event)) !== 'conflict') return;
      }
      changeHere(event);
    },
  };
}
