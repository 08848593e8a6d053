import { createHash } from 'node:crypto';
import type { SecretGeneration } from '../../engines/generated-secret.ts';
import { arn } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { isObject, type JsonObject } from '../template.ts';

export type SecretSpec = {
  id: string;
  path: string;
  name: string;
  arn: string;
  /** The value the template gives it. */
  value?: string;
  /** How its first value is made. */
  generation?: SecretGeneration;
};

export const secret: ResourceKind<SecretSpec> = {
  types: ['AWS::SecretsManager::Secret'],
  identify(resource) {
    const name = physicalName(resource, 'Name', { longest: 512 });
    const secretArn = secretArnOf(name);
    return { ref: secretArn, attributes: { Id: secretArn, Name: name } };
  },
  read(resource) {
    const { ref, attributes } = resource.identity;
    const value = reading(resource).optionalText('SecretString');
    const generate = resource.properties.GenerateSecretString;
    return {
      id: resource.id,
      path: resource.path,
      name: String(attributes.Name),
      arn: ref,
      ...(value !== undefined && { value }),
      ...(isObject(generate) && { generation: generationOf(generate) }),
    };
  },
};

/** A secret's ARN ends in a dash and six characters; grants by partial ARN rely on that. */
export function secretArnOf(name: string): string {
  return arn('secretsmanager', `secret:${name}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`);
}

export function generationOf(properties: JsonObject): SecretGeneration {
  const { SecretStringTemplate: template, GenerateStringKey: key } = properties;
  const isTrue = (name: string) => properties[name] === true || properties[name] === 'true';
  return {
    length: Number(properties.PasswordLength ?? 32),
    exclude: String(properties.ExcludeCharacters ?? ''),
    withoutNumbers: isTrue('ExcludeNumbers'),
    withoutPunctuation: isTrue('ExcludePunctuation'),
    withoutUppercase: isTrue('ExcludeUppercase'),
    withoutLowercase: isTrue('ExcludeLowercase'),
    withSpace: isTrue('IncludeSpace'),
    requireEach: properties.RequireEachIncludedType === undefined || isTrue('RequireEachIncludedType'),
    ...(template !== undefined && key !== undefined && { into: { template: String(template), key: String(key) } }),
  };
}
