import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { HearMessageEnv, ReceiveWebhookEnv } from '../../lambdas/conversation/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import type { Route } from '../house/http-routes.ts';
import { QueueConsumer } from '../house/queue-consumer.ts';
import { timeouts } from './queues.ts';
import type { StepProps } from './step.ts';

/** From the vendor's webhook to the chat: what people wrote is kept before it is answered. */
export class Hearing extends Construct {
  readonly receiveWebhook;
  readonly hearMessage;
  readonly routes: Route[];

  constructor(scope: Construct, id: string, { stage, queues, chats, secrets, logSalt }: StepProps) {
    super(scope, id);
    this.receiveWebhook = new HouseFunction<typeof ReceiveWebhookEnv>(this, 'ReceiveWebhook', {
      stage,
      entry: 'conversation/receive-webhook',
      does: 'Proves who called, keeps messages and delivery statuses in their queues, and answers',
      impact: 'what people write does not reach us; WhatsApp sends it again for days, LINE only if redelivery is on',
      timeout: Duration.seconds(5),
      live: true,
      reservedConcurrency: stage.reservedConcurrency.receiveWebhook,
      environment: {
        INBOX_QUEUE_URL: queues.inbox.may('SendMessage'),
        STATUSES_QUEUE_URL: queues.statuses.may('SendMessage'),
        WHATSAPP_SECRET_ARN: secrets.readsWhatsApp,
        LINE_SECRET_ARN: secrets.readsLine,
        LOG_SALT: logSalt,
      },
    });
    this.routes = this.webhookRoutes(stage.throttles.webhook);

    this.hearMessage = new HouseFunction<typeof HearMessageEnv>(this, 'HearMessage', {
      stage,
      entry: 'conversation/hear-message',
      does: 'Adds what a person wrote to their chat, once',
      impact: 'what people wrote is not heard, so they get no answer',
      timeout: timeouts.hearMessage,
      environment: {
        CHAT_TABLE_NAME: chats.may('GetItem', 'PutItem'),
        INBOX_QUEUE_URL: queues.inbox.may('ChangeMessageVisibility'),
        QUIET_SECONDS: String(stage.quietSeconds),
        LOG_SALT: logSalt,
      },
    });
    new QueueConsumer(this, 'Inbox', { queue: queues.inbox, consumer: this.hearMessage, maxConcurrency: 50 });
  }

  private webhookRoutes(throttle: Route['throttle']): Route[] {
    const authentication = 'The vendor signs every body with a shared secret, which the function checks first.';
    const route = { function: this.receiveWebhook, throttle, authentication };
    return [
      { ...route, path: '/webhooks/whatsapp', methods: [HttpMethod.GET, HttpMethod.POST] },
      { ...route, path: '/webhooks/line', methods: [HttpMethod.POST] },
    ];
  }
}
