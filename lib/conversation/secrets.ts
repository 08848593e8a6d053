import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type Access, access } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';

/** What the two vendors gave us. Created empty: a person puts the values in once, and no template ever holds them. */
export class VendorSecrets extends Construct {
  readonly whatsApp: Secret;
  readonly line: Secret;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.whatsApp = this.empty(
      'WhatsAppSecret',
      stage,
      'JSON {"appSecret", "previousAppSecret"?, "verifyToken", "accessToken"} of the WhatsApp Business app',
    );
    this.line = this.empty(
      'LineSecret',
      stage,
      'JSON {"channelSecret", "previousChannelSecret"?, "channelAccessToken"} of the LINE channel',
    );
  }

  get readsWhatsApp(): Access {
    return reading(this.whatsApp);
  }

  get readsLine(): Access {
    return reading(this.line);
  }

  private empty(id: string, stage: StageConfig, description: string): Secret {
    const secret = new Secret(this, id, {
      description,
      removalPolicy: stage.durableData === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A generated random value would look filled in; an empty secret says so when it is read.
    if (secret.node.defaultChild instanceof CfnSecret) secret.node.defaultChild.generateSecretString = undefined;
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'The vendor issues it, so only a person can change it; the previous value stays valid beside.',
    });
    return secret;
  }
}

const reading = (secret: Secret): Access =>
  access(secret.secretArn, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
