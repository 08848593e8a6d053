import { isObject, type JsonObject } from '../assembly/template.ts';
import { ADMIN_ACCESS_KEY, EngineError, signedAs } from './aws-json.ts';

/** Publishes to a topic; SNS still speaks the query protocol, in which lists and objects become numbered names. */
export async function publishTo(
  endpoint: string,
  parameters: JsonObject,
  { accessKeyId = ADMIN_ACCESS_KEY, signal }: { accessKeyId?: string; signal?: AbortSignal } = {},
): Promise<{ MessageId: string }> {
  const { MessageAttributes, ...plain } = parameters;
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' });
  for (const [name, value] of Object.entries(plain)) form.set(name, String(value));
  for (const [index, [name, value]] of Object.entries(isObject(MessageAttributes) ? MessageAttributes : {}).entries()) {
    const entry = `MessageAttributes.entry.${index + 1}`;
    form.set(`${entry}.Name`, name);
    for (const [part, text] of Object.entries(isObject(value) ? value : {}))
      form.set(`${entry}.Value.${part}`, String(text));
  }
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...signedAs(accessKeyId, 'sns') },
    body: form.toString(),
    ...(signal && { signal }),
  });
  const answer = await response.text();
  const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer)?.[1];
  if (!response.ok) throw new EngineError(part('Code') ?? String(response.status), part('Message') ?? answer);
  return { MessageId: part('MessageId') ?? '' };
}
