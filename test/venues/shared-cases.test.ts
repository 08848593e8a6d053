import { existsSync, readFileSync } from 'node:fs';
import { createResolver, readDirectorySnapshot } from '../../lambdas/venues/index.ts';

type Case = {
  text: string;
  kind: string;
  expected: { type: 'match'; venue: string } | { type: 'ambiguous'; anyOf: string[] } | { type: 'none' };
};

// Messages with known answers, kept outside the repository; without them these tests say so and stay away.
const folder = new URL('../../../shared/venue-id/', import.meta.url);
const present = existsSync(new URL('dev.jsonl', folder));
if (!present) console.warn(`shared cases skipped: ${folder.pathname} is not there`);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

(present ? describe : describe.skip)('the shared development messages', () => {
  const cases: Case[] = present
    ? read('dev.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const resolve = createResolver(present ? readDirectorySnapshot(read('directory-dev.json')).entries : []);
  const answers = cases.map((each) => ({ ...each, found: resolve(each.text) }));
  const wrong = answers.filter(
    ({ expected, found }) => found.type === 'match' && !(expected.type === 'match' && expected.venue === found.venueId),
  );

  it('are answered confidently and wrongly in at most 0.4 of 100', () => {
    expect(wrong.length / cases.length).toBeLessThanOrEqual(0.004);
  });

  it('never match where no venue is named', () => {
    expect(wrong.filter(({ kind }) => /^(none|zone-only|city-only)/.test(kind)).map(({ text }) => text)).toEqual([]);
  });

  it('find or offer the venue in at least 85 of 100', () => {
    const venues = answers.filter(({ expected }) => expected.type === 'match');
    const good = venues.filter(({ expected, found }) => {
      const venue = expected.type === 'match' ? expected.venue : '';
      return found.type === 'match'
        ? found.venueId === venue
        : found.type === 'ambiguous' && found.candidates.includes(venue);
    });
    expect(good.length / venues.length).toBeGreaterThanOrEqual(0.85);
  });
});
