import { isObject, type Json, listOf, objectOf, textOf } from '../json.ts';
import { checkAction } from './check-action.ts';
import { checkFlex } from './check-flex.ts';
import { checkTemplate } from './check-template.ts';
import { createProblems, type Problem, type Problems } from './problems.ts';

const MEDIA_URL_MAX = 2_000;

const CHECKS: Record<string, (message: Json, at: string, problems: Problems) => void> = {
  text(message, at, problems) {
    problems.required(message.text, `${at}.text`, 5_000);
    problems.optional(message.quoteToken, `${at}.quoteToken`, 1_000);
  },
  textV2: (message, at, problems) => problems.required(message.text, `${at}.text`, 5_000),
  sticker(message, at, problems) {
    problems.required(message.packageId, `${at}.packageId`, 20);
    problems.required(message.stickerId, `${at}.stickerId`, 20);
  },
  image: checkMedia,
  video: checkMedia,
  audio(message, at, problems) {
    checkUrl(message.originalContentUrl, `${at}.originalContentUrl`, problems);
    if (typeof message.duration !== 'number') problems.add(`${at}.duration`, 'must be specified');
  },
  location(message, at, problems) {
    problems.required(message.title, `${at}.title`, 100);
    problems.required(message.address, `${at}.address`, 100);
    for (const name of ['latitude', 'longitude']) {
      if (typeof message[name] !== 'number') problems.add(`${at}.${name}`, 'must be specified');
    }
  },
  imagemap: (message, at, problems) => problems.required(message.altText, `${at}.altText`, 1_500),
  template(message, at, problems) {
    problems.required(message.altText, `${at}.altText`, 1_500);
    if (isObject(message.template)) checkTemplate(message.template, `${at}.template`, problems);
    else problems.add(`${at}.template`, 'May not be empty');
  },
  flex(message, at, problems) {
    problems.required(message.altText, `${at}.altText`, 1_500);
    if (isObject(message.contents)) checkFlex(message.contents, `${at}.contents`, problems);
    else problems.add(`${at}.contents`, 'May not be empty');
  },
};

/** Everything LINE would refuse in the `messages` of a request. */
export function checkMessages(given: unknown): Problem[] {
  const problems = createProblems();
  const messages = listOf(given);
  if (messages.length === 0) problems.add('messages', 'May not be empty');
  else problems.size(messages, 'messages', 1, 5);
  messages.forEach((message, nth) => {
    checkMessage(objectOf(message), `messages[${nth}]`, problems);
  });
  return problems.all;
}

function checkMessage(message: Json, at: string, problems: Problems): void {
  const check = CHECKS[String(message.type)];
  if (!check) {
    const known = Object.keys(CHECKS).join(', ');
    return problems.add(`${at}.type`, `Must be one of the following values: [${known}]`);
  }
  check(message, at, problems);
  problems.label(objectOf(message.sender).name, `${at}.sender.name`, 20, false);
  if (message.quickReply !== undefined) checkQuickReply(objectOf(message.quickReply), `${at}.quickReply`, problems);
}

function checkQuickReply({ items: given }: Json, at: string, problems: Problems): void {
  const items = listOf(given).map(objectOf);
  problems.size(items, `${at}.items`, 1, 13);
  items.forEach(({ type, action }, nth) => {
    const here = `${at}.items[${nth}]`;
    if (type !== 'action') problems.add(`${here}.type`, 'Must be one of the following values: [action]');
    checkAction(action, `${here}.action`, { labelMax: 20, isLabelRequired: true }, problems);
  });
}

function checkMedia(message: Json, at: string, problems: Problems): void {
  checkUrl(message.originalContentUrl, `${at}.originalContentUrl`, problems);
  checkUrl(message.previewImageUrl, `${at}.previewImageUrl`, problems);
}

function checkUrl(value: unknown, property: string, problems: Problems): void {
  problems.required(value, property, MEDIA_URL_MAX);
  if (textOf(value) && !String(value).startsWith('https://')) problems.add(property, 'invalid uri scheme');
}
