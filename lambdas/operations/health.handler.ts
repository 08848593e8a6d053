import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readEnv } from '../runtime/env.ts';
import { HealthEnv } from './env.ts';

const env = readEnv(HealthEnv);
const db = new DynamoDBClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 }, maxAttempts: 2 });

/** "Healthy" means a message could be taken in: the one thing everything waits for is the chat table. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  const chats = await chatTable();
  const healthy = chats === 'ACTIVE' || chats === 'UPDATING';
  return {
    statusCode: healthy ? 200 : 503,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ status: healthy ? 'ok' : 'unwell', stage: env.STAGE, chats }),
  };
}

async function chatTable(): Promise<string> {
  try {
    const { Table } = await db.send(new DescribeTableCommand({ TableName: env.CHAT_TABLE_NAME }));
    return Table?.TableStatus ?? 'missing';
  } catch {
    return 'unreachable';
  }
}
