/** What the vendors' simulators and the functions share on a laptop, by a part of each secret's CDK path. */
export const VENDOR_SECRETS = {
  WhatsAppSecret: {
    appSecret: 'local-whatsapp-secret',
    verifyToken: 'local-verify-token',
    accessToken: 'local-whatsapp-token',
  },
  LineSecret: { channelSecret: 'local-line-secret', channelAccessToken: 'local-line-token' },
} as const;
