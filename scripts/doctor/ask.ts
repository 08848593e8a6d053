/** An answer over HTTP, read whole. */
export type Answer = { status: number; text: string; json: unknown };

export type Question = {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  /** Sent exactly as it is: signatures cover bytes. */
  body?: string;
  signal: AbortSignal;
};

export async function ask(url: string | URL, { signal, method = 'GET', headers, body }: Question): Promise<Answer> {
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, text, json: readJson(text) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
