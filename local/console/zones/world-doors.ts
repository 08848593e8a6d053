import * as z from 'zod';
import { isObject } from '../../simulators/json.ts';
import { Refused } from '../answer.ts';
import { readRequest } from '../read-request.ts';
import type { SimulatorClient } from '../simulator-client.ts';
import { brokenByHand } from './by-hand.ts';

type Soundtrack = Pick<SimulatorClient, 'door'>;

/** What the simulated world does now: faults of the API, the script, and what Soundtrack knows of each credential. */
export type WorldPicture = { faults: unknown; script: unknown; credentials: unknown };

export async function worldPicture({ door }: Soundtrack): Promise<WorldPicture> {
  const [faults, script, credentials] = await Promise.all(
    ['faults', 'script', 'tokens'].map(async (path) => {
      const { status, body } = await door('GET', path);
      return status === 200 ? body : null;
    }),
  );
  return { faults: faults ?? null, script: script ?? null, credentials: shownCredentials(credentials) };
}

/** Without what changes with every request, so that a quiet second is no news. */
function shownCredentials(credentials: unknown): unknown {
  if (!Array.isArray(credentials)) return null;
  return credentials.map(({ credential, accounts, revoked, costModel }) => ({
    credential,
    accounts,
    revoked,
    costModel,
  }));
}

const BREAK_USAGE =
  "{one of venue, chain, zone, share: which zones; state: 'offline', 'paused', 'unpaired', 'subscription-expired', 'not-reporting', 'playing' or 'mend'; seconds?}";
const id = z.string().trim().min(1).max(200);
const Break = z.strictObject({
  venue: id.optional(),
  chain: id.optional(),
  zone: id.optional(),
  share: z.number().positive().max(1).optional(),
  state: z.enum(['offline', 'paused', 'unpaired', 'subscription-expired', 'not-reporting', 'playing', 'mend']),
  seconds: z.number().positive().max(86_400).optional(),
});

/** `POST /api/zones/break`: what the zones really do from now on, at Soundtrack. The product is not told. */
export async function breakZones(body: unknown, soundtrack: Soundtrack): Promise<unknown> {
  return passedOn(await soundtrack.door('POST', 'break', readRequest(Break, body, BREAK_USAGE)));
}

const Faults = z.record(z.string().max(40), z.unknown());

/** `POST /api/zones/faults`: switches of the simulator, see its door. */
export async function setFaults(body: unknown, soundtrack: Soundtrack): Promise<unknown> {
  return passedOn(
    await soundtrack.door('POST', 'faults', readRequest(Faults, body, '{fault: 0, a share, a count or its settings}')),
  );
}

const Script = z.strictObject({
  on: z.boolean(),
  rate: z.number().nonnegative().max(1_000_000).optional(),
  speed: z.number().positive().max(100_000).optional(),
});

/** `POST /api/zones/script`: lets the world live by itself, or stops it. */
export async function setScript(body: unknown, soundtrack: Soundtrack): Promise<unknown> {
  return passedOn(await soundtrack.door('POST', 'script', readRequest(Script, body, '{on, rate?, speed?}')));
}

const LONG_AGO = new Date(0);
const ZONES_A_REQUEST = 500;

/** `POST /api/zones/mend`: nothing is broken by hand any more, no fault is on, and the world stands still. */
export async function mendEverything(soundtrack: Soundtrack): Promise<{ zones: number }> {
  const { active } = (await passedOn(await soundtrack.door('GET', 'faults'))) as { active?: object };
  await passedOn(
    await soundtrack.door('POST', 'faults', Object.fromEntries(Object.keys(active ?? {}).map((name) => [name, 0]))),
  );
  await passedOn(await soundtrack.door('POST', 'script', { on: false }));
  const broken = (await brokenByHand(soundtrack, LONG_AGO)).filter(
    ({ to, state }) => to === null && state !== 'removed',
  );
  const zones = broken.map(({ zone }) => zone);
  for (let from = 0; from < zones.length; from += ZONES_A_REQUEST) {
    const some = zones.slice(from, from + ZONES_A_REQUEST);
    await passedOn(await soundtrack.door('POST', 'break', { zone: some, state: 'mend' }));
  }
  return { zones: zones.length };
}

function passedOn({ status, body }: { status: number; body: unknown }): unknown {
  if (status === 200) return body;
  const { problem, problems } = isObject(body) ? body : {};
  const said = problem ?? (Array.isArray(problems) ? problems.join('; ') : undefined);
  throw new Refused(status === 0 || status >= 500 ? 502 : status, String(said ?? `The simulator answered ${status}.`));
}
