import { isObject, type Json, listOf, objectOf } from '../json.ts';
import { checkAction } from './check-action.ts';
import type { Problems } from './problems.ts';

const BUBBLE_MAX_BYTES = 30 * 1024;
const CAROUSEL_MAX_BYTES = 50 * 1024;

/** Sizes and actions of a flex message; its layout rules are not checked. */
export function checkFlex(contents: Json, at: string, problems: Problems): void {
  if (contents.type === 'carousel') {
    const bubbles = listOf(contents.contents).map(objectOf);
    problems.size(bubbles, `${at}.contents`, 1, 12);
    checkBytes(contents, CAROUSEL_MAX_BYTES, at, problems);
    return bubbles.forEach((bubble, nth) => {
      checkBubble(bubble, `${at}.contents[${nth}]`, problems);
    });
  }
  if (contents.type === 'bubble') return checkBubble(contents, at, problems);
  problems.add(`${at}.type`, 'Must be one of the following values: [bubble, carousel]');
}

function checkBubble(bubble: Json, at: string, problems: Problems): void {
  checkBytes(bubble, BUBBLE_MAX_BYTES, at, problems);
  for (const block of ['header', 'hero', 'body', 'footer']) checkComponent(bubble[block], `${at}.${block}`, problems);
}

function checkComponent(component: unknown, at: string, problems: Problems): void {
  if (!isObject(component)) return;
  const isButton = component.type === 'button';
  if (component.type === 'text' && component.contents === undefined && !component.text) {
    problems.add(`${at}.text`, 'must be specified');
  }
  if (isButton || component.action !== undefined) {
    checkAction(component.action, `${at}.action`, { labelMax: 40, isLabelRequired: isButton }, problems);
  }
  listOf(component.contents).forEach((child, nth) => {
    checkComponent(child, `${at}.contents[${nth}]`, problems);
  });
}

function checkBytes(value: Json, most: number, at: string, problems: Problems): void {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > most) problems.add(at, `flex message is too large: ${bytes} bytes, at most ${most}`);
}

/** What a person reads in a flex message, line by line, without its buttons. */
export function flexText(contents: unknown): string {
  if (!isObject(contents)) return '';
  if (contents.type === 'text') return String(contents.text ?? '');
  if (contents.type === 'button') return '';
  const children = [contents.header, contents.hero, contents.body, contents.footer, ...listOf(contents.contents)];
  return children.map(flexText).filter(Boolean).join('\n');
}
