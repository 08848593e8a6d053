import { createBusy } from '../busy.ts';
import { createDoors } from '../doors.ts';
import { createFaults } from '../faults.ts';
import { type Change, createFeed } from '../feed.ts';
import { answer, type Call, type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { createRandom } from '../random.ts';
import { createWaits, realTime } from '../time.ts';
import { answerGoogle } from './google-api.ts';
import { mailDoors } from './mail-doors.ts';
import { createMailStore } from './mail-store.ts';
import { createOwed } from './owed.ts';
import type { Parts } from './parts.ts';
import { createQuota } from './quotas.ts';
import { createRequestLog } from './request-log.ts';
import { FAULTS, type GoogleOptions, settingsFrom, switchesOf } from './settings.ts';
import { sheetDoors } from './sheet-doors.ts';
import { createSheetStore } from './sheet-store.ts';
import { createTokens } from './tokens.ts';

export type GoogleSimulator = LoopbackServer & {
  /** What assertions are made out to and sent to. */
  tokenUrl: string;
  /** Resolves when no request is under way; what waits for its time does not count. */
  settled(): Promise<void>;
};

/** Above this the server reads a body no further. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Starts Google's token endpoint, Sheets and Gmail on 127.0.0.1; control doors are under `/_sim/`. */
export async function startGoogleSimulator(options: GoogleOptions): Promise<GoogleSimulator> {
  const settings = settingsFrom(options);
  const time = options.time ?? realTime;
  const waits = createWaits(time.scheduler);
  const busy = createBusy();
  const feed = createFeed();
  const faults = createFaults(FAULTS, createRandom(settings.seed));
  const random = createRandom(`${settings.seed}:${time.clock().getTime()}`);
  let url = '';
  const tokenUrl = () => `${url}/token`;
  const parts: Parts = {
    settings,
    time,
    waits,
    random,
    faults,
    owed: createOwed(),
    tokens: createTokens(time.clock, random),
    sheets: createSheetStore(settings),
    mail: createMailStore(random),
    readQuota: createQuota(time.clock, () => settings.readsPerMinute),
    mailQuota: createQuota(time.clock, () => settings.mailUnitsPerMinute),
    requests: createRequestLog(),
    tokenUrl,
    announce: (change) => feed.publish(change as unknown as Change),
  };

  const doors = createDoors({
    inbound: async () => ({ problem: 'nobody writes to Google; mail comes by PUT /_sim/mail' }),
    messages: () => [],
    webhooks: () => [],
    further: { ...sheetDoors(parts), ...mailDoors(parts), 'GET /_sim/requests': async () => parts.requests.counts() },
    reset() {
      waits.callOff();
      const { mail, mailQuota, owed, readQuota, requests, sheets } = parts;
      for (const part of [faults, mail, mailQuota, owed, readQuota, requests, sheets]) part.clear();
    },
    faults,
    switches: switchesOf(settings),
    feed,
  });
  const server = await startLoopbackServer(
    settings.port,
    async (call) => refuseHuge(call) ?? (await doors(call)) ?? answerGoogle(parts, call),
    busy,
  );
  url = server.url;
  return {
    ...server,
    tokenUrl: tokenUrl(),
    settled: busy.idle,
    async close() {
      waits.callOff();
      feed.close();
      await server.close();
    },
  };
}

const refuseHuge = ({ bytes }: Call) =>
  bytes > MOST_BYTES
    ? answer(413, { problem: `the body has ${bytes} bytes; at most ${MOST_BYTES} are read` })
    : undefined;
