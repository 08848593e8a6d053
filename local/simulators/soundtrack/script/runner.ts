import type { Estate } from '../../../estate/estate.ts';
import type { Json } from '../../json.ts';
import type { Later } from '../later.ts';
import type { LivingZones } from '../living-zones.ts';
import type { SimZone, World } from '../world.ts';
import { type ScriptEvent, scriptOf, type Target } from './events.ts';
import { ratesFrom, type ScriptOptions } from './rates.ts';

export type ScriptRunner = {
  start(options: ScriptOptions): void;
  /** Whatever it brought about is over, but for zones that came, went or were renamed. */
  stop(): void;
  show(): Json;
};

export type RunnerParts = {
  estate: Estate;
  clock: () => Date;
  later: Later;
  stage(): { world: World; living: LivingZones };
  /** Told of a zone that is new, or has a new name. */
  appeared(zone: SimZone): void;
};

const WINDOW = 3_600_000;
type Due = { at: number; work: () => void };

/** Lets the script happen: what it says for a moment is done at that moment, or as soon as there is time. */
export function createScriptRunner({ estate, clock, later, stage, appeared }: RunnerParts): ScriptRunner {
  let cancel = () => {};
  let endAll = () => {};
  let running: (ScriptOptions & { since: number; done: Record<string, number> }) | undefined;

  const zonesOf = (on: Target): SimZone[] => {
    const { world } = stage();
    if ('chain' in on) {
      return estate.venues.filter(({ chain }) => chain === on.chain).flatMap(({ id }) => world.zonesOfVenue(id));
    }
    const zones = world.zonesOfVenue(on.venue);
    return on.zone === undefined ? zones : zones.filter(({ key }) => key === on.zone);
  };

  /** Does it, and answers what is to do when it is over. */
  const perform = (event: ScriptEvent): (() => void) | undefined => {
    const { world, living } = stage();
    const found = zonesOf(event.on);
    const [first] = found;
    if (!first) return undefined;
    const stillThere = (zone: SimZone) => world.find(zone.id) === zone;
    switch (event.kind) {
      case 'trouble': {
        const zones = event.wholeAccount ? [...first.account.zones] : found;
        for (const zone of zones) living.trouble(zone, event.id, event);
        return () => {
          for (const zone of zones.filter(stillThere)) living.over(zone, event.id);
        };
      }
      case 'volume':
        living.volume(first, event.volume, 'script', 'drift');
        return () => {
          if (stillThere(first) && first.volume === event.volume) {
            living.volume(first, first.usualVolume, 'script', 'drift');
          }
        };
      case 'added':
        appeared(world.addZone(first.location, { key: event.id, name: event.name, state: 'playing', volume: 8 }));
        return undefined;
      case 'removed':
        living.remove(first, 'script');
        return undefined;
      case 'renamed':
        world.rename(first, event.name);
        appeared(first);
        return undefined;
    }
  };

  const stop = () => {
    cancel();
    endAll();
    running = undefined;
  };

  return {
    start(options) {
      stop();
      const { seed = 'script', rate, speed = 1, closingShare = 0.5 } = options;
      const script = scriptOf(estate, seed, ratesFrom(rate), closingShare);
      const since = clock().getTime();
      const run = { seed, rate: rate ?? 1, speed, closingShare, since, done: {} as Record<string, number> };
      running = run;
      const scriptTime = (real: number) => since + (real - since) * speed;
      let drawnUntil = since;
      const begins: ScriptEvent[] = [];
      const ends: Due[] = [];
      endAll = () => {
        for (const { work } of ends.splice(0)) work();
      };

      const draw = () => {
        begins.push(...script.events(drawnUntil, drawnUntil + WINDOW));
        drawnUntil += WINDOW;
      };
      const step = (now: number) => {
        for (;;) {
          while (drawnUntil <= now) draw();
          const [begin, end] = [begins[0], ends[0]];
          if (end && end.at <= now && (!begin || end.at <= begin.at)) {
            ends.shift();
            end.work();
          } else if (begin && begin.at <= now) {
            begins.shift();
            const work = perform(begin);
            run.done[begin.kind] = (run.done[begin.kind] ?? 0) + 1;
            if (work && 'until' in begin) insert(ends, { at: begin.until, work });
          } else return;
        }
      };
      const wait = () => {
        const now = scriptTime(clock().getTime());
        step(now);
        const next = Math.min(begins[0]?.at ?? drawnUntil, ends[0]?.at ?? drawnUntil, drawnUntil);
        cancel = later.after(Math.max(1, Math.ceil((next - now) / speed)), wait);
      };
      draw();
      wait();
    },
    stop,
    show: () => (running ? { on: true, ...running, since: new Date(running.since).toISOString() } : { on: false }),
  };
}

function insert(list: Due[], due: Due): void {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Due).at <= due.at) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, due);
}
