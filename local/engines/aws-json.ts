import { REGION } from '../assembly/place.ts';

/** An engine's refusal, with AWS's error code. */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const ADMIN_ACCESS_KEY = 'local-admin';

/** Headers every engine accepts; nothing local checks signatures. */
export function signedAs(accessKeyId: string, service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=local`,
    'x-amz-date': '20260101T000000Z',
  };
}

/** One call of an AWS JSON service, without the cost of loading its SDK client. */
export async function callAwsJson<Answer>(
  endpoint: string,
  target: string,
  body: object,
  { accessKeyId = ADMIN_ACCESS_KEY, signal }: { accessKeyId?: string; signal?: AbortSignal } = {},
): Promise<Answer> {
  const service = target.split('_')[0]?.replace('Streams', '').toLowerCase() ?? '';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      ...signedAs(accessKeyId, target.startsWith('AmazonSQS') ? 'sqs' : service),
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const answer = text === '' ? {} : JSON.parse(text);
  if (response.ok) return answer as Answer;
  const code =
    String(answer.__type ?? response.status)
      .split('#')
      .at(-1) ?? '';
  throw new EngineError(code, String(answer.message ?? answer.Message ?? text));
}
