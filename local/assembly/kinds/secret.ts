import { createHash } from 'node:crypto';
import { arn } from '../place.ts';
import { physicalName, type ResourceKind } from '../resource.ts';

export type SecretSpec = { id: string; path: string; name: string; arn: string };

export const secret: ResourceKind<SecretSpec> = {
  types: ['AWS::SecretsManager::Secret'],
  identify(resource) {
    const name = physicalName(resource, 'Name', { longest: 512 });
    // A secret's ARN ends in a dash and six characters; grants by partial ARN rely on that.
    const ending = createHash('sha256').update(name).digest('hex').slice(0, 6);
    const secretArn = arn('secretsmanager', `secret:${name}-${ending}`);
    return { ref: secretArn, attributes: { Id: secretArn, Name: name } };
  },
  read(resource) {
    const { ref, attributes } = resource.identity;
    return { id: resource.id, path: resource.path, name: String(attributes.Name), arn: ref };
  },
};
