import { type Json, listOf, objectOf } from '../json.ts';
import { checkAction } from './check-action.ts';
import type { Problems } from './problems.ts';

const ACTION = { labelMax: 20, isLabelRequired: true };
const IMAGE_ACTION = { labelMax: 12, isLabelRequired: false };

/** Buttons, confirm and carousels. A title or an image leaves less room for the text. */
export function checkTemplate(template: Json, at: string, problems: Problems): void {
  switch (template.type) {
    case 'buttons':
      problems.optional(template.title, `${at}.title`, 40);
      problems.required(template.text, `${at}.text`, hasPictureOrTitle(template) ? 60 : 160);
      return checkActions(template.actions, at, 1, 4, problems);
    case 'confirm':
      problems.required(template.text, `${at}.text`, 240);
      return checkActions(template.actions, at, 2, 2, problems);
    case 'carousel':
      return checkCarousel(listOf(template.columns).map(objectOf), at, problems);
    case 'image_carousel': {
      const columns = listOf(template.columns).map(objectOf);
      problems.size(columns, `${at}.columns`, 1, 10);
      return columns.forEach(({ imageUrl, action }, nth) => {
        problems.required(imageUrl, `${at}.columns[${nth}].imageUrl`, 2_000);
        checkAction(action, `${at}.columns[${nth}].action`, IMAGE_ACTION, problems);
      });
    }
    default:
      problems.add(`${at}.type`, 'Must be one of the following values: [buttons, confirm, carousel, image_carousel]');
  }
}

function checkCarousel(columns: Json[], at: string, problems: Problems): void {
  problems.size(columns, `${at}.columns`, 1, 10);
  columns.forEach((column, nth) => {
    const here = `${at}.columns[${nth}]`;
    problems.optional(column.title, `${here}.title`, 40);
    problems.required(column.text, `${here}.text`, hasPictureOrTitle(column) ? 60 : 120);
    checkActions(column.actions, here, 1, 3, problems);
  });
  const counts = new Set(columns.map(({ actions }) => listOf(actions).length));
  if (counts.size > 1) problems.add(`${at}.columns`, 'the number of actions must be the same in all columns');
}

function checkActions(given: unknown, at: string, least: number, most: number, problems: Problems): void {
  const actions = listOf(given);
  problems.size(actions, `${at}.actions`, least, most);
  actions.forEach((action, nth) => {
    checkAction(action, `${at}.actions[${nth}]`, ACTION, problems);
  });
}

const hasPictureOrTitle = ({ title, thumbnailImageUrl }: Json) => Boolean(title) || Boolean(thumbnailImageUrl);
