import type { Answer } from '../../../scripts/doctor/ask.ts';

export const anAnswer = (status: number, json?: unknown): Answer => ({
  status,
  json,
  text: JSON.stringify(json) ?? '',
});
