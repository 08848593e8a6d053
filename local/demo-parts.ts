import { S3Client } from '@aws-sdk/client-s3';
import { consolePart } from './console/demo-part.ts';
import type { DemoPart } from './demo.ts';
import { directoryOf } from './estate/directory-of.ts';
import { generateEstate } from './estate/generate-estate.ts';
import { publishDirectory } from './estate/publish.ts';
import { startLineSimulator, startWhatsAppSimulator } from './simulators/index.ts';

/** The venues people can be from: a generated estate, published where the functions look for the directory. */
const estate: DemoPart = {
  name: 'estate',
  async start({ stack, venues }) {
    const directory = directoryOf(generateEstate({ venues }));
    const s3 = new S3Client(stack.admin);
    await publishDirectory(s3, stack.outputs.DirectoryBucketName ?? '', directory);
    s3.destroy();
    return { close: async () => {} };
  },
};

const whatsApp: DemoPart = {
  name: 'whatsapp',
  async start({ stack, ports, secrets }) {
    const { appSecret, verifyToken, accessToken } = secrets.WhatsAppSecret;
    const webhookUrl = new URL('webhooks/whatsapp', stack.apiUrl).href;
    const simulator = await startWhatsAppSimulator({
      port: ports.whatsapp,
      webhookUrl,
      appSecret,
      verifyToken,
      accessToken,
    });
    return { address: { what: 'WhatsApp simulator', url: simulator.url }, close: simulator.close };
  },
};

const line: DemoPart = {
  name: 'line',
  async start({ stack, ports, secrets }) {
    const { channelSecret, channelAccessToken } = secrets.LineSecret;
    const webhookUrl = new URL('webhooks/line', stack.apiUrl).href;
    const simulator = await startLineSimulator({ port: ports.line, webhookUrl, channelSecret, channelAccessToken });
    return { address: { what: 'LINE simulator', url: simulator.url }, close: simulator.close };
  },
};

/** Started in this order after the stack, closed in the opposite one before it. */
export const demoParts: DemoPart[] = [estate, whatsApp, line, consolePart];
