import { type DirectoryNews, DirectoryUnavailable } from '../../lambdas/venues/index.ts';
import { refreshingDirectory, type SnapshotSource } from '../../lambdas/venues/refreshing-directory.ts';

const snapshot = (version: string, ...names: string[]) => ({
  version,
  text: JSON.stringify(names.map((name, at) => ({ id: `${at}`, name }))),
});

type Answer = Awaited<ReturnType<SnapshotSource['fetch']>> | Error;

/** A source that gives one prepared answer after the other, and a clock that moves by hand. */
function aDirectory(...answers: Answer[]) {
  const asked: (string | undefined)[] = [];
  const news: DirectoryNews[] = [];
  let seconds = 0;
  const source: SnapshotSource = {
    location: 'shelf',
    async fetch(known) {
      const answer = answers[asked.push(known) - 1];
      if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
  };
  const directory = refreshingDirectory(source, {
    clock: () => new Date(seconds * 1000),
    onNews: (one) => news.push(one),
  });
  const named = async (text: string) => (await directory.resolver()).resolve(text).type;
  return {
    directory,
    asked,
    news,
    named,
    pass: (more: number) => {
      seconds += more;
    },
  };
}

describe('the directory of one instance', () => {
  it('is loaded once and not looked at again within a minute', async () => {
    const { named, asked, news, pass } = aDirectory(snapshot('a', 'Veloran Pattaya'));
    expect(await named('Veloran Pattaya')).toBe('match');
    pass(59);
    expect(await named('Veloran Pattaya')).toBe('match');
    expect(asked).toEqual([undefined]);
    expect(news).toEqual([{ kind: 'loaded', version: 'a', venues: 1, skipped: 0 }]);
  });

  it('is empty before anything is published, and asked for again at the next question', async () => {
    const { named, news } = aDirectory('not-published', snapshot('a', 'Veloran Pattaya'));
    expect(await named('Veloran Pattaya')).toBe('none');
    expect(await named('Veloran Pattaya')).toBe('match');
    expect(news.map(({ kind }) => kind)).toEqual(['not-published', 'loaded']);
  });

  it('is kept when what was published is gone', async () => {
    const { named, news, pass } = aDirectory(snapshot('a', 'Veloran Pattaya'), 'not-published');
    await named('Veloran Pattaya');
    pass(60);
    expect(await named('Veloran Pattaya')).toBe('match');
    expect(news.map(({ kind }) => kind)).toEqual(['loaded', 'refresh-failed']);
  });

  it('is asked for by its version after a minute, and kept when unchanged', async () => {
    const { directory, asked, pass } = aDirectory(snapshot('a', 'Veloran Pattaya'), 'unchanged');
    const first = await directory.resolver();
    pass(60);
    expect(await directory.resolver()).toBe(first);
    expect(asked).toEqual([undefined, 'a']);
  });

  it('is replaced by a newer version', async () => {
    const { named, pass } = aDirectory(snapshot('a', 'Veloran Pattaya'), snapshot('b', 'Orazen Krabi'));
    expect(await named('Orazen Krabi')).toBe('none');
    pass(61);
    expect(await named('Orazen Krabi')).toBe('match');
    expect(await named('Veloran Pattaya')).toBe('none');
  });

  it.each([
    ['the shelf does not answer', new Error('timeout')],
    ['the newer version is damaged', { version: 'b', text: '[{"id":' }],
    ['the newer version has no usable entry', { version: 'b', text: '[{}]' }],
  ])('outlives a refresh in which %s, says so, and tries again a minute later', async (_, trouble) => {
    const { named, news, pass } = aDirectory(snapshot('a', 'Veloran Pattaya'), trouble, snapshot('c', 'Orazen Krabi'));
    await named('x');
    pass(60);
    expect(await named('Veloran Pattaya')).toBe('match');
    expect(news.at(-1)).toMatchObject({ kind: 'refresh-failed', version: 'a' });
    pass(30);
    await named('x');
    pass(30);
    expect(await named('Orazen Krabi')).toBe('match');
  });

  it('cannot be had before a first load succeeds; the next question tries again', async () => {
    const { directory, named } = aDirectory(new Error('no such bucket'), snapshot('a', 'Veloran Pattaya'));
    const refusal = await directory.resolver().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DirectoryUnavailable);
    expect(refusal).toMatchObject({ code: 'directory-unavailable', retryable: true, details: { location: 'shelf' } });
    expect(await named('Veloran Pattaya')).toBe('match');
  });

  it('is fetched once for many questions at the same moment', async () => {
    const { directory, asked } = aDirectory(snapshot('a', 'Veloran Pattaya'));
    const all = await Promise.all(Array.from({ length: 20 }, () => directory.resolver()));
    expect(new Set(all).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('counts the entries it had to leave out', async () => {
    const { directory, news } = aDirectory({ version: 'a', text: '[{"id":"1","name":"Veloran"},{"id":7}]' });
    await directory.resolver();
    expect(news).toEqual([{ kind: 'loaded', version: 'a', venues: 1, skipped: 1 }]);
  });
});
