// biome-ignore lint/suspicious/noExplicitAny: events are read field by field in assertions
type Told = { event: string; data: any };

/** A page that listens; `until` waits for the first event that fits, now or later. */
export async function listenTo(url: string) {
  const stop = new AbortController();
  const answer = await fetch(url, { signal: stop.signal });
  const told: Told[] = [];
  let wake = () => {};
  const read = async () => {
    let unfinished = '';
    for await (const chunk of answer.body ?? []) {
      const parts = (unfinished + Buffer.from(chunk).toString('utf8')).split('\n\n');
      unfinished = parts.pop() ?? '';
      for (const part of parts) {
        const [, event, data] = /^event: (\w+)\ndata: (.+)$/.exec(part) ?? [];
        if (event && data) told.push({ event, data: JSON.parse(data) });
      }
      wake();
    }
  };
  const ended = read().catch(() => {});
  return {
    told,
    ended,
    async until(event: string, fits: (data: Told['data']) => boolean = () => true) {
      for (;;) {
        const found = told.find((it) => it.event === event && fits(it.data));
        if (found) return found.data;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => stop.abort(),
  };
}
