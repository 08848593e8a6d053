import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Without these a hung socket would use up the whole function and pass for a crash. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

export const documentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler, maxAttempts: 4 }), {
    marshallOptions: { removeUndefinedValues: true },
  });

// The queue's URL names its host; the endpoint the SDK was configured with must win, or a local run would leave home.
export const sqsClient = (): SQSClient =>
  new SQSClient({ requestHandler, maxAttempts: 3, useQueueUrlAsEndpoint: false });
