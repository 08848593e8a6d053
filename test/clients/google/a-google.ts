import { google } from '../../../lambdas/clients/google/google.ts';
import { GoogleKey } from '../../../lambdas/clients/google/key.ts';
import type { Sheet } from '../../../lambdas/sync/sheet/sheet.ts';
import {
  type GoogleOptions,
  localGoogleKey,
  manualTime,
  startGoogleSimulator,
} from '../../../local/simulators/index.ts';

/** One key pair for all tests, for making one takes a moment. */
export const KEY = localGoogleKey();

export const SHEET: Sheet = {
  title: 'Venues',
  timeZone: 'Asia/Bangkok',
  tabs: [
    {
      title: 'Venue master',
      values: [
        ['venue_id', 'Property Name', 'last issue date', 'active'],
        [1, 'Hilton Pattaya', 46_347, true],
        [2, 'โรงแรมเดอะเพลส', '31/10/2568'],
        [],
        [3, '', null, null],
        ['', null],
      ],
    },
    { title: "ใบสั่งซื้อ 1's", values: [['#N/A', -1.5]] },
    { title: 'A1', values: [] },
  ],
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Answered = { status: number; body: any };

/** The client and a Google of its own, on a clock that only the test moves. */
export async function aGoogle({
  timeoutMilliseconds = 5_000,
  ...options
}: Partial<GoogleOptions> & { timeoutMilliseconds?: number } = {}) {
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const simulator = await startGoogleSimulator({ account: KEY.account, sheet: SHEET, time, ...options });
  const secret = GoogleKey.parse(KEY.secret);
  const settings = { rootUrl: `${simulator.url}/`, tokenUrl: simulator.tokenUrl, timeoutMilliseconds };
  const door = async (method: string, path: string, body?: object): Promise<Answered> => {
    const response = await fetch(`${simulator.url}/_sim/${path}`, { method, body: body && JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  return {
    time,
    simulator,
    google: google(settings, async () => secret, time.clock),
    settings,
    door,
    faults: (faults: object) => door('POST', 'faults', faults),
    requests: async () => (await door('GET', 'requests')).body,
    close: () => simulator.close(),
  };
}
export type AGoogle = Awaited<ReturnType<typeof aGoogle>>;
