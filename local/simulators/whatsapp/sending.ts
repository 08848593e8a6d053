import { type Json, objectOf, textOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import { checkMessage } from './check-message.ts';
import { templateOf } from './check-template.ts';
import { type Person, phoneDigits, wamid } from './identity.ts';
import { type Refusal, refuse } from './meta-errors.ts';
import type { Parts } from './parts.ts';
import { readableText } from './readable.ts';
import { tellFailure, tellProgress, tellStatus, type Underway } from './statuses.ts';

/** Answers `POST /<phone number id>/messages` for a caller whose token was already checked. */
export async function sendMessage(parts: Parts, call: Call): Promise<Answer> {
  const { people, random, settings } = parts;
  const body = objectOf(call.json);
  const invalid = checkMessage(body, settings.templates);
  if (invalid) return refuse(invalid, random);

  const person = people.meet(textOf(body.to) ?? String(body.recipient));
  const refused = strikeRefusal(parts) ?? checkAddress(parts, person, body);
  if (refused) return refuse(refused, random);

  const window = checkWindow(parts, person, body);
  if (window?.sync) {
    if (window.alsoLater) void tellFailure(parts, underway(parts, person, body), 131047);
    return refuse({ code: 131047 }, random);
  }
  if (!parts.pairRate.take(person.userId)) return refuse({ code: 131056 }, random);
  return accept(parts, body, person, window ? 131047 : failureToCome(parts));
}

function strikeRefusal({ faults }: Parts): Refusal | undefined {
  const limited = faults.strike('rateLimited');
  if (limited) return { code: Number(limited.code ?? 130429), status: limited.status as number | undefined };
  const refused = faults.strike('refused');
  if (!refused) return undefined;
  return { code: Number(refused.code ?? 131000), status: refused.status as number | undefined };
}

function checkAddress({ settings }: Parts, person: Person, body: Json): Refusal | undefined {
  if (person.phone === phoneDigits(settings.displayPhoneNumber)) return { code: 131021 };
  const isOneTimeCode = templateOf(objectOf(body.template), settings.templates)?.category === 'authentication';
  return isOneTimeCode && body.to === undefined ? { code: 131062 } : undefined;
}

function checkWindow({ faults, settings, windows }: Parts, person: Person, body: Json) {
  if (body.type === 'template') return undefined;
  const forced = faults.strike('windowClosed');
  if (!forced && windows.isOpen(person.userId)) return undefined;
  const mode = textOf(forced?.mode) ?? settings.windowAnswer;
  return { sync: mode !== 'async', alsoLater: mode === 'both' };
}

/** The code with which an accepted message will fail, if it will. */
function failureToCome({ faults }: Parts): number | undefined {
  const failing = faults.strike('acceptedThenFailed');
  return failing && Number(failing.code ?? 131026);
}

function underway({ random, settings }: Parts, person: Person, body: Json): Underway {
  const template = body.type === 'template' ? templateOf(objectOf(body.template), settings.templates) : undefined;
  const pricing =
    body.type === 'template'
      ? { billable: true, pricing_model: 'PMP', type: 'regular', category: template?.category ?? 'utility' }
      : { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
  return {
    id: wamid(person.phone ?? settings.displayPhoneNumber, random.hex(20), 'out'),
    person,
    callbackData: textOf(body.biz_opaque_callback_data),
    pricing,
  };
}

async function accept(parts: Parts, body: Json, person: Person, failsWith: number | undefined): Promise<Answer> {
  const { faults, journal, settings, time } = parts;
  const message = underway(parts, person, body);
  const type = textOf(body.type) ?? 'text';
  journal.add({
    id: message.id,
    at: time.clock().toISOString(),
    direction: 'out',
    chat: person.userId,
    to: String(body.to ?? body.recipient),
    from: settings.displayPhoneNumber,
    type,
    text: readableText(body, settings.templates),
    body,
    status: 'accepted',
  });

  const early = faults.strike('statusBeforeResponse') !== undefined;
  const now = { at: time.clock(), code: failsWith };
  if (early) await tellStatus(parts, message, failsWith === undefined ? 'sent' : 'failed', now);

  const afterwards = () => {
    if (failsWith === undefined) tellProgress(parts, message, early ? ['sent'] : []);
    else if (!early) void tellFailure(parts, message, failsWith);
  };
  if (faults.strike('lostResponse')) return { kind: 'drop', afterwards };
  return { ...answer(200, acceptance(body, message)), afterwards };
}

function acceptance(body: Json, { id, person }: Underway): Json {
  const input = String(body.to ?? body.recipient);
  const contact = body.to === undefined ? { input, user_id: person.userId } : { input, wa_id: phoneDigits(input) };
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] };
}
