/**
 * Reads messages from a file and says which venue each of them means, with the product's own resolver.
 * npm run -s venues:resolve -- --directory FILE --queries FILE --out FILE
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createResolver, type Resolution, readDirectorySnapshot } from '../lambdas/venues/index.ts';

type Query = { id: unknown; text: string };

/** A mistake of the caller, told in one sentence without a stack. */
class UsageError extends Error {}

try {
  run(readArguments());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`venues:resolve: ${error.message}`);
  process.exitCode = 1;
}

function readArguments(): { directory: string; queries: string; out: string } {
  const options = { directory: { type: 'string' }, queries: { type: 'string' }, out: { type: 'string' } } as const;
  const usage = 'use --directory FILE --queries FILE --out FILE';
  try {
    const { directory, queries, out } = parseArgs({ options }).values;
    if (directory && queries && out) return { directory, queries, out };
  } catch (error) {
    throw new UsageError(`${messageOf(error)}; ${usage}`);
  }
  throw new UsageError(usage);
}

function run(files: { directory: string; queries: string; out: string }): void {
  const directory = readDirectory(files.directory);
  const queries = readQueries(files.queries);
  const heapBefore = heapMb();
  const startedAt = performance.now();
  const resolve = createResolver(directory);
  const buildMs = performance.now() - startedAt;
  const heap = heapMb() - heapBefore;

  const micros: number[] = [];
  const lines: string[] = [];
  for (const query of queries) {
    const before = performance.now();
    const resolution = resolve(query.text);
    const took = Math.round((performance.now() - before) * 1000);
    micros.push(took);
    lines.push(JSON.stringify({ id: query.id, ...answerOf(resolution), micros: took }));
  }
  micros.sort((a, b) => a - b);
  const at = (share: number) => micros[Math.min(micros.length - 1, Math.floor(micros.length * share))] ?? 0;
  const summary = {
    venues: directory.length,
    buildMs: Math.round(buildMs * 10) / 10,
    heapMb: Math.round(heap * 10) / 10,
    p50Micros: at(0.5),
    p95Micros: at(0.95),
    p99Micros: at(0.99),
  };
  lines.push(JSON.stringify({ summary }));
  try {
    writeFileSync(files.out, `${lines.join('\n')}\n`);
  } catch (error) {
    throw new UsageError(`${files.out}: ${messageOf(error)}`);
  }
}

function readDirectory(file: string) {
  const text = readText(file);
  try {
    const { entries, skipped } = readDirectorySnapshot(text);
    for (const { at, problem } of skipped)
      console.error(`venues:resolve: ${file}, entry ${at + 1} skipped: ${problem}`);
    return entries;
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

function readQueries(file: string): Query[] {
  return readText(file)
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readQuery(line, `${file}, line ${at + 1}`)]));
}

function readQuery(line: string, where: string): Query {
  let query: unknown;
  try {
    query = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`${where}: not JSON (${messageOf(error)})`);
  }
  if (typeof query !== 'object' || query === null || !('text' in query) || typeof query.text !== 'string') {
    throw new UsageError(`${where}: expected {"id", "text"} with a text`);
  }
  return { id: 'id' in query ? query.id : null, text: query.text };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

/** The resolution in the words of the file format; the mention stays inside the product. */
function answerOf(resolution: Resolution) {
  const { type, reason } = resolution;
  if (resolution.type === 'match') return { type, venueId: resolution.venueId, score: resolution.score, reason };
  if (resolution.type === 'ambiguous')
    return { type, candidates: resolution.candidates, score: resolution.score, reason };
  return { type, reason };
}

/** Memory in use after a full collection, which Node offers only when asked for. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
