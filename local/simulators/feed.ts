import type { Call } from './loopback-server.ts';

/** One thing that changed, for whoever watches the simulator live. */
export type Change = {
  type: 'message' | 'status' | 'webhook' | 'fault' | 'typing' | 'reset';
  [field: string]: unknown;
};

export type Feed = {
  publish(change: Change): void;
  attach(call: Call, headers: Record<string, string>): void;
  close(): void;
};

/** Server-sent events: one line of JSON a change, nothing kept for those who come later. */
export function createFeed(): Feed {
  const watchers = new Set<Call['response']>();
  return {
    publish(change) {
      if (watchers.size === 0) return;
      const line = `data: ${JSON.stringify(change)}\n\n`;
      for (const watcher of watchers) watcher.write(line);
    },
    attach({ response }, headers) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': watching\n\n');
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
    },
    close() {
      for (const watcher of watchers) watcher.end();
      watchers.clear();
    },
  };
}
