import { contactOfKey } from '../store/keys.ts';
import type { DeliveryCall, TurnCall } from './turn-call.ts';

/** What the table's stream (or the list of overdue work) says about one item that wants attention. */
export type DueItem = { pk: string; sk: string; version?: number; due?: string };

export type Nudge =
  | { kind: 'turn'; call: TurnCall; delaySeconds: number }
  | { kind: 'delivery'; call: DeliveryCall }
  | { kind: 'none' };

/** SQS delays whole seconds; rounding up keeps the quiet time at least as long as promised. */
export function nudgeFor(item: DueItem, now: Date): Nudge {
  const contact = contactOfKey(item.pk);
  if (!contact) return { kind: 'none' };
  if (item.sk === 'STATE' && item.version !== undefined) {
    const wait = item.due ? Date.parse(item.due) - now.getTime() : 0;
    const delaySeconds = Math.min(Math.max(Math.ceil(wait / 1000), 0), 900);
    return { kind: 'turn', call: { v: 1, contact, version: item.version }, delaySeconds };
  }
  return item.sk.startsWith('OUT#') ? { kind: 'delivery', call: { v: 1, contact } } : { kind: 'none' };
}
