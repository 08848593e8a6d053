/** Which of the template's streams an engine's stream ARN or shard iterator belongs to. */
export type StreamReferences = {
  streamOf(reference: string): string | undefined;
  /** Call with every answer to GetShardIterator and GetRecords, so that the iterators in it are known later. */
  learn(reference: string, answer: Buffer): void;
};

const REMEMBERED_ITERATORS = 2_000;

/** @param streams template ARN by engine ARN */
export function createStreamReferences(streams: ReadonlyMap<string, string>): StreamReferences {
  const iterators = new Map<string, string>();
  const templateArns = new Set(streams.values());
  const streamOf = (reference: string) =>
    templateArns.has(reference) ? reference : (streams.get(reference) ?? iterators.get(reference));
  return {
    streamOf,
    learn(reference, answer) {
      const stream = streamOf(reference);
      const iterator =
        stream === undefined ? undefined : /"(?:Next)?ShardIterator":"([^"]+)"/.exec(answer.toString())?.[1];
      if (stream === undefined || iterator === undefined) return;
      if (iterators.size >= REMEMBERED_ITERATORS) iterators.clear();
      iterators.set(iterator, stream);
    },
  };
}
