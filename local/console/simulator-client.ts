import { get } from 'node:http';
import type { Change } from '../simulators/feed.ts';
import { parseJson } from '../simulators/json.ts';

/** One vendor's simulator, driven through its doors. */
export type SimulatorClient = {
  url: string;
  /** Calls a door under `/_sim/`; status 0 means that nobody answered. */
  door(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Everything that changes from now on; `onConnected` again after every lost connection. */
  watch(listener: { onConnected(): void; onChange(change: Change): void }): { close(): void };
};

/** An inbound door answers only when the product has taken the webhook, which may take its 20 seconds. */
const DOOR_MILLISECONDS = 60_000;
const RECONNECT_MILLISECONDS = 1_000;

export function simulatorClient(vendor: string, url: string): SimulatorClient {
  return {
    url,
    async door(method, path, body) {
      try {
        const answer = await fetch(`${url}/_sim/${path}`, {
          method,
          signal: AbortSignal.timeout(DOOR_MILLISECONDS),
          ...(method !== 'GET' && {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body ?? {}),
          }),
        });
        return { status: answer.status, body: parseJson(await answer.text()) };
      } catch {
        return {
          status: 0,
          body: { problem: `The ${vendor} simulator at ${url} does not answer; restart npm start.` },
        };
      }
    },
    watch({ onConnected, onChange }) {
      let closed = false;
      let again: NodeJS.Timeout | undefined;
      let current: ReturnType<typeof get> | undefined;
      const retry = () => {
        if (closed || again) return;
        again = setTimeout(connect, RECONNECT_MILLISECONDS);
        again.unref();
      };
      const connect = () => {
        again = undefined;
        current = get(`${url}/_sim/events`, { agent: false }, (response) => {
          response.setEncoding('utf8');
          onConnected();
          let unfinished = '';
          response.on('data', (chunk: string) => {
            const lines = (unfinished + chunk).split('\n');
            unfinished = lines.pop() ?? '';
            for (const line of lines) if (line.startsWith('data: ')) onChange(JSON.parse(line.slice(6)) as Change);
          });
          response.on('close', retry);
          response.on('error', retry);
        });
        current.on('error', retry);
      };
      connect();
      return {
        close() {
          closed = true;
          clearTimeout(again);
          current?.destroy();
        },
      };
    },
  };
}
