import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { VendorSecret } from '../house/vendor-secret.ts';

/** The keys to where venue data comes from. */
export class SourceSecrets extends Construct {
  readonly google: VendorSecret;
  readonly soundtrack: VendorSecret;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.google = new VendorSecret(this, 'GoogleSecret', {
      stage,
      holds:
        'JSON key file {"client_email", "private_key", …} of the Google service account that may read the venue sheet',
    });
    this.soundtrack = new VendorSecret(this, 'SoundtrackSecret', {
      stage,
      holds: 'JSON {"token"} of the Soundtrack API client',
    });
  }
}
