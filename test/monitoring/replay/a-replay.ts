import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readParams } from '../../../lambdas/monitoring/replay/replay-params.ts';
import { readFleet } from '../../../scripts/alerts-replay/fleet-file.ts';
import { replayFiles } from '../../../scripts/alerts-replay/replay-files.ts';

export const MONDAY = '2026-03-02T00:00:00Z';
export const HOUR = 3_600;

type Fields = Record<string, unknown>;
export type Replayed = {
  outages: { venue: string; zone: string; [field: string]: unknown }[];
  notifications: Fields[];
  changes: Fields[];
  sla: Record<string, Record<string, Fields>>;
  summary: Fields & { changes: Record<string, number>; ignored: number };
};

/** A fleet file: venues with one zone each unless they say otherwise, always open in Bangkok. */
export const aFleet = (venues: Fields[] = [{}], fields: Fields = {}) => ({
  t0Utc: MONDAY,
  venues: venues.map((venue, at) => ({
    id: `v${at + 1}`,
    chain: null,
    timezone: 'Asia/Bangkok',
    openingHours: 'always',
    zones: [{ id: 'lobby', critical: false }],
    maintenance: [],
    ...venue,
  })),
  ...fields,
});

/** Polls of a venue every five minutes, one text of marks each; a blank is a cycle that was never polled. */
export const polls = (venue: string, looks: string | string[], from = 0): Fields[] =>
  [...looks].flatMap((z, at) =>
    z === ' ' ? [] : [{ t: from + at * 300 + 2, o: from + at * 300, v: venue, id: `${venue}-${from + at * 300}`, z }],
  );

export const inOrder = (...lines: Fields[][]): Fields[] => lines.flat().sort((a, b) => Number(a.t) - Number(b.t));

/** Through the door that people use: files in, files out. */
export async function replayed(fleet: object, lines: readonly Fields[], params?: object): Promise<Replayed> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const events = join(folder, 'events.ndjson');
    writeFileSync(events, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const read = readFleet('fleet.json', JSON.parse(JSON.stringify(fleet)));
    const policy = readParams(read.params, params);
    if ('problem' in policy) throw new Error(policy.problem);
    const out = join(folder, 'out');
    await replayFiles(read.fleet, policy.policy, { events, out, changes: true });
    const json = (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'));
    const ndjson = (name: string) =>
      readFileSync(join(out, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    return {
      outages: ndjson('outages.ndjson'),
      notifications: ndjson('notifications.ndjson'),
      changes: ndjson('changes.ndjson'),
      sla: json('sla.json'),
      summary: json('summary.json'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Up, down, unknown and excluded seconds of the only zone of a venue. */
export const seconds = ({ sla }: Replayed, venue = 'v1', zone = 'lobby'): unknown[] => {
  const { upSec, downSec, unknownSec, excludedSec } = sla[venue]?.[zone] ?? {};
  return [upSec, downSec, unknownSec, excludedSec];
};
