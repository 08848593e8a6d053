import { readSheet } from '../../simulators/google/read-sheet.ts';
import { objectOf } from '../../simulators/json.ts';
import { Refused } from '../answer.ts';
import type { SimulatorClient } from '../simulator-client.ts';
import type { VenueSheet } from './venue-desk.ts';

/** The spreadsheet of the Google simulator, through its doors. */
export function sheetAtGoogle(google: Pick<SimulatorClient, 'door'>): VenueSheet {
  const through = async (method: 'GET' | 'POST' | 'PUT', door: string, body?: unknown) => {
    const { status, body: answered } = await google.door(method, door, body);
    if (status === 200) return objectOf(answered);
    const { problem, problems } = objectOf(answered) as { problem?: unknown; problems?: unknown };
    const words = Array.isArray(problems) ? problems.join('; ') : String(problem ?? `it answered ${status}`);
    throw new Refused(status === 0 ? 502 : 400, status === 0 ? words : `The Google simulator refuses this: ${words}.`);
  };
  return {
    async read() {
      const sheet = readSheet(await through('GET', 'sheet'));
      if ('problem' in sheet) throw new Refused(502, `The Google simulator's sheet cannot be read: ${sheet.problem}.`);
      return sheet;
    },
    async replace(sheet) {
      await through('PUT', 'sheet', sheet);
    },
    async setCells(change) {
      await through('POST', 'sheet/cells', change);
    },
    async changeRows(change) {
      const { rows } = await through('POST', 'sheet/rows', change);
      return { rows: Number(rows) };
    },
    faults: async () => objectOf((await through('GET', 'faults')).active),
    async setFaults(change) {
      await through('POST', 'faults', change);
    },
  };
}
