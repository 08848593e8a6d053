import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { percentile } from './figures.ts';

/** Runs in a process of its own, so that making requests does not slow down answering them. */
export type LoadOrder = { url: string; secret: string; requests: number; clients: number; run: string };
export type LoadResult = { perSecond: number; p50: number; p99: number; failed: number };

async function load({ url, secret, requests, clients, run }: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const bodies = Array.from({ length: requests }, (_, i) => messageBody(run, i));
  const signed = bodies.map(
    (body) => [body, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`] as const,
  );
  const latencies: number[] = [];
  let failed = 0;
  const started = performance.now();
  const client = async () => {
    for (let next = signed.pop(); next; next = signed.pop()) {
      const at = performance.now();
      const status = await post(url, next[0], next[1], agent);
      latencies.push(performance.now() - at);
      if (status !== 200) failed++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { perSecond: requests / seconds, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), failed };
}

function messageBody(run: string, i: number): string {
  const phone = `668${String(i % 500).padStart(8, '0')}`;
  const message = {
    from: phone,
    id: `wamid.${run}.${i}`,
    timestamp: '1763719200',
    type: 'text',
    text: { body: 'no music in the lobby' },
  };
  const value = {
    messaging_product: 'whatsapp',
    contacts: [{ profile: { name: 'Anna' }, wa_id: phone }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}

function post(url: string, body: string, signature: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', () => resolve(0));
    call.end(body);
  });
}

process.on('message', async (order: LoadOrder) => process.send?.(await load(order)));
