import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Access, access } from './access.ts';

/** News for ops in words, such as a report that asks for a decision. Alarms go through the pager. */
export class OpsNotices extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { email: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    if (email) this.topic.addSubscription(new EmailSubscription(email));
  }

  get tells(): Access {
    return access(this.topic.topicArn, ['sns:Publish'], [this.topic.topicArn]);
  }
}
