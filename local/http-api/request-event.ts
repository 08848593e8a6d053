import type { IncomingMessage } from 'node:http';
import type { RouteMatch } from './route-table.ts';

/** A request with its path decoded and its body read. */
export type ReceivedRequest = {
  message: IncomingMessage;
  requestId: string;
  receivedAt: Date;
  path: string;
  rawQueryString: string;
  body: Buffer;
};

export type ApiIdentity = { apiId: string; stage: string; domainName: string };

/** Builds the event of payload format 2.0. The path arrives decoded and the query encoded, as API Gateway sends them. */
export function requestEvent(request: ReceivedRequest, match: RouteMatch, api: ApiIdentity) {
  const { message, receivedAt } = request;
  const sourceIp = message.socket.remoteAddress ?? '127.0.0.1';
  const headers = headersOf(message, sourceIp);
  const query = [...new URLSearchParams(request.rawQueryString)];
  const cookies = message.headers.cookie?.split('; ');
  const isBase64Encoded = request.body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(query.length > 0 ? { queryStringParameters: joined(query) } : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: api.apiId,
      domainName: api.domainName,
      domainPrefix: api.domainName.split('.')[0],
      http: {
        method: message.method,
        path: request.path,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: match.route.routeKey,
      stage: api.stage,
      time: commonLogTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    ...(match.pathParameters ? { pathParameters: match.pathParameters } : {}),
    ...(request.body.length > 0 ? { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') } : {}),
    isBase64Encoded,
  };
}

/** What API Gateway passes on as text, measured on AWS: forms and bodies without a type are base64. */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(json|xml|javascript)$/.test(type);
}

function headersOf(message: IncomingMessage, sourceIp: string): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    pairs.push([message.rawHeaders[index]?.toLowerCase() ?? '', message.rawHeaders[index + 1] ?? '']);
  }
  const headers = joined(pairs.filter(([name]) => name !== 'cookie' && name !== 'connection'));
  headers['x-forwarded-for'] = headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${sourceIp}` : sourceIp;
  headers['x-forwarded-proto'] = 'http';
  headers['x-forwarded-port'] = String(message.socket.localPort ?? '');
  return headers;
}

function joined(pairs: [string, string][]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of pairs) all[name] = name in all ? `${all[name]},${value}` : value;
  return all;
}

function commonLogTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().match(/ (\d+) (\w+) (\d+) ([\d:]+)/) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
