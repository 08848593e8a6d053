import * as z from 'zod';
import { google } from '../../lambdas/clients/google/google.ts';
import { GoogleKey } from '../../lambdas/clients/google/key.ts';
import { readSheet, type SheetAnswer } from '../../lambdas/clients/google/sheets.ts';
import { failedWith } from '../../lambdas/runtime/sql/sql-failure.ts';
import { lagPastDueSeconds, type SyncPast } from '../../lambdas/sync/run/sync-due.ts';
import { syncPastInDynamoDb } from '../../lambdas/sync/run/sync-past-in-dynamodb.ts';
import { withDatabase } from '../database.ts';
import { counted, duration } from '../in-words.ts';
import { soundtrackSecrets } from '../outputs.ts';
import type { Check } from './examine.ts';
import { type Finding, look, right, wrong } from './finding.ts';
import type { Patient } from './patient.ts';
import { judgeSecret } from './secret-reading.ts';

/** Whether venue data comes in: the runs, the database behind them, and the sources they read. */
export function venueDataChecks(patient: Patient): Check[] {
  const { db, environment, googleSecret, now, soundtrackSecret } = patient;
  const { outputs, stage } = environment;
  const local = stage === 'Local';
  const sync = `npm run sync${local ? '' : ` -- --stage ${stage}`}`;
  return [
    {
      about: 'The database',
      run: async () => [await judgeDatabase(() => withDatabase(environment, openVenues))],
    },
    {
      about: 'The sheet sync',
      async run() {
        const past = await syncPastInDynamoDb(db, outputs.SharedStateTableName).load(now());
        return [judgeSync(past, now(), { ...environment.sync, sync })];
      },
    },
    {
      about: 'The venue sheet',
      async run() {
        const reading = await googleSecret();
        const fields = 'key file of the service account';
        // Google's key file has more fields than anybody reads.
        const seen = reading.kind === 'usable' ? { ...reading, remarks: [] } : reading;
        const secret = judgeSecret(seen, { vendor: 'Google', arn: outputs.GoogleSecretArn, fields, local });
        if (reading.kind === 'unusable') return secret;
        const { sheetsUrl, tokenUrl, spreadsheetId } = environment.google;
        const settings = { rootUrl: sheetsUrl, tokenUrl, timeoutMilliseconds: 10_000 };
        const answer = await readSheet(
          google(settings, async () => reading.value, now),
          spreadsheetId,
        );
        return [...secret, judgeSheet(answer, reading.value.client_email)];
      },
    },
    ...soundtrackSecrets(outputs).map(({ shard, arn }) => ({
      about: `Soundtrack, shard ${shard}`,
      async run() {
        const vendor = `Soundtrack (shard ${shard})`;
        return judgeSecret(await soundtrackSecret(arn), { vendor, arn, fields: '{"token"}', local });
      },
    })),
  ];
}

export const SoundtrackSecret = z.object({ token: z.string().min(1) });
export { GoogleKey };

const openVenues: Parameters<typeof withDatabase<number>>[1] = async (sql) => {
  const row = z.object({ count: z.number() });
  const [counted_] = await sql.query("select count(*) as count from venues where state = 'open'", {}, row);
  return counted_?.count ?? 0;
};

export async function judgeDatabase(count: () => Promise<number>): Promise<Finding> {
  try {
    return right(`The database answers, and has ${counted(await count(), 'open venue')}`);
  } catch (problem) {
    const means = 'chats go on with the published directory; syncs and look-ups wait';
    if (failedWith(problem, 'resuming'))
      return look('The database is still waking up', { means, todo: 'run this again' });
    return wrong(`The database does not answer: ${(problem as Error).message}`, {
      means,
      todo: 'docs/runbook.md, database',
    });
  }
}

type Rhythm = { everyMinutes: number; retryMinutes: number; sync: string };

export function judgeSync(past: SyncPast, now: Date, { sync, ...rhythm }: Rhythm): Finding {
  const since = (then: string) => duration(now.getTime() - Date.parse(then));
  if (past.lastFinishedAt === undefined) {
    return wrong('No sync has ended yet', { means: 'no venue of the sheet is known', todo: sync });
  }
  if (past.lastOutcome === 'refused') {
    return look(`The sheet changed too much ${since(past.lastFinishedAt)} ago, and waits for somebody to decide`, {
      means: 'nothing of the sheet is taken over until then',
      todo: `${sync}, which shows the change and how to approve it`,
    });
  }
  const lag = lagPastDueSeconds(past, now, rhythm);
  if (past.lastOutcome === 'failed' || lag > 600) {
    const last = past.lastSucceededAt
      ? `the last that succeeded was ${since(past.lastSucceededAt)} ago`
      : 'none has succeeded';
    return wrong(`The sheet sync does not come through: ${last}`, {
      means: 'new venues are not found and corrections are not used',
      todo: `${sync}, which says why`,
    });
  }
  return right(`The venue sheet was last taken over ${since(past.lastSucceededAt ?? past.lastFinishedAt)} ago`);
}

export function judgeSheet(answer: SheetAnswer, reader: string): Finding {
  switch (answer.kind) {
    case 'sheet':
      return right(`The venue sheet "${answer.sheet.title}" can be read (${counted(answer.sheet.tabs.length, 'tab')})`);
    case 'later':
      return look(`Google did not answer just now (${answer.reason})`, { todo: 'run this again in a minute' });
    case 'refused':
      return wrong(`The venue sheet cannot be read: ${answer.message}`, {
        means: 'what is changed in the sheet is not taken over',
        todo: `share the sheet with ${reader} as a viewer, and see spreadsheetId in lib/config.ts`,
      });
  }
}
