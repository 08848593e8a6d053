import { type ResourceKind, reading } from '../resource.ts';

/** A function that CloudFormation runs while it deploys, through a provider function of CDK's own. */
export type TriggerSpec = {
  id: string;
  logicalId: string;
  stack: string;
  path: string;
  /** ARN of a function, alias or version. */
  handlerArn: string;
  /** False when the deployment does not wait for how it ends. */
  waits: boolean;
  providerArn: string;
  /** Logical ids of the same stack that come first. */
  dependsOn: ReadonlySet<string>;
};

export const trigger: ResourceKind<TriggerSpec> = {
  types: ['Custom::Trigger'],
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  read(resource) {
    const { text, optionalText } = reading(resource);
    const { id, logicalId, stack, path } = resource;
    return {
      id,
      logicalId,
      stack,
      path,
      handlerArn: text('HandlerArn'),
      waits: optionalText('InvocationType') !== 'Event',
      providerArn: text('ServiceToken'),
      dependsOn: resource.dependencies(),
    };
  },
};
