import { Construct } from 'constructs';
import type { DeliverMessageEnv, RecordDeliveryStatusEnv } from '../../lambdas/conversation/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { QueueConsumer } from '../house/queue-consumer.ts';
import { timeouts } from './queues.ts';
import type { StepProps } from './step.ts';

/** From the outbox to the person's phone, and what the vendors tell about it afterwards. */
export class Delivering extends Construct {
  readonly deliverMessage;
  readonly recordDeliveryStatus;

  constructor(scope: Construct, id: string, { stage, queues, chats, secrets, logSalt }: StepProps) {
    super(scope, id);
    this.deliverMessage = new HouseFunction<typeof DeliverMessageEnv>(this, 'DeliverMessage', {
      stage,
      entry: 'conversation/deliver-message',
      does: 'Sends what waits in a chat’s outbox, in order',
      impact: 'answers are written but not sent',
      timeout: timeouts.deliverMessage,
      environment: {
        CHAT_TABLE_NAME: chats.asksWhatIsOpen('GetItem', 'PutItem'),
        OUTBOX_QUEUE_URL: queues.outbox.may('ChangeMessageVisibility'),
        WHATSAPP_SECRET_ARN: secrets.readsWhatsApp,
        WHATSAPP_BASE_URL: stage.whatsApp.baseUrl,
        WHATSAPP_GRAPH_VERSION: stage.whatsApp.graphVersion,
        WHATSAPP_PHONE_NUMBER_ID: stage.whatsApp.phoneNumberId,
        WHATSAPP_REOPEN_TEMPLATE: stage.whatsApp.reopenTemplate,
        LINE_SECRET_ARN: secrets.readsLine,
        LINE_BASE_URL: stage.line.baseUrl,
        LOG_SALT: logSalt,
      },
    });
    new QueueConsumer(this, 'Outbox', { queue: queues.outbox, consumer: this.deliverMessage, maxConcurrency: 50 });

    this.recordDeliveryStatus = new HouseFunction<typeof RecordDeliveryStatusEnv>(this, 'RecordDeliveryStatus', {
      stage,
      entry: 'conversation/record-delivery-status',
      does: 'Settles what the vendors tell about a message we sent',
      impact: 'failed deliveries are noticed late',
      timeout: timeouts.recordDeliveryStatus,
      environment: {
        CHAT_TABLE_NAME: chats.may('GetItem', 'PutItem'),
        STATUSES_QUEUE_URL: queues.statuses.may('ChangeMessageVisibility'),
        LOG_SALT: logSalt,
      },
    });
    new QueueConsumer(this, 'Statuses', {
      queue: queues.statuses,
      consumer: this.recordDeliveryStatus,
      maxConcurrency: 20,
    });
  }
}
