import { Aws, CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { Conversation } from '../conversation/conversation.ts';
import { HttpRoutes } from '../house/http-routes.ts';
import { OpsNotices } from '../house/ops-notices.ts';
import { Monitoring } from '../monitoring/monitoring.ts';
import { Health } from '../operations/health.ts';
import { Operations } from '../operations/operations.ts';
import { MailSweep } from '../sync/mail-sweep.ts';
import { SheetSync } from '../sync/sync.ts';
import type { DataStack } from './data-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly data: DataStack;
}

type Parts = { api: HttpRoutes; conversation: Conversation; monitoring: Monitoring; sync: SheetSync };

/** Everything that runs; may be taken down and deployed again without losing what is kept in the data stack. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { stage, data } = props;
    const conversation = new Conversation(this, 'Conversation', {
      stage,
      chats: data.chats,
      secrets: data.secrets,
      directory: data.directory,
      logSalt: ownId,
    });
    const notices = new OpsNotices(this, 'Notices', { email: stage.alarmEmail });
    const sync = new SheetSync(this, 'Sync', {
      stage,
      database: data.database,
      runs: data.syncRuns,
      directory: data.directory,
      shared: data.shared,
      secrets: data.sources,
      notices,
      logSalt: ownId,
    });
    const mail = new MailSweep(this, 'Mail', {
      stage,
      database: data.database,
      shared: data.shared,
      secrets: data.sources,
      logSalt: ownId,
    });
    const monitoring = new Monitoring(this, 'Monitoring', {
      stage,
      states: data.zoneStates,
      archive: data.changes,
      secrets: data.shards,
      directory: data.directory,
      shared: data.shared,
      database: data.database,
      notices,
      logSalt: ownId,
    });
    const health = new Health(this, 'Health', { stage, chats: data.chats });
    const api = new HttpRoutes(this, 'Api', {
      stage,
      routes: [...conversation.routes, ...health.routes],
      impact: 'what people write does not reach us; WhatsApp sends it again for days, LINE only if redelivery is on',
    });
    new Operations(this, 'Operations', {
      stage,
      api,
      health,
      rows: [conversation.row, monitoring.row, sync.row, mail.row],
    });
    this.outputs({ api, conversation, monitoring, sync });
  }

  /** Read by scripts/ and by people: the addresses to give to the vendors, and every queue with its dead letters. */
  private outputs({ api, conversation, monitoring, sync }: Parts) {
    const outputs: Record<string, string> = {
      ApiUrl: api.url,
      WhatsAppWebhookUrl: `${api.url}/webhooks/whatsapp`,
      LineWebhookUrl: `${api.url}/webhooks/line`,
      SyncStateMachineArn: sync.machine.machine.stateMachineArn,
    };
    for (const { node, queue, deadLetters } of [...conversation.queues.all, ...monitoring.queues]) {
      outputs[`${node.id}QueueUrl`] = queue.queueUrl;
      outputs[`${node.id}DeadLettersUrl`] = deadLetters.queueUrl;
    }
    for (const [key, value] of Object.entries(outputs)) new CfnOutput(this, key, { value });
  }
}

// The random part of the stack's id: made by CloudFormation, the same for the stack's life, in no template and no log.
const ownId = Fn.select(2, Fn.split('/', Aws.STACK_ID));
