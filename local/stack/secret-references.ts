import { TemplateError } from '../assembly/template.ts';

const REFERENCE = /\{\{resolve:secretsmanager:(?<secret>[^}]+?):SecretString:(?<key>[^:}]*)(?::[^:}]*:[^:}]*)?\}\}/g;

/**
 * Replaces what CloudFormation looks up while it deploys, such as `{{resolve:secretsmanager:<arn>:SecretString:password::}}`.
 * @param currentValue the current value of a secret by its ARN or name
 */
export function resolveSecretReferences(text: string, currentValue: (secret: string) => string | undefined): string {
  return text.replace(REFERENCE, (_, secret: string, key: string) => {
    const value = currentValue(secret);
    if (value === undefined) throw new TemplateError(`the template looks up the secret ${secret}, which has no value`);
    if (key === '') return value;
    const field = (JSON.parse(value) as Record<string, unknown>)[key];
    if (field === undefined)
      throw new TemplateError(`the template looks up ${key} in the secret ${secret}: there is none`);
    return String(field);
  });
}
