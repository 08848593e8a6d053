import { objectOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { readRange } from './a1-range.ts';
import { pickFields } from './fields-mask.ts';
import { refuse, refuseArgument } from './google-errors.ts';
import type { Parts } from './parts.ts';
import { gridOf, type Rendering, type ValueRange, valueRange } from './values.ts';

/** `GET /v4/spreadsheets/{id}`: the title, the time zone and the tabs; never cells. */
export function describeSpreadsheet({ sheets }: Parts, { query }: Call, id: string): Answer {
  const { title, timeZone, tabs } = sheets.read();
  const body = {
    spreadsheetId: id,
    properties: { title, locale: 'en_GB', autoRecalc: 'ON_CHANGE', timeZone },
    sheets: tabs.map((tab, index) => ({
      properties: {
        sheetId: index === 0 ? 0 : 1_000 + index,
        title: tab.title,
        index,
        sheetType: 'GRID',
        gridProperties: gridOf(tab),
      },
    })),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
  const picked = pickFields(body, query.get('fields') ?? '');
  return picked ? answer(200, picked) : refuseArgument('Request contains an invalid argument.');
}

/** `GET …/values/{range}`. */
export function readValues(parts: Parts, { query }: Call, range: string): Answer {
  const rendering = renderingOf(query);
  if (typeof rendering === 'string') return refuseArgument(rendering);
  const values = valuesOf(parts, range, rendering);
  return typeof values === 'string' ? refuseArgument(values) : answer(200, values);
}

/** `GET …/values:batchGet`: all ranges in the order asked, or none when one of them is wrong. */
export function readBatch(parts: Parts, { query }: Call, id: string): Answer {
  const rendering = renderingOf(query);
  if (typeof rendering === 'string') return refuseArgument(rendering);
  const valueRanges = query.getAll('ranges').map((range) => valuesOf(parts, range, rendering));
  const problem = valueRanges.find((values) => typeof values === 'string');
  if (problem !== undefined) return refuseArgument(String(problem));
  const picked = pickFields(objectOf({ spreadsheetId: id, valueRanges }), query.get('fields') ?? '');
  return picked ? answer(200, picked) : refuseArgument('Request contains an invalid argument.');
}

function valuesOf({ faults, sheets }: Parts, range: string, rendering: Rendering): ValueRange | string {
  const { tabs } = sheets.read();
  const block = readRange(
    range,
    tabs.map(({ title }) => title),
  );
  const tab = tabs.find(({ title }) => block?.tab === undefined || title === block.tab);
  if (!block || !tab || faults.strike('tabRenamed')) return `Unable to parse range: ${range}`;
  const { rowCount, columnCount } = gridOf(tab);
  return (
    valueRange(tab, block, rendering) ??
    `Range (${range}) exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`
  );
}

function renderingOf(query: URLSearchParams): Rendering | string {
  const values = query.get('valueRenderOption') ?? 'FORMATTED_VALUE';
  const dates = query.get('dateTimeRenderOption') ?? 'SERIAL_NUMBER';
  const dimension = query.get('majorDimension') ?? 'ROWS';
  const problem = (name: string, value: string, field: string) =>
    `Invalid value at '${field}' (type.googleapis.com/google.apps.sheets.v4.${name}), "${value}"`;
  if (!['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA'].includes(values)) {
    return problem('ValueRenderOption', values, 'value_render_option');
  }
  if (!['SERIAL_NUMBER', 'FORMATTED_STRING'].includes(dates)) {
    return problem('DateTimeRenderOption', dates, 'date_time_render_option');
  }
  if (!['ROWS', 'COLUMNS'].includes(dimension)) return problem('Dimension', dimension, 'major_dimension');
  return {
    formatted: values === 'FORMATTED_VALUE',
    datesAsText: dates === 'FORMATTED_STRING',
    columns: dimension === 'COLUMNS',
  };
}

/** Whether the account may see this spreadsheet at all. */
export function refuseSpreadsheet({ faults, settings }: Parts, id: string): Answer | undefined {
  if (faults.strike('notShared')) return refuse('notShared');
  const isOther = settings.spreadsheetId !== undefined && settings.spreadsheetId !== id;
  return isOther || faults.strike('notFound') ? refuse('notFound') : undefined;
}
