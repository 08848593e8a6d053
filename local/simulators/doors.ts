import { isOriginHere } from '../this-machine.ts';
import type { Faults } from './faults.ts';
import type { Feed } from './feed.ts';
import { type Json, objectOf } from './json.ts';
import { type Answer, answer, type Call } from './loopback-server.ts';
import type { WebhookRecord } from './webhook-sender.ts';

/** A setting that is not a failure: how late statuses come, whether webhooks are sent again. */
export type Switch = { read(): unknown; write(value: unknown): string | undefined };

export type DoorParts = {
  inbound(body: Json): Promise<{ problem: string } | Json>;
  /** Further doors of one vendor, by method and path. */
  further?: Record<string, (body: Json) => Promise<Json>>;
  messages(query: URLSearchParams): unknown[];
  webhooks(): WebhookRecord[];
  reset(): void;
  faults: Faults<string>;
  switches: Record<string, Switch>;
  feed: Feed;
};

/** The control doors under `/_sim/`: what a person, a test or the console does to the outside world. */
export function createDoors(parts: DoorParts): (call: Call) => Promise<Answer | undefined> {
  const { faults, switches, feed } = parts;

  const showFaults = () => ({
    active: faults.active(),
    switches: Object.fromEntries(Object.entries(switches).map(([name, { read }]) => [name, read()])),
    known: faults.names,
  });

  const setFaults = (body: Json) => {
    const problems: string[] = [];
    const rest: Json = {};
    for (const [name, value] of Object.entries(body)) {
      const problem = switches[name]?.write(value);
      if (!switches[name]) rest[name] = value;
      else if (problem) problems.push(`'${name}' ${problem}`);
    }
    problems.push(...faults.set(rest));
    feed.publish({ type: 'fault', ...showFaults() });
    return problems.length === 0 ? answer(200, showFaults()) : answer(400, { problems, ...showFaults() });
  };

  const open = async (call: Call, headers: Record<string, string>): Promise<Answer> => {
    const body = objectOf(call.json);
    switch (`${call.method} ${call.path}`) {
      case 'POST /_sim/inbound':
        return done(call.text && call.json === undefined ? notJson : await parts.inbound(body));
      case 'GET /_sim/messages':
        return answer(200, parts.messages(call.query));
      case 'GET /_sim/webhooks':
        return answer(200, parts.webhooks());
      case 'GET /_sim/faults':
        return answer(200, showFaults());
      case 'POST /_sim/faults':
        return call.json === undefined ? done(notJson) : setFaults(body);
      case 'POST /_sim/reset':
        parts.reset();
        feed.publish({ type: 'reset' });
        return answer(200, { reset: true });
      case 'GET /_sim/events':
        feed.attach(call, headers);
        return { kind: 'taken' };
      default: {
        const further = parts.further?.[`${call.method} ${call.path}`];
        if (further) return done(await further(body));
        return answer(404, { problem: `no such door: ${call.method} ${call.path}` });
      }
    }
  };

  return async (call) => {
    if (!call.path.startsWith('/_sim/')) return undefined;
    const headers = corsHeaders(call);
    if (call.method === 'OPTIONS') return answer(204, undefined, headers);
    const result = await open(call, headers);
    return result.kind === 'answer' ? { ...result, headers: { ...result.headers, ...headers } } : result;
  };
}

const notJson = { problem: 'the body is not JSON' };
const done = (result: { problem: string } | Json) => answer('problem' in result ? 400 : 200, result);

/** Only pages served from this machine may read the answers; the server lets no others in. */
function corsHeaders({ headers: { origin } }: Call): Record<string, string> {
  if (!origin || !isOriginHere(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'content-type',
    vary: 'origin',
  };
}
