import { isObject, type Json, objectOf, textOf } from '../json.ts';
import { checkInteractive } from './check-interactive.ts';
import { checkTemplate, type KnownTemplate } from './check-template.ts';
import { isBusinessScopedUserId, phoneDigits } from './identity.ts';
import type { Refusal } from './meta-errors.ts';
import { isTooLong, missing, notValid, tooLong } from './refusals.ts';

const TYPES = [
  'audio',
  'contacts',
  'document',
  'image',
  'interactive',
  'location',
  'reaction',
  'sticker',
  'template',
  'text',
  'video',
];
const MEDIA = ['audio', 'document', 'image', 'sticker', 'video'];
const CALLBACK_DATA_MAX = 512;

/** What Meta would refuse in the body of `POST /messages`, or nothing. */
export function checkMessage(body: Json, templates: KnownTemplate[] | undefined): Refusal | undefined {
  if (body.messaging_product !== 'whatsapp') {
    return { code: 100, message: '(#100) The parameter messaging_product is required.' };
  }
  if (body.recipient_type !== undefined && body.recipient_type !== 'individual') {
    return {
      code: 100,
      message: `(#100) Param recipient_type must be one of {INDIVIDUAL, GROUP} - got "${body.recipient_type}".`,
    };
  }
  const recipient = checkRecipient(body);
  if (recipient) return recipient;
  if (isTooLong(body.biz_opaque_callback_data, CALLBACK_DATA_MAX))
    return tooLong('biz_opaque_callback_data', CALLBACK_DATA_MAX);
  const type = body.type ?? 'text';
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    return {
      code: 100,
      message: `(#100) Param type must be one of {${TYPES.join(', ').toUpperCase()}} - got "${type}".`,
    };
  }
  const content = body[type];
  if (!isObject(content) && type !== 'contacts') {
    return { code: 100, message: `(#100) The parameter ${type} is required.` };
  }
  return checkContent(type, objectOf(content), templates);
}

function checkRecipient({ to, recipient }: Json): Refusal | undefined {
  if (to === undefined && recipient === undefined)
    return { code: 100, message: '(#100) The parameter to is required.' };
  if (to !== undefined) {
    const digits = typeof to === 'string' ? phoneDigits(to) : '';
    const isPhone = typeof to === 'string' && /^\+?[\d\s().-]+$/.test(to) && digits.length >= 7 && digits.length <= 15;
    return isPhone ? undefined : notValid('Invalid WhatsApp ID or phone number.');
  }
  return typeof recipient === 'string' && isBusinessScopedUserId(recipient)
    ? undefined
    : notValid('Invalid business-scoped user ID.');
}

function checkContent(type: string, content: Json, templates: KnownTemplate[] | undefined): Refusal | undefined {
  if (type === 'text') {
    if (!textOf(content.body)) return { code: 100, message: "(#100) The parameter text['body'] is required." };
    return isTooLong(content.body, 4096) ? tooLong("text['body']", 4096) : undefined;
  }
  if (type === 'interactive') return checkInteractive(content);
  if (type === 'template') return checkTemplate(content, templates);
  if (MEDIA.includes(type)) {
    if (!textOf(content.id) && !textOf(content.link)) return missing(`${type}['id']`);
    return isTooLong(content.caption, 1024) ? tooLong(`${type}['caption']`, 1024) : undefined;
  }
  if (type === 'reaction' && !textOf(content.message_id)) return missing("reaction['message_id']");
  if (type === 'location' && (typeof content.latitude !== 'number' || typeof content.longitude !== 'number')) {
    return missing("location['latitude']");
  }
  return undefined;
}
