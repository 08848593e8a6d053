import { Stack, Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Says why a finding of the rule check is right as it is, on exactly the construct it concerns. */
export function acknowledge(construct: IConstruct, reasons: Record<string, string>) {
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}

/**
 * The same for a wildcard at the end of an ARN that another stack owns. The check names it by the text it finds in the
 * template, which is the name of that stack's export.
 */
export function acknowledgeWildcard(
  construct: IConstruct,
  wildcard: { owner: IConstruct; arn: string; end: string },
  reason: string,
) {
  const reference: unknown = Stack.of(construct).resolve(Stack.of(wildcard.owner).exportValue(wildcard.arn));
  const [name] = Object.values(reference as Record<string, string>);
  acknowledge(construct, { [`AwsSolutions-IAM5[Resource::${name}${wildcard.end}]`]: reason });
}
