import { Construct } from 'constructs';
import type { Shard, StageConfig } from '../config.ts';
import type { Access } from '../house/access.ts';
import { VendorSecret } from '../house/vendor-secret.ts';
import { inIds } from './shard-in-ids.ts';

export interface ShardSecretsProps {
  readonly stage: StageConfig;
  /** The credential that was there before there were shards; shard `one` polls with it. */
  readonly first: VendorSecret;
}

/** Soundtrack's credentials, one to a shard: each has a rate budget of its own. */
export class ShardSecrets extends Construct {
  private readonly secrets: ReadonlyMap<Shard, VendorSecret>;

  constructor(scope: Construct, id: string, { stage, first }: ShardSecretsProps) {
    super(scope, id);
    const secretOf = (shard: Shard) => (shard === 'one' ? first : this.further(stage, shard));
    this.secrets = new Map(stage.monitoring.shards.map((shard) => [shard, secretOf(shard)]));
  }

  /** May read the credential of this shard. */
  reads(shard: Shard): Access {
    const secret = this.secrets.get(shard);
    if (!secret) throw new Error(`There is no shard ${shard} at this stage.`);
    return secret.reads;
  }

  /** Of the shards beside `one`, whose secret has its output already. */
  get outputs(): Record<string, string> {
    const further = [...this.secrets].filter(([shard]) => shard !== 'one');
    return Object.fromEntries(
      further.map(([shard, { secretArn }]) => [`SoundtrackSecret${inIds(shard)}Arn`, secretArn]),
    );
  }

  private further(stage: StageConfig, shard: Shard): VendorSecret {
    return new VendorSecret(this, `Shard${inIds(shard)}Secret`, {
      stage,
      holds: `JSON {"token"} of the Soundtrack API client that shard ${shard} polls with`,
    });
  }
}
