/**
 * Lands the archived changes of zones in the history again: what is there already stays as it is.
 * npm run history:replay -- --from 2026-11-01 --to 2026-11-30 [--stage Dev|Prod]
 */

import { S3Client } from '@aws-sdk/client-s3';
import { archiveInS3 } from '../lambdas/monitoring/history/archive-in-s3.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { progressBar } from './history/progress-bar.ts';
import { readTime } from './history/read-span.ts';
import { replayArchive } from './history/replay-archive.ts';
import { replayedInWords } from './history/replayed-in-words.ts';
import { counted } from './in-words.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use --from TIME --to TIME ${stageUsage}; times are UTC, a day as end counts whole`;

await runScript('history:replay', async () => {
  const { stage, from, to } = readOptions(usage, {
    ...stageOption,
    from: { type: 'string' },
    to: { type: 'string' },
  } as const);
  if (from === undefined || to === undefined) throw new UsageProblem(usage);
  const span = {
    from: readTime(from, { timeZone: 'UTC', end: false, option: '--from' }),
    to: readTime(to, { timeZone: 'UTC', end: true, option: '--to' }),
  };
  if (span.from >= span.to) throw new UsageProblem(`--from must come before --to. ${usage}`);
  const environment = await findEnvironment(stage);
  const bar = progressBar();
  const s3 = new S3Client(environment.aws);
  try {
    const replayed = await withDatabase(environment, (sql) =>
      replayArchive(archiveInS3(s3, environment.outputs.ChangesArchiveBucketName), sql, span, (share, { events }) =>
        bar.show(share, `${Math.floor(share * 100)} %, ${counted(events, 'event')} landed`),
      ),
    );
    bar.clear();
    for (const line of replayedInWords(replayed, environment.inWords)) console.log(line);
    return replayed.refused.length + replayed.unreadable.length > 0 ? 1 : 0;
  } finally {
    bar.clear();
    s3.destroy();
  }
});
