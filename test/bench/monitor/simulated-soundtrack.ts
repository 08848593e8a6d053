import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CostModel } from '../../../local/simulators/soundtrack/settings.ts';
import type { SimulatorOrder, SimulatorUsage } from './simulator-process.ts';

export type Spent = { requests: number; tokens: number; refused: number };

/** Soundtrack in a process of its own, with a clock that only moves when told to. */
export type SimulatedSoundtrack = {
  apiUrl: string;
  now(): number;
  moveTo(at: number): Promise<void>;
  spent(): Promise<Spent>;
  usage(): Promise<SimulatorUsage>;
  /** Breaks or mends many zones, see the simulator's break door; answers how many. */
  breakZones(what: object): Promise<number>;
  /** Zones that are not as usual since a moment, by their ids. */
  brokenSince(at: number): Promise<string[]>;
  close(): void;
};

export async function simulatedSoundtrack(size: {
  venues: number;
  zones: number;
  costModel: CostModel;
  start: number;
}): Promise<SimulatedSoundtrack> {
  const { venues, zones, start, costModel } = size;
  const args = [venues, zones, start, costModel].map(String);
  const child = fork(join(import.meta.dirname, 'simulator-process.ts'), args, { execArgv: ['--import', 'tsx'] });
  const [{ url, apiUrl }] = await once(child, 'message');
  let now = start;
  const order = async (what: SimulatorOrder) => {
    const answered = once(child, 'message');
    child.send(what);
    return (await answered)[0];
  };
  const door = async <Shown>(path: string, body?: object): Promise<Shown> => {
    const answer = await fetch(`${url}/_sim/${path}`, body && { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the door ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Shown;
  };
  return {
    apiUrl,
    now: () => now,
    async moveTo(at) {
      if (at <= now) return;
      now = at;
      await order({ kind: 'move', at });
    },
    async spent() {
      const { requests, tokens, refused } = await door<Ledger>('requests');
      return { requests, tokens, refused: refused['rate-limited'] ?? 0 };
    },
    usage: () => order({ kind: 'usage' }),
    breakZones: async (what) => (await door<{ zones: number }>('break', what)).zones,
    async brokenSince(at) {
      const ids: string[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const { spells, next }: Truth = await door(`truth?from=${at}&limit=10000&after=${after}`);
        for (const { zone, to } of spells) if (to === null) ids.push(zone);
        after = next;
      }
      return ids;
    },
    close: () => child.disconnect(),
  };
}

type Ledger = { requests: number; tokens: number; refused: Record<string, number> };
type Truth = { spells: { zone: string; to: string | null }[]; next: number | null };
