import { refuse } from './google-errors.ts';
import type { Route } from './route.ts';
import { SCOPES } from './settings.ts';
import { describeSpreadsheet, readBatch, readValues, refuseSpreadsheet } from './sheets-api.ts';

/** Each request is one read, also one for many ranges. */
const sheetRoute = (kind: string, path: string, read: Route['answer']): Route => ({
  kind,
  pattern: new RegExp(`^/v4/spreadsheets/${path}$`),
  scopes: [SCOPES.sheets, SCOPES.sheetsWritable],
  spend: ({ readQuota }, { mailbox = '' }) => (readQuota.spend(mailbox, 1) ? undefined : refuse('readQuota')),
  answer: (parts, call, names, token) => refuseSpreadsheet(parts, names[0] ?? '') ?? read(parts, call, names, token),
});

export const SHEETS_ROUTES: Route[] = [
  sheetRoute('spreadsheets.get', '([^/:]+)', (parts, call, [id = '']) => describeSpreadsheet(parts, call, id)),
  sheetRoute('values.batchGet', '([^/]+)/values(?::|%3A)batchGet', (parts, call, [id = '']) =>
    readBatch(parts, call, id),
  ),
  sheetRoute('values.get', '([^/]+)/values/([^/]+)', (parts, call, [, range = '']) => readValues(parts, call, range)),
];
