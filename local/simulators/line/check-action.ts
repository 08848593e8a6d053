import { isObject } from '../json.ts';
import type { Problems } from './problems.ts';

const TYPES = [
  'postback',
  'message',
  'uri',
  'datetimepicker',
  'camera',
  'cameraRoll',
  'location',
  'richmenuswitch',
  'clipboard',
];

export type LabelRule = { labelMax: number; isLabelRequired: boolean };

/** One action; how long its label may be depends on where it stands. */
export function checkAction(action: unknown, at: string, rule: LabelRule, problems: Problems): void {
  if (!isObject(action)) return problems.add(at, 'May not be empty');
  if (typeof action.type !== 'string' || !TYPES.includes(action.type)) {
    return problems.add(`${at}.type`, `Must be one of the following values: [${TYPES.join(', ')}]`);
  }
  problems.label(action.label, `${at}.label`, rule.labelMax, rule.isLabelRequired);
  switch (action.type) {
    case 'postback':
      problems.required(action.data, `${at}.data`, 300);
      problems.optional(action.displayText, `${at}.displayText`, 300);
      problems.optional(action.text, `${at}.text`, 300);
      if (action.displayText !== undefined && action.text !== undefined) {
        problems.add(`${at}.text`, 'displayText and text can not be used at the same time');
      }
      return;
    case 'message':
      if (action.text === undefined) return problems.add(`${at}.text`, 'must be specified');
      return problems.required(action.text, `${at}.text`, 300);
    case 'uri':
      return problems.required(action.uri, `${at}.uri`, 1_000);
    case 'datetimepicker':
      return problems.required(action.data, `${at}.data`, 300);
    case 'clipboard':
      return problems.required(action.clipboardText, `${at}.clipboardText`, 1_000);
  }
}
