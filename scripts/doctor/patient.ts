import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LineSecret, WhatsAppSecret } from '../../lambdas/conversation/secrets.ts';
import type { Environment } from '../environment.ts';
import { fetchSecret } from './secret-reading.ts';
import { GoogleKey, SoundtrackSecret } from './venue-data-checks.ts';

/** Everything a check may ask. */
export type Patient = ReturnType<typeof openPatient>;

export function openPatient(environment: Environment, options: { businessAccountId?: string } = {}) {
  const config = {
    ...environment.aws,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  };
  const secrets = new SecretsManagerClient(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const db = new DynamoDBClient(config);
  const s3 = new S3Client(config);
  const { GoogleSecretArn, LineSecretArn, WhatsAppSecretArn } = environment.outputs;
  return {
    environment,
    businessAccountId: options.businessAccountId ?? environment.whatsApp.businessAccountId,
    sqs,
    s3,
    db: DynamoDBDocumentClient.from(db),
    // Read once for all checks.
    whatsAppSecret: once(() => fetchSecret(secrets, WhatsAppSecretArn, WhatsAppSecret)),
    lineSecret: once(() => fetchSecret(secrets, LineSecretArn, LineSecret)),
    googleSecret: once(() => fetchSecret(secrets, GoogleSecretArn, GoogleKey)),
    soundtrackSecret: (arn: string) => fetchSecret(secrets, arn, SoundtrackSecret),
    now: () => new Date(),
    close() {
      for (const client of [secrets, sqs, db, s3]) client.destroy();
    },
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
