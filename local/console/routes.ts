import { CHANNELS, type Channel } from '../../lambdas/conversation/chat.ts';
import { type Answer, json, problem, Refused } from './answer.ts';
import { bindSender } from './bind-sender.ts';
import type { Chats } from './chats.ts';
import { channelOf, contactOf } from './contact.ts';
import { healthOf } from './health.ts';
import type { PhoneBook } from './phone-book.ts';
import type { SimulatorClient } from './simulator-client.ts';
import type { VenueDesk } from './venue-data/venue-desk.ts';
import { VENUE_ROUTES } from './venue-data/venue-routes.ts';
import type { FreshVenueNames } from './venue-names.ts';
import type { ZonesDesk } from './zones/zones-desk.ts';
import type { ZonesLive } from './zones/zones-live.ts';
import { ZONES_ROUTES } from './zones/zones-routes.ts';

export type Request = { method: string; path: string; query: URLSearchParams; body(): Promise<unknown> };

export type Desk = {
  apiUrl: string;
  chats: Chats;
  names: Pick<FreshVenueNames, 'venue' | 'refresh'>;
  venues: VenueDesk;
  zones: ZonesDesk;
  zonesLive: ZonesLive;
  simulators: Record<Channel, SimulatorClient>;
  books: Record<Channel, PhoneBook>;
};

export type Route = (request: Request, desk: Desk) => Promise<Answer>;

/** Doors of the simulators a page may use; their answers are passed on as they are. */
const PHONE_DOORS = ['inbound', 'faults', 'reset'];

/** Every address of the console besides its page and the live stream. */
const ROUTES: Record<string, Route> = {
  'POST /_local/sender': async ({ body }, { chats: { store }, names }) =>
    json(200, await bindSender(await body(), { store, names, now: new Date() })),

  ...VENUE_ROUTES,
  ...ZONES_ROUTES,

  'GET /api/addresses': async (_, { apiUrl, simulators }) =>
    json(200, { api: apiUrl, whatsapp: simulators.whatsapp.url, line: simulators.line.url }),

  'GET /api/health': async (_, { apiUrl }) => json(200, await healthOf(apiUrl)),

  'GET /api/chat': async ({ query }, { chats }) =>
    json(200, await chats.view(contactOf(channelOf(query.get('channel') ?? undefined), query.get('who')))),

  'GET /api/phone': async ({ query }, { books }) => {
    const channel = channelOf(query.get('channel') ?? undefined);
    return json(200, await books[channel].bubblesOf(contactOf(channel, query.get('who'))));
  },

  ...Object.fromEntries(
    CHANNELS.flatMap((channel) =>
      PHONE_DOORS.map((door) => [`POST /api/${channel}/${door}`, throughDoor(channel, door)]),
    ),
  ),
};

function throughDoor(channel: Channel, door: string): Route {
  return async ({ body }, { simulators }) => {
    const { status, body: answered } = await simulators[channel].door('POST', door, await body());
    return json(status === 0 ? 502 : status, answered);
  };
}

export async function route(request: Request, desk: Desk): Promise<Answer> {
  const { method, path } = request;
  const found = ROUTES[`${method} ${path}`];
  if (found) return found(request, desk);
  const allowed = methodsAt(path);
  if (allowed.length === 0) {
    throw new Refused(
      404,
      `There is nothing at ${path}; the pages are at /, /venue-data and /zones, their addresses under /api/ and /_local/.`,
    );
  }
  const sentence = `${path} takes ${allowed.join(' or ')}, not ${method}.`;
  return problem(405, sentence, { allow: allowed.join(', ') });
}

const methodsAt = (path: string): string[] =>
  Object.keys(ROUTES).flatMap((known) => {
    const [method = '', at] = known.split(' ');
    return at === path ? [method] : [];
  });
