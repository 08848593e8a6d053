/** The account and region every local resource pretends to live in. */
export const REGION = 'ap-southeast-1';
export const ACCOUNT = '000000000000';

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
