import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { HouseQueue } from '../house/house-queue.ts';

/**
 * How long each reader of a queue may take. What a crashed one had in hand comes back after six times as long and holds
 * up its chat until then, so that one crash still leaves an answer within a minute or so.
 */
export const timeouts = {
  hearMessage: Duration.seconds(5),
  takeTurn: Duration.seconds(6),
  deliverMessage: Duration.seconds(10),
  recordDeliveryStatus: Duration.seconds(5),
};

/** The four queues between the steps of a message's path. */
export class ConversationQueues extends Construct {
  /** What people wrote, in order per chat. */
  readonly inbox: HouseQueue;
  /** Chats in which an answer is due. */
  readonly turns: HouseQueue;
  /** Chats in which messages wait to be sent, in order per chat. */
  readonly outbox: HouseQueue;
  /** What the vendors tell about messages we sent. */
  readonly statuses: HouseQueue;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfig }) {
    super(scope, id);
    this.inbox = new HouseQueue(this, 'Inbox', {
      stage,
      fifo: true,
      consumerTimeout: timeouts.hearMessage,
      // The only copy of a message is in here, so an unwell table is waited for longer than elsewhere.
      maxReceiveCount: 50,
      oldest: Duration.seconds(60),
      impact: 'what people wrote is not heard, so they get no answer',
      runbook: 'inbox-queue',
    });
    this.turns = new HouseQueue(this, 'Turns', {
      stage,
      consumerTimeout: timeouts.takeTurn,
      // Only a turn that cannot be taken counts here; trouble of the table or the directory does not.
      maxReceiveCount: 3,
      oldest: Duration.seconds(60),
      impact: 'people wait for an answer longer than a minute',
      runbook: 'turns-queue',
    });
    this.outbox = new HouseQueue(this, 'Outbox', {
      stage,
      fifo: true,
      consumerTimeout: timeouts.deliverMessage,
      // A vendor that asks us to slow down is waited for in here; the row itself knows when to give up.
      maxReceiveCount: 50,
      oldest: Duration.seconds(120),
      impact: 'answers are written but not sent',
      runbook: 'outbox-queue',
    });
    this.statuses = new HouseQueue(this, 'Statuses', {
      stage,
      consumerTimeout: timeouts.recordDeliveryStatus,
      maxReceiveCount: 5,
      oldest: Duration.minutes(5),
      impact: 'failed deliveries are noticed late',
      runbook: 'statuses-queue',
    });
  }

  get all(): HouseQueue[] {
    return [this.inbox, this.turns, this.outbox, this.statuses];
  }
}
