import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, TemplateError } from './template.ts';

/** A resource whose properties hold no intrinsics any more. */
export type Resource = {
  /** Unique over all stacks: the logical id, with the stack's name before it where two stacks share one. */
  id: string;
  logicalId: string;
  stack: string;
  type: string;
  /** Where the construct sits in the CDK app, such as `Local/Conversation/Inbox`; the id without metadata. */
  path: string;
  identity: Identity;
  properties: JsonObject;
  assetDirectories: ReadonlyMap<string, string>;
  /** Logical ids of what CloudFormation creates before it, in its stack. */
  dependencies(): ReadonlySet<string>;
};

/** Enough of a resource to say what refers to it: its properties may need other resources' identities first. */
export type Unresolved = Pick<Resource, 'id' | 'logicalId' | 'stack' | 'path'> & {
  property(name: string): Json | undefined;
};

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export type Identity = { ref: string; attributes: Record<string, string> };

/** Addresses that only exist once the local servers have ports. */
export type Addresses = {
  queueUrl(queueName: string): string;
  apiUrl(apiId: string): string;
  /** Where a database server listens, when there is one. */
  database?: { host: string; port: number };
};

/** How one kind of resource is named and read; a new kind is one file and one line in `kinds/index.ts`. */
export type ResourceKind<Spec> = {
  types: readonly string[];
  identify(resource: Unresolved, addresses: Addresses): Identity;
  read(resource: Resource): Spec;
};

/** The same name on every start, so that state kept on disk is found again. */
export function physicalName(
  resource: Unresolved,
  property: string,
  { longest = 64, suffix = '', lowerCase = false } = {},
): string {
  const given = resource.property(property);
  if (typeof given === 'string') return given;
  const full = `${resource.stack}-${resource.logicalId}`;
  const name = lowerCase ? full.toLowerCase() : full;
  if (name.length + suffix.length <= longest) return name + suffix;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - suffix.length - 9)}-${hash}${suffix}`;
}

/** Twelve letters and digits that stand for a resource where AWS would give a random id. */
export function shortId(resource: Unresolved): string {
  return createHash('sha256').update(`${resource.stack}/${resource.logicalId}`).digest('hex').slice(0, 10);
}

/** Typed access to a resource's properties; a missing required one names the resource. */
export function reading(resource: Resource) {
  const { properties, id } = resource;
  return {
    text(name: string): string {
      const value = properties[name];
      if (typeof value !== 'string') throw new TemplateError(`${resource.type} ${id} has no text property ${name}`);
      return value;
    },
    optionalText: (name: string) => (properties[name] === undefined ? undefined : String(properties[name])),
    number: (name: string, otherwise: number) =>
      properties[name] === undefined ? otherwise : Number(properties[name]),
    optionalNumber: (name: string) => (properties[name] === undefined ? undefined : Number(properties[name])),
    flag: (name: string) => properties[name] === true || properties[name] === 'true',
    object: (name: string): JsonObject => (isObject(properties[name]) ? properties[name] : {}),
    list: (name: string): Json[] => (Array.isArray(properties[name]) ? properties[name] : []),
  };
}
