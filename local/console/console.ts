import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdminClientConfig } from '../stack.ts';
import { type Answer, problem, Refused } from './answer.ts';
import { openChats } from './chats.ts';
import { contactOf } from './contact.ts';
import { healthOf } from './health.ts';
import { watchFor } from './live.ts';
import { requireThisMachine } from './only-this-machine.ts';
import { pageFile, SECURITY_HEADERS } from './page-files.ts';
import { openPhoneBook } from './phone-book.ts';
import { readJson } from './read-json.ts';
import { type Desk, route } from './routes.ts';
import { simulatorClient } from './simulator-client.ts';
import type { VenueDesk } from './venue-data/venue-desk.ts';
import type { FreshVenueNames } from './venue-names.ts';
import type { ZonesDesk } from './zones/zones-desk.ts';
import { createZonesLive } from './zones/zones-live.ts';

export type ConsoleOptions = {
  /** @default any free port */
  port?: number;
  apiUrl: string;
  /** The gateway past the permission check, and where the chats are. */
  aws: { admin: AdminClientConfig; chatTable: string };
  whatsAppUrl: string;
  lineUrl: string;
  directory: Pick<FreshVenueNames, 'venue' | 'refresh'>;
  venues: VenueDesk;
  zones: ZonesDesk;
  onProblem(message: string): void;
};

export type Console = { url: string; close(): Promise<void> };

/** Serves the console on 127.0.0.1: the page, what it asks for, and the doors under `/_local/`. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { apiUrl, aws, directory, venues, zones, whatsAppUrl, lineUrl, onProblem } = options;
  const simulators = {
    whatsapp: simulatorClient('whatsapp', whatsAppUrl),
    line: simulatorClient('line', lineUrl),
  };
  const desk: Desk = {
    apiUrl,
    names: directory,
    venues,
    zones,
    zonesLive: createZonesLive(zones, onProblem),
    chats: openChats(aws.admin, aws.chatTable, directory),
    simulators,
    books: { whatsapp: openPhoneBook(simulators.whatsapp), line: openPhoneBook(simulators.line) },
  };
  const server = createServer((request, response) => void serve(request, response, desk, onProblem));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      for (const book of Object.values(desk.books)) book.close();
      desk.chats.close();
      desk.zonesLive.close();
      venues.close();
      zones.close();
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
  onProblem: (message: string) => void,
): Promise<void> {
  response.on('error', () => {});
  const { method = 'GET', headers } = request;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  try {
    requireThisMachine(method, headers);
    const url = URL.parse(`http://127.0.0.1${request.url}`);
    if (!url) throw new Refused(400, 'The address cannot be read; start again at /.');
    if (method === 'GET' && url.pathname === '/api/live') return live(response, url.searchParams, desk, onProblem);
    if (method === 'GET' && url.pathname === '/api/zones/live') return desk.zonesLive.watch(response);
    const page = pageFile(method, url.pathname);
    const asked = { method, path: url.pathname, query: url.searchParams, body: () => readJson(request) };
    write(response, page ?? (await route(asked, desk)), method);
  } catch (caught) {
    if (!(caught instanceof Refused)) onProblem(`console: ${method} ${request.url}: ${String(caught)}`);
    const [status, sentence] =
      caught instanceof Refused
        ? [caught.status, caught.message]
        : [500, 'The console could not do this; the terminal of npm start says why.'];
    if (!response.headersSent) write(response, problem(status, sentence), method);
  }
}

function live(
  response: ServerResponse,
  query: URLSearchParams,
  { apiUrl, books, chats }: Desk,
  onProblem: (message: string) => void,
): void {
  const watched = {
    whatsapp: contactOf('whatsapp', query.get('whatsapp')),
    line: contactOf('line', query.get('line')),
  };
  watchFor(response, watched, { books, chats, health: () => healthOf(apiUrl), onProblem });
}

function write(response: ServerResponse, { status, headers, body }: Answer, method: string): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(method === 'HEAD' ? undefined : body);
}
