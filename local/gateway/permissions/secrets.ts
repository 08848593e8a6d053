import type { SecretSpec } from '../../assembly/kinds/secret.ts';
import { arn } from '../../assembly/place.ts';
import type { Need } from './policy.ts';

/** A secret may be named by its ARN, the ARN without its ending, or its name; policies speak of the full ARN. */
export function secretNeeds(operation: string, body: Record<string, unknown>, secrets: SecretSpec[]): Need[] {
  const id = String(body.SecretId ?? '');
  const known = secrets.find((secret) => id === secret.arn || id === secret.name || id === secret.arn.slice(0, -7));
  const resource = known?.arn ?? (id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}`));
  return [{ action: `secretsmanager:${operation}`, resource: body.SecretId === undefined ? '*' : resource }];
}
