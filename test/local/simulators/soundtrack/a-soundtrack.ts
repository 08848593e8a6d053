import { createSoundtrackClient } from '../../../../lambdas/clients/soundtrack/index.ts';
import { generateEstate } from '../../../../local/estate/generate-estate.ts';
import { manualTime, type SoundtrackOptions, startSoundtrackSimulator } from '../../../../local/simulators/index.ts';

export const TOKEN = 'local-soundtrack-token';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;
export type Answered = { status: number; body: Body; headers: Headers };

/** A Soundtrack with a small estate, on a clock that only the test moves. */
export async function aSoundtrack(options: Partial<SoundtrackOptions> = {}) {
  const time = manualTime('2026-11-21T10:00:00.000Z');
  const estate = options.estate ?? generateEstate({ venues: 30, zones: 120 });
  const simulator = await startSoundtrackSimulator({ time, ...options, estate });
  const request = async (method: string, path: string, body?: unknown, headers = {}): Promise<Answered> => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${simulator.url}${path}`, { method, headers, body: text });
    const answer = await response.text();
    const isJson = answer.startsWith('{') || answer.startsWith('[');
    return { status: response.status, body: isJson ? JSON.parse(answer) : answer, headers: response.headers };
  };
  return {
    time,
    estate,
    simulator,
    request,
    query: (query: string, variables: object = {}, headers: object = { authorization: `Basic ${TOKEN}` }) =>
      request('POST', '/v2', { query, variables }, { 'content-type': 'application/json', ...headers }),
    faults: (faults: object) => request('POST', '/_sim/faults', faults),
    zones: async (query = ''): Promise<Body[]> => (await request('GET', `/_sim/zones${query}`)).body,
    accounts: async (query = ''): Promise<Body[]> => (await request('GET', `/_sim/accounts${query}`)).body,
    client: (settings: { timeoutMilliseconds?: number; token?: () => Promise<string> } = {}) =>
      createSoundtrackClient({
        url: simulator.apiUrl,
        token: async () => TOKEN,
        timeoutMilliseconds: 5_000,
        ...settings,
      }),
    /** Waits the clock away instead of the test's time. */
    pause: async (seconds: number) => time.advance(seconds * 1000),
    close: () => simulator.close(),
  };
}
export type Soundtrack = Awaited<ReturnType<typeof aSoundtrack>>;
