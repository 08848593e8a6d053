import { Agent, type IncomingMessage, type ServerResponse, request as startRequest } from 'node:http';

/** Sends requests on to engines over kept connections and streams the answers back. */
export type Forwarder = {
  /**
   * @param body what was already read of the request; undefined streams it on
   * @param keepAnswer false when the caller must never learn the answer (the work is done all the same)
   */
  forward(request: IncomingMessage, response: ServerResponse, to: Destination): Promise<number>;
  close(): void;
};

export type Destination = {
  endpoint: URL;
  body?: Buffer;
  dropAnswer?: boolean;
  /** Sees a complete answer before it is passed on. */
  onAnswer?(body: Buffer): void;
  /** May answer instead of the engine, from its status. */
  instead?(status: number): { status: number; headers: Record<string, string>; body: string } | undefined;
};

export function createForwarder(): Forwarder {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  return {
    forward(request, response, to) {
      return new Promise((resolve, reject) => {
        const { host: _host, connection: _connection, expect: _expect, ...headers } = request.headers;
        if (to.body) {
          delete headers['transfer-encoding'];
          headers['content-length'] = String(to.body.length);
        }
        const onward = startRequest(
          {
            agent,
            host: to.endpoint.hostname,
            port: to.endpoint.port,
            method: request.method,
            path: request.url,
            headers,
          },
          (answer) => {
            const status = answer.statusCode ?? 502;
            const replacement = to.instead?.(status);
            answer.once('end', () => resolve(replacement?.status ?? status));
            answer.once('error', reject);
            if (to.dropAnswer) {
              answer.resume().once('end', () => response.destroy());
              return;
            }
            if (replacement) {
              answer.resume();
              response
                .writeHead(replacement.status, replacement.headers)
                .end(request.method === 'HEAD' ? undefined : replacement.body);
              return;
            }
            const {
              connection: _connection,
              'keep-alive': _keepAlive,
              'transfer-encoding': _encoding,
              ...passed
            } = answer.headers;
            response.writeHead(status, passed);
            if (to.onAnswer) collect(answer, to.onAnswer);
            answer.pipe(response);
          },
        );
        onward.once('error', reject);
        // A long poll whose caller has gone must not take a message nobody will see.
        response.once('close', () => {
          if (!response.writableFinished && !to.dropAnswer) onward.destroy();
        });
        if (to.body) onward.end(to.body);
        else request.pipe(onward);
      });
    },
    close: () => agent.destroy(),
  };
}

function collect(answer: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.once('end', () => then(Buffer.concat(chunks)));
}
