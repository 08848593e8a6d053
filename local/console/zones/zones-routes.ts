import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { json, Refused } from '../answer.ts';
import type { Desk, Request, Route } from '../routes.ts';
import type { Seen } from './look-around.ts';
import { type EventView, eventView, type VenueView, venueView, zonesOfVenue } from './venue-view.ts';
import { breakZones, mendEverything, setFaults, setScript } from './world-doors.ts';
import type { ZonesDesk } from './zones-desk.ts';

type Work = (request: Request, desk: ZonesDesk, seen: () => Promise<Seen>) => Promise<unknown>;

const LOOK: Record<string, Work> = {
  'GET /api/zones': async (_, __, seen) => (await seen()).picture,
  'GET /api/zones/venue': async ({ query }, desk, seen) => venueAsked(query.get('venue'), desk, await seen()),
};

/** Whatever they change is looked at again at once. */
const DO: Record<string, Work> = {
  'POST /api/zones/break': async ({ body }, { soundtrack }) => breakZones(await body(), soundtrack),
  'POST /api/zones/faults': async ({ body }, { soundtrack }) => setFaults(await body(), soundtrack),
  'POST /api/zones/script': async ({ body }, { soundtrack }) => setScript(await body(), soundtrack),
  'POST /api/zones/mend': async (_, { soundtrack }) => mendEverything(soundtrack),
};

/** The addresses of the page of the zones. */
export const ZONES_ROUTES: Record<string, Route> = {
  ...routes(LOOK),
  ...routes(DO, ({ zonesLive }) => zonesLive.again()),
};

function routes(works: Record<string, Work>, afterwards: (desk: Desk) => void = () => {}): Record<string, Route> {
  return Object.fromEntries(
    Object.entries(works).map(([address, work]) => [
      address,
      async (request: Request, desk: Desk) => {
        const answered = await work(request, desk.zones, desk.zonesLive.seen);
        afterwards(desk);
        return json(200, answered);
      },
    ]),
  );
}

const EVENTS_SHOWN = 20;

/** The zones of a venue, and the last that happened there; `pastProblem` where the record could not tell. */
async function venueAsked(
  id: string | null,
  desk: ZonesDesk,
  { list, watched, shards, byHand, picture }: Seen,
): Promise<VenueView & { events: EventView[]; pastProblem?: string }> {
  if (id === null || !picture.tiles.some((tile) => tile.id === id)) {
    throw new Refused(
      404,
      `There is no venue ${id ?? ''} with zones in the directory; send ?venue= with an id of one.`,
    );
  }
  const now = desk.clock();
  const zones = zonesOfVenue(list, id);
  const { past, problem } = await pastOf(
    desk,
    zones.map(({ id: zone }) => zone),
    now,
  );
  const nameOf = (zoneId: string) => zones.find((zone) => zone.id === zoneId)?.name ?? zoneId;
  const view = await venueView(id, desk.named(id), {
    list,
    zonesOf: watched.zonesOf,
    accounts: await desk.accounts(),
    heartbeatOf: (shard, leg) => shards.find((one) => one.id === shard)?.heartbeats.get(leg),
    nextLookOf: (shard, leg) =>
      picture.shards.find((one) => one.id === shard)?.legs.find((one) => one.leg === leg)?.nextAt,
    byHand,
    last: past.last,
    policy: desk.policy,
    now,
  });
  const events = past.newest.map((change) => eventView(change, nameOf(change.zoneId)));
  return { ...view, events, ...(problem !== undefined && { pastProblem: problem }) };
}

/** What zones are now is worth showing while the database sleeps. */
async function pastOf({ past }: ZonesDesk, zoneIds: string[], now: Date) {
  try {
    const [newest, last] = await Promise.all([past.newest(zoneIds, EVENTS_SHOWN, now), past.lastOfEach(zoneIds)]);
    return { past: { newest, last } };
  } catch (failure) {
    if (!(failure instanceof SqlFailure)) throw failure;
    const problem = `The record of the past does not answer just now (${failure.code}).`;
    return { past: { newest: [], last: new Map() }, problem };
  }
}
