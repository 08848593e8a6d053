import type { Need } from './policy.ts';

/** IAM knows no batch actions of SNS: a batch needs the single action. */
export function snsNeeds(operation: string, form: Record<string, unknown>): Need[] {
  const resource = form.TopicArn ?? form.TargetArn;
  return [
    { action: `sns:${operation.replace(/Batch$/, '')}`, resource: typeof resource === 'string' ? resource : '*' },
  ];
}
