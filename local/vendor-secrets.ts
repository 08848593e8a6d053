import type { LocalGoogleKey } from './simulators/index.ts';

/** What the vendors' simulators and the functions share on a laptop, by a part of each secret's CDK path. */
export const VENDOR_SECRETS = {
  WhatsAppSecret: {
    appSecret: 'local-whatsapp-secret',
    verifyToken: 'local-verify-token',
    accessToken: 'local-whatsapp-token',
  },
  LineSecret: { channelSecret: 'local-line-secret', channelAccessToken: 'local-line-token' },
  SoundtrackSecret: { token: 'local-soundtrack-token' },
  /** Of the second shard; its rate budget is its own. */
  ShardTwoSecret: { token: 'local-soundtrack-token-two' },
} as const;

/** The same with the key of Google's service account, which is made at the first start of a state folder. */
export type VendorSecrets = typeof VENDOR_SECRETS & { GoogleSecret: LocalGoogleKey['secret'] };
