import { dependenciesOf } from './dependencies.ts';
import { resolveValue, type Scope } from './intrinsics.ts';
import { kindsByType } from './kinds/index.ts';
import { ACCOUNT, REGION } from './place.ts';
import { type Addresses, type Identity, physicalName, type Resource } from './resource.ts';
import { isObject, type Json, type JsonObject, type Stack, TemplateError, type TemplateResource } from './template.ts';

/** What names mean inside one stack. */
export class StackScope implements Scope {
  readonly #stack: Stack;
  readonly #stacks: Stack[];
  readonly #addresses: Addresses;
  readonly #scopeOf: (stack: Stack) => StackScope;
  readonly #identities = new Map<string, Identity>();

  constructor(stack: Stack, stacks: Stack[], addresses: Addresses, scopeOf: (stack: Stack) => StackScope) {
    this.#stack = stack;
    this.#stacks = stacks;
    this.#addresses = addresses;
    this.#scopeOf = scopeOf;
  }

  present(): [string, TemplateResource][] {
    const all = Object.entries(this.#stack.template.Resources ?? {});
    return all.filter(([, { Condition }]) => Condition === undefined || this.condition(Condition));
  }

  resource(logicalId: string, { Type, Properties = {} }: TemplateResource): Resource {
    const properties = this.resolve(Properties);
    return {
      ...this.#named(logicalId),
      type: Type,
      identity: this.#identity(logicalId),
      properties: isObject(properties) ? properties : {},
      assetDirectories: this.#stack.assetDirectories,
      dependencies: () => dependenciesOf(logicalId, this.#stack.template),
    };
  }

  /** The value without intrinsics, with the addresses AWS would give an API replaced by the local ones. */
  resolve(value: Json): Json {
    return this.#withLocalAddresses(resolveValue(value, this));
  }

  ref(name: string): Json {
    if (name in PSEUDO) return PSEUDO[name] as string;
    if (name === 'AWS::StackName') return this.#stack.name;
    if (name === 'AWS::StackId') return `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${this.#stack.name}/local`;
    const parameter = this.#stack.template.Parameters?.[name];
    if (parameter) return parameter.Default ?? '';
    return this.#identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): Json {
    const { attributes } = this.#identity(logicalId);
    const value = attributes[attribute];
    if (value !== undefined) return value;
    if (kindsByType.has(this.#template(logicalId).Type)) {
      throw new TemplateError(`${this.#stack.name}: ${logicalId}.${attribute} has no local value`);
    }
    return `${logicalId}.${attribute}`;
  }

  condition(name: string): boolean {
    const condition = this.#stack.template.Conditions?.[name];
    if (condition === undefined) throw new TemplateError(`${this.#stack.name} has no condition ${name}`);
    return resolveValue(condition, this) === true;
  }

  mapping(map: string, key: string, second: string): Json {
    const value = this.#stack.template.Mappings?.[map]?.[key]?.[second];
    if (value === undefined) throw new TemplateError(`${this.#stack.name} maps nothing at ${map}.${key}.${second}`);
    return value;
  }

  importValue(name: string): Json {
    for (const stack of this.#stacks) {
      const scope = this.#scopeOf(stack);
      for (const output of Object.values(stack.template.Outputs ?? {})) {
        if (output.Export && resolveValue(output.Export.Name, scope) === name) return scope.resolve(output.Value);
      }
    }
    throw new TemplateError(`${this.#stack.name} imports ${name}, which no stack of the assembly exports`);
  }

  #named(logicalId: string) {
    const { Metadata } = this.#template(logicalId);
    const shared = this.#stacks.filter(({ template }) => template.Resources?.[logicalId]).length > 1;
    const path = Metadata?.['aws:cdk:path'];
    return {
      id: shared ? `${this.#stack.name}-${logicalId}` : logicalId,
      logicalId,
      stack: this.#stack.name,
      path: typeof path === 'string' ? path.replace(/\/Resource$/, '') : logicalId,
    };
  }

  #identity(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known) return known;
    const { Type, Properties = {} } = this.#template(logicalId);
    const property = (name: string) => {
      const value = Properties[name];
      return value === undefined ? undefined : resolveValue(value, this);
    };
    const unresolved = { ...this.#named(logicalId), property };
    // A resource nobody brings up still has a name others may mention, such as a log group in a policy.
    const identity = kindsByType.get(Type)?.[1].identify(unresolved, this.#addresses) ?? {
      ref: physicalName(unresolved, 'Name'),
      attributes: {},
    };
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #template(logicalId: string): TemplateResource {
    const resource = this.#stack.template.Resources?.[logicalId];
    if (!resource) throw new TemplateError(`${this.#stack.name} refers to ${logicalId}, which it does not have`);
    return resource;
  }

  #withLocalAddresses(value: Json): Json {
    if (typeof value === 'string') {
      return value.replace(EXECUTE_API, (_, apiId: string) => this.#addresses.apiUrl(apiId));
    }
    if (Array.isArray(value)) return value.map((entry) => this.#withLocalAddresses(entry));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, entry]) => [key, this.#withLocalAddresses(entry)]);
    return Object.fromEntries(entries) as JsonObject;
  }
}

const EXECUTE_API = /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g;

const PSEUDO: Record<string, string> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};
