import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/venues-resolve.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'venues-resolve-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (directory: string, queries: string, out = join(folder, 'out.ndjson')) => {
  const args = ['--import', 'tsx', script, '--directory', directory, '--queries', queries, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stderr, out };
};
const directory = file(
  'directory.json',
  JSON.stringify([
    { id: '1', name: 'Veloran Pattaya' },
    { id: '2', name: 'Veloran Rayong', location: null },
  ]),
);

describe('venues:resolve', () => {
  it('answers each query in order and ends with a summary', () => {
    const texts = ['Veloran Rayong', 'hi', 'Veloran'];
    const queries = file('queries.jsonl', texts.map((text, at) => JSON.stringify({ id: `q${at}`, text })).join('\n'));
    const { status, out } = run(directory, queries);
    expect(status).toBe(0);
    const micros = expect.any(Number);
    const lines = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { id: 'q0', type: 'match', venueId: '2', score: 1, reason: 'exact-name', micros },
      { id: 'q1', type: 'none', reason: 'nothing-named', micros },
      {
        id: 'q2',
        type: 'ambiguous',
        candidates: ['1', '2'],
        score: expect.any(Number),
        reason: 'several-venues',
        micros,
      },
      {
        summary: {
          venues: 2,
          buildMs: micros,
          heapMb: micros,
          p50Micros: micros,
          p95Micros: micros,
          p99Micros: micros,
        },
      },
    ]);
  });

  it('names the file and the line it cannot read', () => {
    const queries = file('bad.jsonl', '{"id":"q0","text":"hi"}\n{"id":');
    const { status, stderr } = run(directory, queries);
    expect(status).toBe(1);
    expect(stderr).toContain('bad.jsonl, line 2: not JSON');
    expect(run(join(folder, 'missing.json'), queries).stderr).toContain('missing.json');
  });
});
