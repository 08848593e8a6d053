import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Access } from '../house/access.ts';
import { VendorSecret } from '../house/vendor-secret.ts';

/** What the two chat vendors gave us. */
export class VendorSecrets extends Construct {
  readonly whatsApp: VendorSecret;
  readonly line: VendorSecret;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.whatsApp = new VendorSecret(this, 'WhatsAppSecret', {
      stage,
      holds: 'JSON {"appSecret", "previousAppSecret"?, "verifyToken", "accessToken"} of the WhatsApp Business app',
    });
    this.line = new VendorSecret(this, 'LineSecret', {
      stage,
      holds: 'JSON {"channelSecret", "previousChannelSecret"?, "channelAccessToken"} of the LINE channel',
    });
  }

  get readsWhatsApp(): Access {
    return this.whatsApp.reads;
  }

  get readsLine(): Access {
    return this.line.reads;
  }
}
