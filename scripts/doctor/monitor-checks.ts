import { addCoverage, type Coverage, coverageOf, NOTHING_COVERED } from '../../lambdas/monitoring/planning/coverage.ts';
import type { ChosenWay } from '../../lambdas/monitoring/polling/chosen-way.ts';
import type { UpstreamNote } from '../../lambdas/monitoring/store/monitor-notes.ts';
import { monitorNotesInDynamoDb } from '../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import { shardNotesInDynamoDb } from '../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { watchedBy } from '../../lambdas/monitoring/watched.ts';
import { watchListInS3 } from '../../lambdas/venues/watch/watch-list-in-s3.ts';
import { counted } from '../in-words.ts';
import { soundtrackSecrets } from '../outputs.ts';
import type { Check } from './examine.ts';
import { type Finding, look, right, wrong } from './finding.ts';
import type { Patient } from './patient.ts';

/** Whether every zone is really being looked at. */
export function monitorChecks({ db, s3, environment, now }: Patient): Check[] {
  const { outputs, monitoring } = environment;
  const monitor = monitorNotesInDynamoDb(db, outputs.ZoneStatesTableName);
  const shards = soundtrackSecrets(outputs).map(({ shard }) => shard);
  return [
    {
      about: 'Zones that are watched',
      async run() {
        const list = await watchListInS3(s3, outputs.DirectoryBucketName, { clock: now }).current();
        const coverage = { ...NOTHING_COVERED };
        for (const shard of shards) {
          const heartbeats = await shardNotesInDynamoDb(db, outputs.ZoneStatesTableName, shard).heartbeats();
          const ofShard = coverageOf(watchedBy(shard, shards, list).accountIds, heartbeats.values(), {
            now: now().getTime(),
            staleAfterSeconds: monitoring.intervalSeconds * 2,
            zonesOf: (accountId) => list.accounts.get(accountId)?.zones.length ?? 0,
          });
          addCoverage(coverage, ofShard);
        }
        return [judgeCoverage(coverage), judgeUpstream(await monitor.upstream())];
      },
    },
    ...shards.map((shard) => ({
      about: `How shard ${shard} asks`,
      run: async () => [
        judgeWay(shard, await shardNotesInDynamoDb(db, outputs.ZoneStatesTableName, shard).way(), monitoring),
      ],
    })),
  ];
}

const BLIND = 'outages there are not noticed, and their time counts as unknown';

export function judgeCoverage({ accounts, fresh, everRead, oldestSeconds, zonesUnknown }: Coverage): Finding {
  if (accounts === 0) return look('There is nothing to watch: no zone is published', { todo: 'npm run sync' });
  const share = Math.floor((1000 * fresh) / accounts) / 10;
  const said = `${counted(fresh, 'account')} of ${accounts} are watched (${share} %); the oldest reading is ${oldestSeconds} s old`;
  if (share >= 99) return right(said);
  if (fresh === everRead) {
    return look(`${said}; ${counted(accounts - everRead, 'account')} were never read yet`, {
      means: 'their zones are looked at within minutes of a start; an account that nobody may read never is',
      todo: 'run this again in some minutes; then docs/runbook.md, poll-coverage',
    });
  }
  return wrong(`${said}; nothing is known of ${counted(zonesUnknown, 'zone')}`, {
    means: BLIND,
    todo: 'docs/runbook.md, poll-coverage',
  });
}

export function judgeUpstream(note: UpstreamNote | undefined): Finding {
  if (!note?.state.degraded) return right('Soundtrack answers for nearly all accounts');
  return wrong(`Soundtrack cannot be read since ${note.since}`, {
    means: BLIND,
    todo: 'docs/runbook.md, monitoring-degraded',
  });
}

export function judgeWay(
  shard: string,
  way: ChosenWay | undefined,
  { intervalSeconds }: { intervalSeconds: number },
): Finding {
  if (!way) {
    return look(`Shard ${shard} has not measured yet how to ask`, {
      means: 'zones are asked for by their ids, and later than usual',
      todo: 'run this again in some minutes; then docs/runbook.md, poll-zones',
    });
  }
  const said = `Shard ${shard} asks by ${way.shape}, ${way.detail === 'full' ? 'in full' : 'for presence'}: ${way.tokensPerRound} tokens a round`;
  if (way.intervalSeconds <= intervalSeconds) return right(`${said}, every ${way.intervalSeconds} s`);
  return wrong(`${said}, which its budget holds only every ${way.intervalSeconds} s`, {
    means: 'outages are noticed later than promised',
    todo: 'a further shard with a credential of its own (lib/config.ts), or a higher limit from Soundtrack',
  });
}
