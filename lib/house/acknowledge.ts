import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Says why a finding of the rule check is right as it is, on exactly the construct it concerns. */
export function acknowledge(construct: IConstruct, reasons: Record<string, string>) {
  Validations.of(construct).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}
