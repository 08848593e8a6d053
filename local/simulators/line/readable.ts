import { isObject, type Json, listOf, objectOf, textOf } from '../json.ts';
import { flexText } from './check-flex.ts';

/** What a person reads of a message sent to them: its main text, without buttons or quick replies. */
export function readableText(message: Json): string {
  switch (message.type) {
    case 'template': {
      const template = objectOf(message.template);
      const columns = listOf(template.columns).map((column) => textOf(objectOf(column).text));
      return textOf(template.text) ?? (columns.filter(Boolean).join('\n') || String(message.altText ?? ''));
    }
    case 'flex':
      return flexText(message.contents) || String(message.altText ?? '');
    default:
      return String(message.text ?? message.altText ?? message.title ?? '');
  }
}

/** Every action somebody could tap anywhere in a message, in the order written. */
export function actionsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (!isObject(value)) return [];
  const isAction = typeof value.type === 'string' && ['postback', 'message'].includes(value.type) && 'label' in value;
  return isAction ? [value] : Object.values(value).flatMap(actionsIn);
}
