import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { HouseQueue } from '../house/house-queue.ts';

/**
 * How long each reader of a queue may take. The queue hides a message for six times as long; readers shorten that to
 * their own end as soon as they start, so that a crash holds up a chat for seconds and not for minutes.
 */
export const timeouts = {
  hearMessage: Duration.seconds(10),
  // Includes loading and indexing the venue directory on a cold start.
  takeTurn: Duration.seconds(15),
  // A vendor is waited for up to 5 seconds a message, and a chat may have several.
  deliverMessage: Duration.seconds(20),
  recordDeliveryStatus: Duration.seconds(10),
};

/** Trouble of the table or a vendor is waited out, up to half a minute a try, before a message is set aside. */
const patient = 50;

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
      maxReceiveCount: patient,
      oldest: Duration.seconds(60),
      impact: 'what people wrote is not heard, so they get no answer',
      runbook: 'inbox-queue',
    });
    this.turns = new HouseQueue(this, 'Turns', {
      stage,
      consumerTimeout: timeouts.takeTurn,
      // Only a turn that itself cannot be taken counts here; trouble around it starts a fresh message.
      maxReceiveCount: 3,
      oldest: Duration.seconds(60),
      impact: 'people wait for an answer longer than a minute',
      runbook: 'turns-queue',
    });
    this.outbox = new HouseQueue(this, 'Outbox', {
      stage,
      fifo: true,
      consumerTimeout: timeouts.deliverMessage,
      maxReceiveCount: patient,
      oldest: Duration.seconds(120),
      impact: 'answers are written but not sent',
      runbook: 'outbox-queue',
    });
    this.statuses = new HouseQueue(this, 'Statuses', {
      stage,
      consumerTimeout: timeouts.recordDeliveryStatus,
      maxReceiveCount: patient,
      oldest: Duration.minutes(5),
      impact: 'failed deliveries are noticed late',
      runbook: 'statuses-queue',
    });
  }

  get all(): HouseQueue[] {
    return [this.inbox, this.turns, this.outbox, this.statuses];
  }
}
