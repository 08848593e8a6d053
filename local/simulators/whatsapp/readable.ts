import { type Json, listOf, objectOf, textOf } from '../json.ts';
import { type KnownTemplate, templateText } from './check-template.ts';

/** What a person reads of a message sent to them: its main text, without buttons, header or footer. */
export function readableText(body: Json, templates: KnownTemplate[] | undefined): string {
  const type = textOf(body.type) ?? 'text';
  const content = objectOf(body[type]);
  switch (type) {
    case 'text':
      return String(content.body ?? '');
    case 'interactive':
      return String(objectOf(content.body).text ?? '');
    case 'template':
      return templateText(content, templates);
    case 'reaction':
      return String(content.emoji ?? '');
    default:
      return String(content.caption ?? '');
  }
}

/** A thing to tap in a message that was sent. */
export type Tappable = { kind: 'button' | 'list' | 'template'; id: string; title: string; description?: string };

/** Everything that can be tapped in a message, in the order shown. */
export function tappables(body: Json): Tappable[] {
  const { type, action } = objectOf(body.interactive);
  if (type === 'button') {
    return listOf(objectOf(action).buttons).map((button) => {
      const { id, title } = objectOf(objectOf(button).reply);
      return { kind: 'button', id: String(id), title: String(title) };
    });
  }
  if (type === 'list') {
    return listOf(objectOf(action).sections)
      .flatMap((section) => listOf(objectOf(section).rows).map(objectOf))
      .map(({ id, title, description }) => ({
        kind: 'list',
        id: String(id),
        title: String(title),
        ...(textOf(description) ? { description: String(description) } : {}),
      }));
  }
  return listOf(objectOf(body.template).components)
    .map(objectOf)
    .filter(({ sub_type }) => sub_type === 'quick_reply')
    .map(({ parameters }) => String(objectOf(listOf(parameters)[0]).payload ?? ''))
    .map((payload) => ({ kind: 'template', id: payload, title: payload }));
}
