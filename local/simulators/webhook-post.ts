import { Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Scheduler } from './time.ts';

/** How the product answered a webhook; status 0 means no answer came, `error` says why. */
export type WebhookAnswer = { status: number; ms: number; body: string; error?: string };

export type WebhookPost = {
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>;
  get(url: string): Promise<WebhookAnswer>;
  close(): void;
};

/** Calls the product the way a vendor does: plain POST, bytes as given, and a limit on how long it waits. */
export function createWebhookPost(scheduler: Scheduler, timeoutMs: number): WebhookPost {
  const agent = new Agent({ keepAlive: true });

  const once = (method: string, url: string, headers: Record<string, string>, body: string) =>
    new Promise<WebhookAnswer & { stale?: boolean }>((resolve) => {
      const startedAt = performance.now();
      const ms = () => Math.round((performance.now() - startedAt) * 10) / 10;
      const secure = url.startsWith('https:');
      const options = { method, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } };
      const request = secure ? httpsRequest(url, options) : httpRequest(url, { ...options, agent });
      const cancel = scheduler.after(timeoutMs, () => request.destroy(new Error('request_timeout')));
      const fail = (error: NodeJS.ErrnoException) => {
        cancel();
        const stale = request.reusedSocket && error.code === 'ECONNRESET';
        resolve({ status: 0, ms: ms(), body: '', error: error.code ?? error.message, stale });
      };
      request.on('error', fail);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          cancel();
          resolve({ status: response.statusCode ?? 0, ms: ms(), body: Buffer.concat(chunks).toString('utf8') });
        });
      });
      request.end(body);
    });

  const call = async (method: string, url: string, headers: Record<string, string>, body: string) => {
    const { stale, ...first } = await once(method, url, headers, body);
    if (!stale) return first;
    // The product closed a kept connection while we wrote to it: nothing was received, so this is no attempt.
    const { stale: _, ...second } = await once(method, url, headers, body);
    return second;
  };

  return {
    post: (url, headers, body) => call('POST', url, headers, body),
    get: (url) => call('GET', url, {}, ''),
    close: () => agent.destroy(),
  };
}
