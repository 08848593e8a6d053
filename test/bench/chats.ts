/** What each person says: the product's sample dialogue, a second problem and a thank-you. */
export const chatLines = [
  'Hello',
  'Hilton Bangkok',
  'yes',
  'Anna',
  'Duty manager',
  'The music in the lobby stopped',
  'The music at the pool is too loud',
  'thank you',
] as const;

/** A message on somebody's phone. */
export type Heard = { chat: string; at: number; text: string };

export async function post(url: string, body: unknown): Promise<{ userId: string }> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as { userId: string };
}

/** Everything the simulator's phones receive, as it comes; answers a function that stops listening. */
export function listenTo(url: string, hear: (heard: Heard) => void): () => void {
  const stop = new AbortController();
  void read(url, hear, stop.signal).catch((problem) => {
    if (!stop.signal.aborted) throw problem;
  });
  return () => stop.abort();
}

async function read(url: string, hear: (heard: Heard) => void, signal: AbortSignal): Promise<void> {
  const { body } = await fetch(`${url}/_sim/events`, { signal });
  if (!body) return;
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data:')) continue;
      const event = JSON.parse(line.slice(5));
      if (event.type === 'message' && event.direction === 'out')
        hear({ chat: event.chat, at: Date.now(), text: event.text });
    }
  }
}
