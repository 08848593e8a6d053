import { ACCOUNT } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { isObject, type Json, type JsonObject } from '../template.ts';

export type Statement = JsonObject;
export type RoleSpec = { id: string; name: string; arn: string; statements: Statement[]; managedPolicyArns: string[] };
export type PolicySpec = { id: string; arn: string; roleNames: string[]; statements: Statement[] };

export const role: ResourceKind<RoleSpec> = {
  types: ['AWS::IAM::Role'],
  identify(resource) {
    const name = physicalName(resource, 'RoleName');
    return { ref: name, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleId: name } };
  },
  read(resource) {
    const { list } = reading(resource);
    return {
      id: resource.id,
      name: resource.identity.ref,
      arn: String(resource.identity.attributes.Arn),
      statements: list('Policies')
        .filter(isObject)
        .flatMap(({ PolicyDocument }) => statementsIn(PolicyDocument)),
      managedPolicyArns: list('ManagedPolicyArns').map(String),
    };
  },
};

/** An inline or a managed policy: both say which roles they belong to. */
export const policy: ResourceKind<PolicySpec> = {
  types: ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
  identify(resource) {
    const name = physicalName(resource, 'ManagedPolicyName', { longest: 128 });
    return { ref: `arn:aws:iam::${ACCOUNT}:policy/${name}`, attributes: {} };
  },
  read(resource) {
    const { list } = reading(resource);
    return {
      id: resource.id,
      arn: resource.identity.ref,
      roleNames: list('Roles').map(String),
      statements: statementsIn(resource.properties.PolicyDocument),
    };
  },
};

function statementsIn(document: Json | undefined): Statement[] {
  const statements = isObject(document) ? document.Statement : undefined;
  return (Array.isArray(statements) ? statements : [statements ?? null]).filter(isObject);
}
