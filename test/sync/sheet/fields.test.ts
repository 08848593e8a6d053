import { SHEET_FIELDS } from '../../../lambdas/sync/sheet/sheet.ts';
import { VENUE_FIELDS } from '../../../lambdas/venues/truth/facts.ts';

it('the record holds every column of the sheet, and the sheet has a column for every field of the record', () => {
  expect(SHEET_FIELDS).toEqual(['venue_id', ...VENUE_FIELDS]);
});
