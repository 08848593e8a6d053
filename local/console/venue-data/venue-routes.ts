import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { type Answer, json, Refused } from '../answer.ts';
import type { Desk, Request, Route } from '../routes.ts';
import { damageOf, damageSheet } from './damage-sheet.ts';
import { disagreementsPage } from './disagreements.ts';
import { editCells, editRows, readSheetPage } from './edit-sheet.ts';
import { FIELDS } from './field-labels.ts';
import { overrideValue } from './override-value.ts';
import { runSync } from './run-sync.ts';
import type { VenueDesk } from './venue-desk.ts';
import { venueFacts } from './venue-facts.ts';

type Work = (request: Request, desk: VenueDesk) => Promise<unknown>;

const WORK: Record<string, Work> = {
  'POST /_local/sync': async ({ body }, { sync }) => runSync(await body(), sync),
  'GET /api/venue-data': async (_, { sync }) => sync.picture(new Date()),
  'GET /api/sheet': async ({ query }, { sheet, undamaged }) => ({
    ...(await readSheetPage(query, sheet)),
    ...(await damageOf(sheet, undamaged)),
  }),
  'POST /api/sheet/cells': async ({ body }, { sheet }) => editCells(await body(), sheet),
  'POST /api/sheet/rows': async ({ body }, { sheet }) => editRows(await body(), sheet),
  'POST /api/sheet/damage': async ({ body }, { sheet, undamaged }) => damageSheet(await body(), sheet, undamaged),
  'GET /api/venue-fields': async () => FIELDS,
  'GET /api/venue-facts': async ({ query }, { record }) => venueFacts(query.get('venue'), record, new Date()),
  'POST /api/venue-override': async ({ body }, { record }) => overrideValue(await body(), record, new Date()),
  'GET /api/disagreements': async ({ query }, { record }) => disagreementsPage(query, record),
};

/** The addresses of the page of the venue data. */
export const VENUE_ROUTES: Record<string, Route> = Object.fromEntries(
  Object.entries(WORK).map(([address, work]) => [
    address,
    (request: Request, { venues }: Desk) => answer(work, request, venues),
  ]),
);

async function answer(work: Work, request: Request, desk: VenueDesk): Promise<Answer> {
  try {
    return json(200, await work(request, desk));
  } catch (problem) {
    if (!(problem instanceof SqlFailure)) throw problem;
    if (problem.code === 'invalid-value') {
      throw new Refused(400, 'The venue database cannot hold such a value; leave control characters out.');
    }
    if (!problem.retryable) throw problem;
    throw new Refused(503, `The venue database does not answer just now (${problem.code}); try again in a moment.`);
  }
}
