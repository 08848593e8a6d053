import type { IncomingMessage } from 'node:http';

export type Credential = { accessKeyId: string; service: string };

/** Who signed a request and for which service, from the header or, for a presigned URL, from the query. */
export function credentialOf(request: IncomingMessage): Credential | undefined {
  const header = request.headers.authorization;
  const scope = header === undefined ? presigned(request.url ?? '') : /Credential=([^,\s]+)/.exec(header)?.[1];
  const [accessKeyId, , , service] = scope?.split('/') ?? [];
  return accessKeyId && service ? { accessKeyId, service } : undefined;
}

function presigned(url: string): string | undefined {
  return new URL(url, 'http://local').searchParams.get('X-Amz-Credential') ?? undefined;
}
