import { type Json, objectOf, textOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { isLineError, refuse, refuseBody } from './line-errors.ts';
import type { Parts } from './parts.ts';
import { push, reply, validate } from './sending.ts';
import { signatureOf } from './settings.ts';
import { writeWebhook } from './webhook-text.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** The part of api.line.me this simulator answers; every answer carries its own request id. */
export async function answerLine(parts: Parts, call: Call): Promise<Answer> {
  const requestId = parts.random.uuid();
  const result = (await fail(parts, call)) ?? (await route(parts, call, requestId));
  if (result.kind !== 'answer') return result;
  return { ...result, headers: { 'x-line-request-id': requestId, ...result.headers } };
}

async function fail({ faults, settings, waits }: Parts, { bytes, headers, path }: Call): Promise<Answer | undefined> {
  const hanging = faults.strike('timeout');
  if (hanging) {
    await waits.wait(Number(hanging.seconds ?? 10) * 1000);
    return { kind: 'drop' };
  }
  if (faults.strike('http500')) return refuse('internal');
  if (faults.strike('http503')) return refuse('unavailable');
  if (path.startsWith('/oauth2/')) return undefined;
  if (faults.strike('tokenExpired')) return refuse('tokenExpired');
  if (headers.authorization !== `Bearer ${settings.channelAccessToken}`) return refuse('unauthorised');
  if (bytes > MAX_BODY_BYTES) return refuse('tooLarge');
  if (faults.strike('rateLimited')) return refuse('rateLimited');
  const refused = faults.strike('refused');
  if (refused) return refuse(isLineError(refused.error) ? refused.error : 'forbidden');
  return undefined;
}

async function route(parts: Parts, call: Call, requestId: string): Promise<Answer> {
  const { method, path, json } = call;
  if (method === 'POST' && json === undefined && path !== '/v2/bot/channel/webhook/test') return refuse('notJson');
  const { quota, settings } = parts;
  switch (`${method} ${path}`) {
    case 'POST /v2/bot/message/reply':
      return reply(parts, call);
    case 'POST /v2/bot/message/push':
      return push(parts, call, requestId);
    case 'GET /v2/bot/message/quota': {
      const { monthlyQuota } = settings;
      return answer(200, monthlyQuota === null ? { type: 'none' } : { type: 'limited', value: monthlyQuota });
    }
    case 'GET /v2/bot/message/quota/consumption':
      return answer(200, { totalUsage: quota.used() });
    case 'POST /v2/bot/chat/loading/start':
      return startLoading(parts, objectOf(json));
    case 'POST /v2/bot/chat/markAsRead':
      return markAsRead(parts, objectOf(json));
    case 'GET /v2/bot/channel/webhook/endpoint':
      return answer(200, { endpoint: settings.webhookUrl, active: true });
    case 'POST /v2/bot/channel/webhook/test':
      return testWebhook(parts);
    case 'GET /v2/bot/info':
      return answer(200, {
        userId: settings.botUserId,
        basicId: '@local',
        displayName: 'Local account',
        chatMode: 'bot',
        markAsReadMode: 'manual',
      });
    case 'GET /oauth2/v2.1/verify':
      return verifyToken(parts, call.query.get('access_token'));
    default:
      return routeByPattern(parts, call);
  }
}

function routeByPattern({ people }: Parts, call: Call): Answer {
  const { method, path } = call;
  if (method === 'POST' && /^\/v2\/bot\/message\/validate\/(reply|push|multicast|broadcast|narrowcast)$/.test(path)) {
    return validate(call);
  }
  const profile = method === 'GET' ? /^\/v2\/bot\/profile\/([^/]+)$/.exec(path)?.[1] : undefined;
  const person = profile && people.find(profile);
  if (!person || person.blocked || person.unknown || person.userId !== profile) return refuse('notFound');
  return answer(200, { displayName: person.name, userId: person.userId, language: person.language });
}

function startLoading({ feed }: Parts, { chatId, loadingSeconds = 20 }: Json): Answer {
  const problems: { message: string; property: string }[] = [];
  if (!/^U[0-9a-f]{32}$/.test(String(chatId))) problems.push({ message: 'must be a user ID', property: 'chatId' });
  const seconds = Number(loadingSeconds);
  if (!(seconds >= 5 && seconds <= 60 && seconds % 5 === 0)) {
    problems.push({ message: 'must be a multiple of 5 between 5 and 60', property: 'loadingSeconds' });
  }
  if (problems.length > 0) return refuseBody(problems);
  feed.publish({ type: 'typing', chat: chatId, seconds });
  return answer(202, {});
}

function markAsRead({ journal }: Parts, { markAsReadToken }: Json): Answer {
  const token = textOf(markAsReadToken);
  if (!token) return refuseBody([{ message: 'May not be empty', property: 'markAsReadToken' }]);
  const entry = journal.findInbound((body) => objectOf(objectOf(body).message).markAsReadToken === token);
  if (!entry) return refuseBody([{ message: 'invalid token', property: 'markAsReadToken' }]);
  journal.settle(entry.id, 'read');
  return answer(200, {});
}

/** What LINE's console does on "Verify": an empty list of events, signed. */
async function testWebhook({ post, settings, time }: Parts): Promise<Answer> {
  const body = writeWebhook({ destination: settings.botUserId, events: [] }, 0);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
    'x-line-signature': signatureOf(body, settings.channelSecret),
  };
  const { status, error } = await post.post(settings.webhookUrl, headers, body);
  const success = error === undefined && status >= 200 && status <= 299;
  const connection = error === 'request_timeout' ? 'REQUEST_TIMEOUT' : 'COULD_NOT_CONNECT';
  const reason = success ? 'OK' : error === undefined ? 'ERROR_STATUS_CODE' : connection;
  return answer(200, {
    success,
    timestamp: time.clock().toISOString(),
    statusCode: status,
    reason,
    detail: error ?? String(status),
  });
}

function verifyToken({ faults, settings }: Parts, token: string | null): Answer {
  if (token !== settings.channelAccessToken || faults.active().tokenExpired) {
    return answer(400, { error: 'invalid_request', error_description: 'access token expired' });
  }
  return answer(200, { client_id: '1350031035', expires_in: 2_591_974, scope: 'bot' });
}
