import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PollZonesEnv } from '../../lambdas/monitoring/env.ts';
import type { Shard } from '../config.ts';
import { HouseFunction } from '../house/house-function.ts';
import { HouseQueue } from '../house/house-queue.ts';
import { QueueConsumer } from '../house/queue-consumer.ts';
import { inIds } from './shard-in-ids.ts';
import { rhythmOf, type StepProps } from './step.ts';

/** A page of accounts may have to be asked for again, or wait until the rate budget has filled up. */
const TIMEOUT = Duration.seconds(60);

/** A shard: a queue, and the function that reads zones with the shard's own credential. */
export type PolledShard = { shard: Shard; polls: HouseQueue; pollZones: HouseFunction<typeof PollZonesEnv> };

/** Looks at zones, each shard for itself: none can hold up another or use up its rate budget. */
export class Polling extends Construct {
  readonly shards: PolledShard[];

  constructor(scope: Construct, id: string, props: StepProps) {
    super(scope, id);
    this.shards = props.stage.monitoring.shards.map((shard) => {
      const polls = this.queue(shard, props);
      const pollZones = this.reader(shard, polls, props);
      new QueueConsumer(this, `Reads${inIds(shard)}`, {
        queue: polls,
        consumer: pollZones,
        // A message is many accounts already; more runs at once would only wait for the same rate budget.
        batchSize: 1,
        maxConcurrency: 3,
      });
      return { shard, polls, pollZones };
    });
  }

  private queue(shard: Shard, { stage }: StepProps): HouseQueue {
    return new HouseQueue(this, `Polls${inIds(shard)}`, {
      stage,
      consumerTimeout: TIMEOUT,
      // The next round looks at the same accounts anyway.
      maxReceiveCount: 4,
      oldest: Duration.minutes(10),
      impact: 'a part of the zones is not looked at, and outages there are not noticed',
      runbook: 'polls-queue',
    });
  }

  private reader(shard: Shard, polls: HouseQueue, props: StepProps) {
    const { stage, states, directory, shared, secrets, logSalt } = props;
    return new HouseFunction<typeof PollZonesEnv>(this, `PollZones${inIds(shard)}`, {
      stage,
      entry: 'monitoring/poll-zones',
      does: `Reads the zones of shard ${shard} and notes what has changed`,
      impact: 'zones of this shard are not looked at, and outages there are not noticed',
      timeout: TIMEOUT,
      memoryMb: 1024,
      environment: {
        ...rhythmOf(stage),
        SHARD: shard,
        SHARD_IDS: stage.monitoring.shards.join(','),
        QUEUE_URL: polls.may('SendMessage', 'ChangeMessageVisibility'),
        ZONE_STATES_TABLE: states.may('GetItem', 'BatchGetItem', 'PutItem', 'Query'),
        DIRECTORY_BUCKET: directory.reads,
        SHARED_STATE_TABLE: shared.may('breakers'),
        SOUNDTRACK_URL: stage.soundtrack.url,
        SOUNDTRACK_SECRET_ARN: secrets.reads(shard),
        LOG_SALT: logSalt,
      },
    });
  }
}
