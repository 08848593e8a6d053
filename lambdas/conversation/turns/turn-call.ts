import * as z from 'zod';
import { CHANNELS } from '../chat.ts';

const contact = z.object({ channel: z.enum(CHANNELS), userId: z.string().min(1) });

/** "This chat has fragments waiting since version N": travels, delayed by the quiet time, on the turns queue. */
export const TurnCall = z.object({
  v: z.literal(1),
  contact,
  version: z.number().int().positive(),
  /** How often it was put off because the infrastructure was away. */
  renewals: z.number().int().nonnegative().optional(),
});
export type TurnCall = z.infer<typeof TurnCall>;

/**
 * The call to make again later. Ever later, because `chase-overdue` makes a fresh one every minute: at a steady pace
 * those of a long outage would add up to a flood.
 */
export function renewed(call: TurnCall): { call: TurnCall; delaySeconds: number } {
  const renewals = (call.renewals ?? 0) + 1;
  return { call: { ...call, renewals }, delaySeconds: Math.min(5 * 2 ** (renewals - 1), 900) };
}

/** "This chat has answers to send": travels on the outbox queue, one ordered lane per chat. */
export const DeliveryCall = z.object({ v: z.literal(1), contact });
export type DeliveryCall = z.infer<typeof DeliveryCall>;
