import { sheets } from '@googleapis/sheets';
import * as z from 'zod';
import { callGoogle, type Google } from './google.ts';
import { type Later, later, type Refused } from './outcome.ts';

/** A whole spreadsheet: cells as stored, dates as serial numbers in the spreadsheet's time zone, rows ragged. */
export type SpreadsheetValues = {
  title: string;
  timeZone: string;
  tabs: { title: string; values: (string | number | boolean | null)[][] }[];
};

/** `requests` is how many reads of the quota of 60 a minute it took. */
export type SheetAnswer = { kind: 'sheet'; sheet: SpreadsheetValues; requests: number } | Refused | Later;

const scope = 'https://www.googleapis.com/auth/spreadsheets.readonly';
const fields = 'properties(title,timeZone),sheets.properties(title,sheetType)';

const Description = z.object({
  properties: z.object({ title: z.string(), timeZone: z.string() }),
  sheets: z
    .array(z.object({ properties: z.object({ title: z.string(), sheetType: z.string().default('GRID') }) }))
    .default([]),
});
const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Values = z.object({
  valueRanges: z.array(z.object({ range: z.string(), values: z.array(z.array(Cell)).default([]) })).default([]),
});

/**
 * Reads every tab in two requests. Half an answer is never a short sheet: what does not arrive whole, or names other
 * tabs than were asked for, is `later`.
 */
export async function readSheet(google: Google, spreadsheetId: string): Promise<SheetAnswer> {
  const { spreadsheets } = sheets({ version: 'v4', rootUrl: google.settings.rootUrl });
  const described = await callGoogle(google, { scope }, (options) =>
    spreadsheets.get({ spreadsheetId, fields }, options),
  );
  if (described.kind !== 'got') return described;
  const description = Description.safeParse(described.body);
  if (!description.success) return later('network');

  const { properties, sheets: all } = description.data;
  // A chart on a tab of its own has no cells, and asking for them refuses the whole batch.
  const titles = all.flatMap(({ properties: { sheetType, title } }) => (sheetType === 'GRID' ? [title] : []));
  if (titles.length === 0) return { kind: 'sheet', sheet: { ...properties, tabs: [] }, requests: 1 };

  const read = await callGoogle(google, { scope }, (options) =>
    spreadsheets.values.batchGet(
      {
        spreadsheetId,
        ranges: titles.map(quoted),
        valueRenderOption: 'UNFORMATTED_VALUE',
        dateTimeRenderOption: 'SERIAL_NUMBER',
      },
      options,
    ),
  );
  if (read.kind === 'refused' && read.reason === 'bad-request') return later('changed-meanwhile');
  if (read.kind !== 'got') return read;
  const values = Values.safeParse(read.body);
  if (!values.success) return later('network');
  const { valueRanges } = values.data;
  const isWhole =
    valueRanges.length === titles.length && valueRanges.every(({ range }, nth) => isOf(range, titles[nth]));
  if (!isWhole) return later('changed-meanwhile');
  const tabs = titles.map((title, nth) => ({ title, values: valueRanges[nth]?.values ?? [] }));
  return { kind: 'sheet', sheet: { ...properties, tabs }, requests: 2 };
}

/** A tab's name as a range means the whole tab; quoted, also one that looks like cells. */
const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;

const isOf = (range: string, title = ''): boolean =>
  range.startsWith(`${title}!`) || range.startsWith(`${quoted(title)}!`);
