import * as z from 'zod';

const token = z.string().min(1);

/** A value being replaced stays valid as `previous…` until everybody signs with the new one. */
export const WhatsAppSecret = z.object({
  appSecret: token,
  previousAppSecret: token.optional(),
  verifyToken: token,
  accessToken: token,
});
export const LineSecret = z.object({
  channelSecret: token,
  previousChannelSecret: token.optional(),
  channelAccessToken: token,
});
