import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SyncReport } from '../../../../lambdas/sync/run/sync-report.ts';
import type { Sheet } from '../../../../lambdas/sync/sheet/sheet.ts';
import type { OpenDisagreement } from '../../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import type { Override } from '../../../../lambdas/venues/record/override-in-postgres.ts';
import type { Provenance } from '../../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import { simulatorClient } from '../../../../local/console/simulator-client.ts';
import { keptSheetIn } from '../../../../local/console/venue-data/kept-sheet.ts';
import { sheetAtGoogle } from '../../../../local/console/venue-data/sheet-at-google.ts';
import type { SyncPicture } from '../../../../local/console/venue-data/sync-picture.ts';
import type { FoundVenue, VenueDesk } from '../../../../local/console/venue-data/venue-desk.ts';
import { localGoogleKey, startGoogleSimulator } from '../../../../local/simulators/index.ts';
import type { SyncNow } from '../../../../local/sync-now.ts';

export const SHEET: Sheet = {
  title: 'BMA venue master',
  timeZone: 'Asia/Bangkok',
  tabs: [
    { title: 'Read me', values: [['How to use this sheet']] },
    {
      title: 'Venues',
      values: [
        ['Venue master'],
        ['venue_id', 'Property Name', 'Location', 'last_issue_date'],
        [1001, 'Hilton Bangkok', 'Bangkok', 45_995],
        [1002, 'Hilton Pattaya', 'Chonburi'],
        ['', 'note of Anna'],
        [1003, 'โรงแรมดุสิต', 'กรุงเทพฯ', '31 Oct 2026'],
      ],
    },
  ],
};

export const aReport = (change: Partial<SyncReport> = {}): SyncReport => ({
  runId: '2026-11-21-100000-aa',
  requestedBy: 'console',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: '2026-11-21T10:00:02.000Z',
  outcome: 'succeeded',
  problems: [],
  problemCount: 0,
  ...change,
});

export const aPicture: SyncPicture = { nextDueAt: '2026-11-21T10:30:00.000Z', problems: [] };

/** A desk on a real Google simulator; what the database and the sync say is set by the test. */
export async function aVenueDesk(sheet: Sheet = SHEET) {
  const folder = mkdtempSync(join(tmpdir(), 'venue-desk-'));
  const google = await startGoogleSimulator({ account: localGoogleKey().account, sheet });
  const says = {
    sync: { kind: 'ended', requested: { kind: 'started', runId: 'r' }, report: aReport() } as SyncNow,
    provenance: new Map<number, Provenance>(),
    called: [] as FoundVenue[],
    refusal: undefined as string | undefined,
    disagreements: [] as OpenDisagreement[],
    failure: undefined as Error | undefined,
    unpublishable: undefined as Error | undefined,
  };
  const asked = { sync: [] as object[], forced: [] as Partial<Override>[], lifted: [] as object[], published: 0 };
  const overridden = () =>
    says.refusal === undefined
      ? { kind: 'done' as const, recordChanged: true }
      : { kind: 'refused' as const, problem: says.refusal };
  const answers = <Value>(value: Value): Value => {
    if (says.failure) throw says.failure;
    return value;
  };
  const desk: VenueDesk = {
    sync: {
      async run(request) {
        asked.sync.push(request);
        return answers(says.sync);
      },
      picture: async () => aPicture,
    },
    sheet: sheetAtGoogle(simulatorClient('google', google.url)),
    undamaged: keptSheetIn(join(folder, 'undamaged.json')),
    record: {
      whoSaidWhat: async (id) => answers(says.provenance.get(id)),
      called: async () => answers(says.called),
      async force(override) {
        asked.forced.push(override);
        return overridden();
      },
      async lift(override) {
        asked.lifted.push(override);
        return overridden();
      },
      disagreements: async ({ after, limit }) =>
        answers(says.disagreements.filter(({ id }) => id > after).slice(0, limit)),
      async publish() {
        if (says.unpublishable) throw says.unpublishable;
        asked.published++;
        return { kind: 'published', version: 7, counts: { venues: 3, zones: 9 } };
      },
    },
    close() {},
  };
  return {
    desk,
    says,
    asked,
    google,
    /** The rows of the tab with the venues, as the simulator has them now. */
    rows: async () => (await desk.sheet.read()).tabs.at(-1)?.values,
    async close() {
      await google.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
