import { arn } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';

export type TopicSpec = { id: string; path: string; name: string; arn: string; attributes: Record<string, string> };

export const topic: ResourceKind<TopicSpec> = {
  types: ['AWS::SNS::Topic'],
  identify(resource) {
    const suffix = resource.property('FifoTopic') === true ? '.fifo' : '';
    const name = physicalName(resource, 'TopicName', { longest: 256, suffix });
    const topicArn = arn('sns', name);
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
  read(resource) {
    const { flag } = reading(resource);
    const attributes: Record<string, string> = flag('FifoTopic')
      ? { FifoTopic: 'true', ContentBasedDeduplication: String(flag('ContentBasedDeduplication')) }
      : {};
    return {
      id: resource.id,
      path: resource.path,
      name: String(resource.identity.attributes.TopicName),
      arn: resource.identity.ref,
      attributes,
    };
  },
};

export type SubscriptionSpec = { id: string; topicArn: string; protocol: string };

/** Nothing is delivered to subscribers locally; whoever would have been is known, so that it can be told. */
export const subscription: ResourceKind<SubscriptionSpec> = {
  types: ['AWS::SNS::Subscription'],
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  read(resource) {
    const { text } = reading(resource);
    return { id: resource.id, topicArn: text('TopicArn'), protocol: text('Protocol') };
  },
};
