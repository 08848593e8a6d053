/**
 * Puts a list of venues where the product looks for them.
 * npm run directory:publish -- --file directory.json [--stage Dev|Prod] [--skip-bad]
 */

import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { DirectoryEntry, type DirectorySnapshot, readDirectorySnapshot } from '../lambdas/venues/index.ts';
import { publishDirectory } from '../local/estate/publish.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { counted } from './in-words.ts';
import { readPublishedDirectory } from './published-directory.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --file FILE ${stageUsage} [--skip-bad]`;
const mostShown = 20;

await runScript('directory:publish', async () => {
  const options = { ...stageOption, file: { type: 'string' }, 'skip-bad': { type: 'boolean' } } as const;
  const { file, stage, 'skip-bad': skipBad = false } = readOptions(usage, options);
  if (file === undefined) throw new UsageProblem(usage);
  const { entries, skipped } = read(file);
  for (const { at, problem } of skipped.slice(0, mostShown)) console.error(`  entry ${at}: ${problem}`);
  if (skipped.length > mostShown) console.error(`  … and ${skipped.length - mostShown} more`);
  if (skipped.length > 0 && !skipBad) {
    const bad = `${skipped.length} of ${skipped.length + entries.length} entries are bad (counted from 0)`;
    throw new PlainProblem(`${bad}; correct them, or leave them out with --skip-bad. Nothing was published.`);
  }

  const environment = await findEnvironment(stage);
  const bucket = environment.outputs.DirectoryBucketName;
  const s3 = new S3Client(environment.aws);
  try {
    const before = await readPublishedDirectory(s3, bucket);
    const { venues, version } = await publishDirectory(s3, bucket, entries);
    const left = skipped.length > 0 ? `, ${skipped.length} left out` : '';
    console.log(`Published to ${environment.inWords}: ${counted(venues, 'venue')}${left}, version ${version}`);
    console.log(`Before: ${before.kind === 'published' ? counted(before.venues, 'venue') : before.kind}.`);
    console.log('Every function has it within a minute.');
    return 0;
  } finally {
    s3.destroy();
  }
});

function read(file: string): DirectorySnapshot {
  let text = '';
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    const snapshot = readDirectorySnapshot(text);
    if (snapshot.entries.length > 0) return snapshot;
  } catch (problem) {
    throw new PlainProblem(`${file}: ${(problem as Error).message}${firstProblem(text)}. Nothing was published.`);
  }
  throw new PlainProblem(`${file} holds no venue; an empty directory would answer nobody. Nothing was published.`);
}

/** A file of which nothing is usable usually has one mistake, made in every entry. */
function firstProblem(text: string): string {
  try {
    const [issue] = DirectoryEntry.safeParse(JSON.parse(text)[0]).error?.issues ?? [];
    return issue ? `; entry 0: ${issue.path.join('.') || 'entry'}: ${issue.message}` : '';
  } catch {
    return '';
  }
}
