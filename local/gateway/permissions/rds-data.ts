import type { SecretSpec } from '../../assembly/kinds/secret.ts';
import type { Need } from './policy.ts';
import { secretNeeds } from './secrets.ts';

/** The Data API reads the secret in the name of its caller, for every call. */
export function rdsDataNeeds(operation: string, body: Record<string, unknown>, secrets: SecretSpec[]): Need[] {
  return [
    { action: `rds-data:${operation}`, resource: typeof body.resourceArn === 'string' ? body.resourceArn : '*' },
    ...secretNeeds('GetSecretValue', { SecretId: body.secretArn }, secrets),
  ];
}
