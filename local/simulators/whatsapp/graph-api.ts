import { type Json, objectOf, textOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { META_ERRORS, refuse } from './meta-errors.ts';
import type { Parts } from './parts.ts';
import { sendMessage } from './sending.ts';

const READ_WITHIN_MS = 30 * 24 * 60 * 60 * 1000;

/** The part of graph.facebook.com this simulator answers: messages, and what a doctor command asks. */
export async function answerGraph(parts: Parts, call: Call): Promise<Answer> {
  const { faults, random, settings, time, waits } = parts;
  const hanging = faults.strike('timeout');
  if (hanging) {
    await waits.wait(Number(hanging.seconds ?? 10) * 1000);
    return { kind: 'drop' };
  }
  if (faults.strike('http500')) return refuse({ code: 131000, status: 500 }, random);
  if (faults.strike('http503')) return refuse({ code: 131016, status: 503 }, random);

  const path = /^\/v\d+\.\d+\/([^/]+)(?:\/([^/]+))?\/?$/.exec(call.path);
  if (!path)
    return refuse({ code: 2500, message: `(#2500) Unknown path components: ${call.path}`, status: 400 }, random);
  const unauthorised = checkToken(parts, call);
  if (unauthorised) return unauthorised;

  const [, object = '', edge = ''] = path;
  switch (
    `${call.method} ${object === settings.phoneNumberId ? 'phone' : object === settings.wabaId ? 'waba' : object}/${edge}`
  ) {
    case 'POST phone/messages':
      return objectOf(call.json).status === 'read' ? markRead(parts, objectOf(call.json)) : sendMessage(parts, call);
    case 'GET phone/':
      return answer(200, {
        id: settings.phoneNumberId,
        display_phone_number: settings.displayPhoneNumber,
        verified_name: 'Local business',
        quality_rating: 'GREEN',
        platform_type: 'CLOUD_API',
        throughput: { level: 'STANDARD' },
        webhook_configuration: { application: settings.webhookUrl },
      });
    case 'GET waba/subscribed_apps':
      return answer(200, {
        data: [{ whatsapp_business_api_data: { id: settings.appId, name: 'Local app', link: settings.webhookUrl } }],
      });
    case 'POST waba/subscribed_apps':
      return answer(200, { success: true });
    case 'GET debug_token/':
      return answer(200, { data: debugToken(parts, call.query.get('input_token') ?? '', time.clock()) });
    default: {
      const message = `Unsupported ${call.method.toLowerCase()} request. Object with ID '${object}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`;
      return refuse({ code: 100, message, subcode: 33, type: 'GraphMethodException' }, random);
    }
  }
}

function checkToken({ faults, random, settings, time }: Parts, { headers, query }: Call): Answer | undefined {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? query.get('access_token');
  if (faults.strike('tokenExpired')) {
    const message = `Error validating access token: Session has expired on ${time.clock().toUTCString()}.`;
    return refuse({ code: 190, message, subcode: 463 }, random);
  }
  if (!token) {
    const message = 'Authentication Error';
    return refuse({ code: 190, message }, random);
  }
  return token === settings.accessToken ? undefined : refuse({ code: 190 }, random);
}

function markRead(parts: Parts, { message_id, typing_indicator }: Json): Answer {
  const { feed, journal, random, time } = parts;
  const id = textOf(message_id);
  if (!id) return refuse({ code: 131008, details: "Parameter 'message_id' is required." }, random);
  const entry = journal.find(id);
  const isOld = entry && time.clock().getTime() - Date.parse(entry.at) > READ_WITHIN_MS;
  if (!id.startsWith('wamid.') || isOld) return refuse({ code: 131009, details: 'Message id is not valid.' }, random);
  if (typing_indicator !== undefined && objectOf(typing_indicator).type !== 'text') {
    return refuse({ code: 131009, details: "Typing indicator type must be 'text'." }, random);
  }
  journal.settle(id, 'read');
  if (typing_indicator !== undefined) feed.publish({ type: 'typing', chat: entry?.chat, messageId: id });
  return answer(200, { success: true });
}

function debugToken({ faults, settings }: Parts, inspected: string, now: Date): Json {
  const isValid = inspected === settings.accessToken && !faults.active().tokenExpired;
  const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
  const base = { app_id: settings.appId, type: 'SYSTEM_USER', application: 'Local app', is_valid: isValid, scopes };
  if (isValid) return { ...base, expires_at: 0, data_access_expires_at: Math.floor(now.getTime() / 1000) + 7_776_000 };
  return { ...base, scopes: [], error: { code: 190, message: META_ERRORS[190]?.message } };
}
