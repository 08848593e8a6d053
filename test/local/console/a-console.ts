import { chatStoreInDynamoDb } from '../../../lambdas/conversation/store/chat-store-in-dynamodb.ts';
import { type Console, startConsole } from '../../../local/console/console.ts';
import { startLineSimulator, startWhatsAppSimulator } from '../../../local/simulators/index.ts';
import { startChatTable } from '../../conversation/store/chat-table-engine.ts';
import { startProductStandIn } from '../simulators/product-stand-in.ts';
import { listenTo } from './listen-to.ts';
import { aVenueDesk } from './venue-data/a-venue-desk.ts';
import { aZonesDesk } from './zones/a-zones-desk.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
type Body = any;
export type AConsole = Awaited<ReturnType<typeof aConsole>>;
export type Answered = { status: number; body: Body; headers: Headers };

export const HILTON = { id: '1001', name: 'Hilton Bangkok', location: 'Sukhumvit Road, Bangkok' };

/** A console on a real chat table and real simulators; where the product would be stands somebody who only listens. */
export async function aConsole() {
  const chats = await startChatTable();
  const engine = await chats.db.config.endpoint?.();
  const admin = {
    endpoint: `http://${engine?.hostname}:${engine?.port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local-admin', secretAccessKey: 'local' },
    forcePathStyle: true as const,
  };
  const product = await startProductStandIn();
  product.answerGetWith(() => ({ status: 200, body: '{"status":"ok","chats":"ACTIVE"}' }));
  const whatsApp = await startWhatsAppSimulator({ webhookUrl: `${product.url}/webhooks/whatsapp` });
  const line = await startLineSimulator({ webhookUrl: `${product.url}/webhooks/line` });
  const venues = await aVenueDesk();
  const zones = await aZonesDesk();
  const problems: string[] = [];
  let published: Record<string, typeof HILTON> = { [HILTON.id]: HILTON };
  let known = published;
  const started: Console = await startConsole({
    apiUrl: product.url,
    aws: { admin, chatTable: chats.table },
    whatsAppUrl: whatsApp.url,
    lineUrl: line.url,
    directory: {
      venue: (id) => known[id],
      async refresh() {
        known = published;
      },
    },
    venues: venues.desk,
    zones: zones.desk,
    onProblem: (problem) => problems.push(problem),
  });
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${started.url}${path}`, { method, headers, ...(text !== undefined && { body: text }) });
    const answered = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: isJson ? JSON.parse(answered) : answered, headers: answer.headers };
  };
  return {
    url: started.url,
    store: chatStoreInDynamoDb(chats.db, chats.table, () => new Date()),
    product,
    whatsApp,
    line,
    venues,
    zones,
    /** In the bucket, and looked at only when somebody looks again. */
    publish(venue: typeof HILTON) {
      published = { ...published, [venue.id]: venue };
    },
    problems,
    get: (path: string): Promise<Answered> => request('GET', path),
    post: (path: string, body: unknown, headers?: Record<string, string>): Promise<Answered> =>
      request('POST', path, body, headers),
    request,
    listen: (path: string) => listenTo(`${started.url}${path}`),
    async close() {
      await started.close();
      await Promise.all([
        whatsApp.close(),
        line.close(),
        product.close(),
        chats.close(),
        venues.close(),
        zones.close(),
      ]);
    },
  };
}
