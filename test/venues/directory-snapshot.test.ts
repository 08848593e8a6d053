import { readDirectorySnapshot } from '../../lambdas/venues/index.ts';

const read = (value: unknown) => readDirectorySnapshot(JSON.stringify(value));

describe('a published directory', () => {
  it('is read entry by entry', () => {
    const entry = {
      id: '1',
      name: 'Veloran',
      aliases: ['V'],
      location: 'Krabi',
      country: 'Thailand',
      zones: ['Lobby'],
    };
    expect(read([entry])).toEqual({ entries: [entry], skipped: [] });
  });

  it.each([
    ['no id', { name: 'Veloran' }],
    ['an empty name', { id: '2', name: '' }],
    ['zones that are no list', { id: '2', name: 'Veloran', zones: 'Lobby' }],
    ['nothing', null],
    ['a list', []],
  ])('leaves out an entry with %s and keeps the others', (_, bad) => {
    const { entries, skipped } = read([bad, { id: '1', name: 'Veloran' }]);
    expect(entries).toEqual([{ id: '1', name: 'Veloran' }]);
    expect(skipped).toEqual([{ at: 0, problem: expect.any(String) }]);
  });

  it('keeps the first of two entries with one id', () => {
    const { entries, skipped } = read([
      { id: '1', name: 'Veloran' },
      { id: '1', name: 'Orazen' },
    ]);
    expect(entries.map((entry) => entry.name)).toEqual(['Veloran']);
    expect(skipped).toEqual([{ at: 1, problem: 'id 1 appears twice' }]);
  });

  it('reads null as "not known"', () => {
    expect(read([{ id: '1', name: 'Veloran', location: null }]).entries).toEqual([{ id: '1', name: 'Veloran' }]);
  });

  it('may be empty', () => {
    expect(read([])).toEqual({ entries: [], skipped: [] });
  });

  it.each([
    ['text that is not JSON', '{oops', /JSON/],
    ['an object', '{}', /not a JSON array/],
    ['a list without one usable entry', '[1, 2]', /none of 2 entries/],
  ])('is refused as a whole when it is %s', (_, text, message) => {
    expect(() => readDirectorySnapshot(text)).toThrow(message);
  });
});
