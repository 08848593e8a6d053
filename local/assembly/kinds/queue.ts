import { arn } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { isObject } from '../template.ts';

export type QueueSpec = {
  id: string;
  /** Where the construct sits in the CDK app. */
  path: string;
  name: string;
  arn: string;
  fifo: boolean;
  /** As SQS CreateQueue takes them. */
  attributes: Record<string, string>;
};

export const queue: ResourceKind<QueueSpec> = {
  types: ['AWS::SQS::Queue'],
  identify(resource, addresses) {
    const suffix = resource.property('FifoQueue') === true ? '.fifo' : '';
    const name = physicalName(resource, 'QueueName', { longest: 80, suffix });
    const url = addresses.queueUrl(name);
    return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
  read(resource) {
    const fifo = reading(resource).flag('FifoQueue');
    const attributes: Record<string, string> = fifo ? { FifoQueue: 'true' } : {};
    for (const [property, attribute] of COPIED) {
      const value = resource.properties[property];
      if (value !== undefined) attributes[attribute] = isObject(value) ? JSON.stringify(value) : String(value);
    }
    const { QueueName: name = '', Arn = '' } = resource.identity.attributes;
    return { id: resource.id, path: resource.path, name, arn: Arn, fifo, attributes };
  },
};

const COPIED: [property: string, attribute: string][] = [
  ['VisibilityTimeout', 'VisibilityTimeout'],
  ['DelaySeconds', 'DelaySeconds'],
  ['MessageRetentionPeriod', 'MessageRetentionPeriod'],
  ['MaximumMessageSize', 'MaximumMessageSize'],
  ['ReceiveMessageWaitTimeSeconds', 'ReceiveMessageWaitTimeSeconds'],
  ['ContentBasedDeduplication', 'ContentBasedDeduplication'],
  ['DeduplicationScope', 'DeduplicationScope'],
  ['FifoThroughputLimit', 'FifoThroughputLimit'],
  ['RedrivePolicy', 'RedrivePolicy'],
];
