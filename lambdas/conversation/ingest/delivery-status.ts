import * as z from 'zod';

/** What travels on the statuses queue: up to a hundred delivery statuses of WhatsApp messages we sent. */
export const DeliveryStatus = z.object({
  messageId: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  at: z.iso.datetime(),
  callbackData: z.string().optional(),
  errorCode: z.number().optional(),
});
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliveryStatuses = z.object({ v: z.literal(1), statuses: z.array(DeliveryStatus) });
export type DeliveryStatuses = z.infer<typeof DeliveryStatuses>;
