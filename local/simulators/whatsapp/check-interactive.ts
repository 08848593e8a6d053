import { type Json, listOf, objectOf, textOf } from '../json.ts';
import type { Refusal } from './meta-errors.ts';
import { isTooLong, missing, notValid } from './refusals.ts';

const BODY_MAX = { button: 1024, list: 4096 };

/** The limits of reply buttons and lists, refused in Meta's words where those are known. */
export function checkInteractive(interactive: Json): Refusal | undefined {
  const { type } = interactive;
  if (type === 'request_contact_info') return undefined;
  if (type !== 'button' && type !== 'list') return notValid(`Interactive type '${type}' is not valid.`);
  return checkFrame(interactive, type) ?? (type === 'button' ? checkButtons(interactive) : checkList(interactive));
}

function checkFrame({ header, body, footer }: Json, type: 'button' | 'list'): Refusal | undefined {
  const bodyText = objectOf(body).text;
  if (!textOf(bodyText)) return missing("interactive['body']['text']");
  if (isTooLong(bodyText, BODY_MAX[type]))
    return notValid(`Body text length invalid. Min length: 1, Max length: ${BODY_MAX[type]}`);
  if (isTooLong(objectOf(footer).text, 60))
    return notValid('Footer text length invalid. Min length: 1, Max length: 60');
  if (header === undefined) return undefined;
  const { type: headerType, text } = objectOf(header);
  const allowed = type === 'list' ? ['text'] : ['text', 'image', 'video', 'document'];
  if (typeof headerType !== 'string' || !allowed.includes(headerType))
    return notValid('Header type is not valid for this message.');
  if (headerType !== 'text') return undefined;
  if (!textOf(text)) return missing("interactive['header']['text']");
  return isTooLong(text, 60) ? notValid('Header text length invalid. Min length: 1, Max length: 60') : undefined;
}

function checkButtons({ action }: Json): Refusal | undefined {
  const buttons = listOf(objectOf(action).buttons).map(objectOf);
  if (buttons.length < 1 || buttons.length > 3) {
    return notValid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
  }
  const replies = buttons.map(({ reply }) => objectOf(reply));
  if (buttons.some(({ type }) => type !== 'reply')) return notValid("Button type must be 'reply'.");
  for (const { id, title } of replies) {
    if (!textOf(title) || isTooLong(title, 20))
      return notValid('Button title length invalid. Min length: 1, Max length: 20');
    if (!textOf(id) || isTooLong(id, 256)) return notValid('Button id length invalid. Min length: 1, Max length: 256');
  }
  if (repeats(replies.map(({ id }) => id))) return notValid('Duplicated button ids are not allowed.');
  return repeats(replies.map(({ title }) => title)) ? notValid('Duplicated button titles are not allowed.') : undefined;
}

function checkList({ action }: Json): Refusal | undefined {
  const { button, sections: given } = objectOf(action);
  const sections = listOf(given).map(objectOf);
  const rows = sections.flatMap((section) => listOf(section.rows).map(objectOf));
  if (!textOf(button) || isTooLong(button, 20))
    return notValid('Action button length invalid. Min length: 1, Max length: 20');
  if (sections.length < 1 || sections.length > 10) {
    return notValid('Invalid sections count. Min allowed sections: 1, Max allowed sections: 10');
  }
  if (rows.length > 10) return notValid('Total row count exceed max allowed count: 10');
  for (const { title, rows: own } of sections) {
    if (listOf(own).length === 0) return notValid('Section must have at least one row.');
    if (sections.length > 1 && !textOf(title)) return missing('section title');
    if (isTooLong(title, 24)) return notValid('Section title is too long. Max length is 24');
  }
  for (const { id, title, description } of rows) {
    if (!textOf(title)) return missing('row title');
    if (isTooLong(title, 24)) return notValid('Row title is too long. Max length is 24');
    if (!textOf(id)) return missing('row id');
    if (isTooLong(id, 200)) return notValid('Row id is too long. Max length is 200');
    if (isTooLong(description, 72)) return notValid('Row description is too long. Max length is 72');
  }
  return repeats(rows.map(({ id }) => id)) ? notValid('Duplicated row ids are not allowed.') : undefined;
}

const repeats = (values: unknown[]) => new Set(values).size < values.length;
