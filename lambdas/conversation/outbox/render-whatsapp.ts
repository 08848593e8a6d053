import { whatsAppLimits as limits, type WhatsAppPayload } from '../../clients/whatsapp/payload.ts';
import { assertNever } from '../../runtime/failure.ts';
import type { Bubble } from '../chat.ts';
import { shorten, splitText } from './split-text.ts';

/** One payload is one message on the phone. Deterministic: a retry after a crash renders the same parcels again. */
export const renderForWhatsApp = (bubbles: Bubble[]): WhatsAppPayload[] => bubbles.flatMap(renderBubble);

function renderBubble(bubble: Bubble): WhatsAppPayload[] {
  switch (bubble.kind) {
    case 'text':
      return splitText(bubble.text, limits.text).map(textMessage);
    case 'buttons': {
      const { before, last } = leadIn(bubble.text, limits.buttonBody);
      const buttons = bubble.buttons.slice(0, limits.buttons).map(({ id, title }) => ({
        type: 'reply' as const,
        reply: { id, title: shorten(title, limits.buttonTitle) },
      }));
      return [
        ...before,
        { type: 'interactive', interactive: { type: 'button', body: { text: last }, action: { buttons } } },
      ];
    }
    case 'list': {
      const { before, last } = leadIn(bubble.text, limits.listBody);
      const rows = bubble.rows.slice(0, limits.rows).map(({ id, title, description }) => ({
        id,
        title: shorten(title, limits.rowTitle),
        ...(description && { description: shorten(description, limits.rowDescription) }),
      }));
      const button = shorten(bubble.open, limits.listOpen);
      const action = { button, sections: [{ title: shorten(bubble.open, limits.rowTitle), rows }] };
      return [...before, { type: 'interactive', interactive: { type: 'list', body: { text: last }, action } }];
    }
    default:
      return assertNever(bubble);
  }
}

/** What does not fit beside the choices goes out as plain text before them. */
function leadIn(text: string, limit: number): { before: WhatsAppPayload[]; last: string } {
  const pieces = splitText(text, limit);
  return { before: pieces.slice(0, -1).map(textMessage), last: pieces.at(-1) ?? '' };
}

const textMessage = (body: string): WhatsAppPayload => ({ type: 'text', text: { preview_url: false, body } });
