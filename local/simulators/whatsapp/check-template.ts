import { type Json, listOf, objectOf, textOf } from '../json.ts';
import type { Refusal } from './meta-errors.ts';
import { missing } from './refusals.ts';

/** A template approved for this business; `body` holds {{1}}, {{2}} … or {{name}}. */
export type KnownTemplate = {
  name: string;
  language: string;
  body: string;
  category?: 'utility' | 'marketing' | 'authentication';
  /** @default 'approved' */
  state?: 'approved' | 'paused' | 'disabled';
};

const bodyParameters = (template: Json): Json[] =>
  listOf(template.components)
    .map(objectOf)
    .filter(({ type }) => type === 'body')
    .flatMap(({ parameters }) => listOf(parameters).map(objectOf));

export const templateOf = (content: Json, templates: KnownTemplate[] | undefined) =>
  templates?.find(({ name, language }) => name === content.name && language === objectOf(content.language).code);

/** Checks a template message; without a list of known templates every name passes. */
export function checkTemplate(content: Json, templates: KnownTemplate[] | undefined): Refusal | undefined {
  const code = textOf(objectOf(content.language).code);
  if (!textOf(content.name)) return missing("template['name']");
  if (!code) return missing("template['language']['code']");
  if (!templates) return undefined;
  const known = templateOf(content, templates);
  if (!known) return { code: 132001, details: `template name (${content.name}) does not exist in ${code}` };
  if (known.state === 'paused') return { code: 132015 };
  if (known.state === 'disabled') return { code: 132016 };
  const slots = placeholders(known.body);
  const given = bodyParameters(content);
  const isNamed = slots.some((slot) => !/^\d+$/.test(slot));
  if (isNamed && given.some((parameter) => !textOf(parameter.parameter_name))) {
    return { code: 100, message: '(#100) Invalid parameter', details: 'Parameter name is missing or empty' };
  }
  if (slots.length === given.length) return undefined;
  const details = `body: number of localizable_params (${given.length}) does not match the expected number of params (${slots.length})`;
  return { code: 132000, details };
}

/** What the person reads: the template's words where known, else its name and what was filled in. */
export function templateText(content: Json, templates: KnownTemplate[] | undefined): string {
  const given = bodyParameters(content);
  const known = templateOf(content, templates);
  if (!known) return [`[${content.name}]`, ...given.map(({ text }) => String(text ?? ''))].join(' ');
  return known.body.replace(/\{\{(\w+)\}\}/g, (whole, slot: string) => {
    const value = given.find(({ parameter_name }) => parameter_name === slot) ?? given[Number(slot) - 1];
    return textOf(value?.text) ?? whole;
  });
}

const placeholders = (body: string) => [
  ...new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, slot]) => slot as string)),
];
