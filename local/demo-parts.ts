import { join } from 'node:path';
import { consolePart } from './console/demo-part.ts';
import type { DemoPart } from './demo.ts';
import { firstVenues } from './estate/first-venues.ts';
import { mailOf } from './estate/mail-of.ts';
import { sheetOf } from './estate/sheet-of.ts';
import { firstLook } from './first-look.ts';
import {
  accountIdsOf,
  soundtrackWorldOf,
  startGoogleSimulator,
  startLineSimulator,
  startSoundtrackSimulator,
  startWhatsAppSimulator,
} from './simulators/index.ts';

/** Soundtrack as the estate's owners use it: accounts, locations, zones and their players. */
const soundtrack: DemoPart = {
  name: 'soundtrack',
  async start({ ports, secrets, estate, livingWorld }) {
    const simulator = await startSoundtrackSimulator({
      port: ports.soundtrack,
      estate,
      tokens: [secrets.SoundtrackSecret.token, secrets.ShardTwoSecret.token],
      ...(livingWorld && { script: {} }),
    });
    return { address: { what: 'Soundtrack simulator', url: simulator.url }, close: simulator.close };
  },
};

/** Google with the venue sheet, which keeps what people write into it over restarts, and a month of mail. */
const google: DemoPart = {
  name: 'google',
  async start({ ports, stateDirectory, estate, googleAccount }) {
    const world = soundtrackWorldOf(estate);
    const sheet = sheetOf(estate, { accountsOf: (venueId) => accountIdsOf(world, venueId) });
    const simulator = await startGoogleSimulator({
      port: ports.google,
      account: googleAccount,
      sheet,
      stateFile: join(stateDirectory, 'simulators', 'venue-sheet.json'),
    });
    // The mailbox lives in memory, so at the start it is always empty.
    const messages = mailOf(sheet, new Date());
    await fetch(`${simulator.url}/_sim/mail`, { method: 'PUT', body: JSON.stringify({ messages }) });
    return { address: { what: 'Google simulator', url: simulator.url }, close: simulator.close };
  },
};

/** Brings the venues of the sheet in, as every later change of it comes in. */
const venues: DemoPart = { name: 'venues', start: firstVenues };

/** The first look at every zone. */
const monitoring: DemoPart = { name: 'monitoring', start: firstLook };

const whatsApp: DemoPart = {
  name: 'whatsapp',
  async start({ stack, ports, secrets }) {
    const { appSecret, verifyToken, accessToken } = secrets.WhatsAppSecret;
    const webhookUrl = new URL('webhooks/whatsapp', stack.apiUrl).href;
    const simulator = await startWhatsAppSimulator({
      port: ports.whatsapp,
      webhookUrl,
      appSecret,
      verifyToken,
      accessToken,
    });
    return { address: { what: 'WhatsApp simulator', url: simulator.url }, close: simulator.close };
  },
};

const line: DemoPart = {
  name: 'line',
  async start({ stack, ports, secrets }) {
    const { channelSecret, channelAccessToken } = secrets.LineSecret;
    const webhookUrl = new URL('webhooks/line', stack.apiUrl).href;
    const simulator = await startLineSimulator({ port: ports.line, webhookUrl, channelSecret, channelAccessToken });
    return { address: { what: 'LINE simulator', url: simulator.url }, close: simulator.close };
  },
};

/** Started in this order after the stack, closed in the opposite one before it. */
export const demoParts: DemoPart[] = [soundtrack, google, venues, monitoring, whatsApp, line, consolePart];
