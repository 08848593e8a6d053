import { type ResourceKind, reading } from '../resource.ts';

/** A secret that is told where its database is. */
export type SecretAttachmentSpec = { id: string; secretArn: string; targetId: string; targetType: string };

export const secretAttachment: ResourceKind<SecretAttachmentSpec> = {
  types: ['AWS::SecretsManager::SecretTargetAttachment'],
  identify(resource) {
    // It stands for the secret itself: whoever is granted the one may read the other.
    const secretArn = String(resource.property('SecretId'));
    return { ref: secretArn, attributes: { Id: secretArn } };
  },
  read(resource) {
    const { text } = reading(resource);
    return {
      id: resource.id,
      secretArn: text('SecretId'),
      targetId: text('TargetId'),
      targetType: text('TargetType'),
    };
  },
};
