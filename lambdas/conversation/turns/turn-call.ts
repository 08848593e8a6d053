import * as z from 'zod';
import { CHANNELS } from '../chat.ts';

const contact = z.object({ channel: z.enum(CHANNELS), userId: z.string().min(1) });

/** "This chat has fragments waiting since version N": travels, delayed by the quiet time, on the turns queue. */
export const TurnCall = z.object({ v: z.literal(1), contact, version: z.number().int().positive() });
export type TurnCall = z.infer<typeof TurnCall>;

/** "This chat has answers to send": travels on the outbox queue, one ordered lane per chat. */
export const DeliveryCall = z.object({ v: z.literal(1), contact });
export type DeliveryCall = z.infer<typeof DeliveryCall>;
