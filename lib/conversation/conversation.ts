import { Construct } from 'constructs';
import type { DashboardRow } from '../house/dashboard-row.ts';
import type { Route } from '../house/http-routes.ts';
import { conversationAlarms } from './alarms.ts';
import { Answering } from './answering.ts';
import { conversationRow } from './dashboard-row.ts';
import { Delivering } from './delivering.ts';
import { Hearing } from './hearing.ts';
import { ConversationQueues } from './queues.ts';
import { Relaying } from './relaying.ts';
import type { StepProps } from './step.ts';

/** The path of a message: heard, answered, delivered, and looked after when any of it stalls. */
export class Conversation extends Construct {
  readonly queues: ConversationQueues;
  readonly routes: Route[];
  readonly row: DashboardRow;

  constructor(scope: Construct, id: string, props: Omit<StepProps, 'queues'>) {
    super(scope, id);
    this.queues = new ConversationQueues(this, 'Queues', props);
    const step: StepProps = { ...props, queues: this.queues };
    const hearing = new Hearing(this, 'Hearing', step);
    const answering = new Answering(this, 'Answering', step);
    const delivering = new Delivering(this, 'Delivering', step);
    const relaying = new Relaying(this, 'Relaying', step);
    this.routes = hearing.routes;
    const functions = [
      hearing.receiveWebhook,
      hearing.hearMessage,
      answering.takeTurn,
      delivering.deliverMessage,
      delivering.recordDeliveryStatus,
      relaying.relayDueWork,
      relaying.chaseOverdue,
    ];
    this.row = conversationRow({
      queues: this.queues,
      logGroups: functions.map(({ logGroup }) => logGroup),
      alarms: [
        ...conversationAlarms(this, props.chats.table),
        ...[...this.queues.all, ...functions, relaying.stream, relaying.schedule].flatMap(({ alarms }) => alarms),
      ],
    });
  }
}
