import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { impatient } from './impatient.ts';

export const documentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ ...impatient, maxAttempts: 4 }), {
    marshallOptions: { removeUndefinedValues: true },
  });

// The queue's URL names its host; the endpoint the SDK was configured with must win, or a local run would leave home.
export const sqsClient = (): SQSClient => new SQSClient({ ...impatient, maxAttempts: 3, useQueueUrlAsEndpoint: false });
