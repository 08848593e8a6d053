import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

/**
 * The baseline: what a webhook costs at least. One Node process, HMAC over the body, the same message to the same queue
 * through the same gateway; no parsing, no routing, no isolation, no permissions of its own.
 */
const [queueUrl = '', endpoint = '', secret = ''] = process.argv.slice(2);
const sqs = new SQSClient({
  endpoint,
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'local-admin', secretAccessKey: 'local' },
  useQueueUrlAsEndpoint: false,
});

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return response.writeHead(401).end();
  const id = createHmac('sha256', 'id').update(body).digest('hex');
  const Entries = [{ Id: '0', MessageBody: body.toString(), MessageGroupId: id, MessageDeduplicationId: id }];
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  return response.writeHead(200).end('ok');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
