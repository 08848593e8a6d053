import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * A variable's value together with the permission it is good for. A function that is given the variable is given the
 * grant in the same breath, so neither can be forgotten.
 */
export type Access = { readonly value: string; allow(grantee: IGrantable): void };

/** The exact `actions` on the exact `resources`, named to the function by `value`. */
export function access(value: string, actions: string[], resources: string[]): Access {
  return {
    value,
    allow: ({ grantPrincipal }) => {
      grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
    },
  };
}

/** Several permissions behind one value. */
export function allOf(first: Access, ...more: Access[]): Access {
  return {
    value: first.value,
    allow: (grantee) => {
      for (const one of [first, ...more]) one.allow(grantee);
    },
  };
}

/** A plain value, or one that brings its permission along. */
export type Variable = string | Access;
