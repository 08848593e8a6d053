import { arn } from '../place.ts';
import { physicalName, type Resource, type ResourceKind, reading } from '../resource.ts';
import { isObject, TemplateError } from '../template.ts';

export type FunctionSpec = {
  id: string;
  /** The construct's own name in kebab-case: what a person calls the function. */
  name: string;
  functionName: string;
  arn: string;
  path: string;
  code: { directory: string } | { inline: string };
  handler: string;
  runtime: string;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Record<string, string>;
  roleArn: string;
  reservedConcurrency?: number;
};

export const lambdaFunction: ResourceKind<FunctionSpec> = {
  types: ['AWS::Lambda::Function'],
  identify(resource) {
    const name = physicalName(resource, 'FunctionName');
    return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
  },
  read(resource) {
    const { text, number, object, optionalText, optionalNumber } = reading(resource);
    const variables = object('Environment').Variables;
    const reserved = optionalNumber('ReservedConcurrentExecutions');
    return {
      id: resource.id,
      name: readableName(resource),
      functionName: resource.identity.ref,
      arn: String(resource.identity.attributes.Arn),
      path: resource.path,
      code: codeOf(resource),
      handler: optionalText('Handler') ?? 'index.handler',
      runtime: optionalText('Runtime') ?? '',
      timeoutSeconds: number('Timeout', 3),
      memoryMb: number('MemorySize', 128),
      environment: isObject(variables)
        ? Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
        : {},
      roleArn: text('Role'),
      ...(reserved !== undefined && { reservedConcurrency: reserved }),
    };
  },
};

function codeOf(resource: Resource): FunctionSpec['code'] {
  const { S3Key, ZipFile } = reading(resource).object('Code');
  if (typeof ZipFile === 'string') return { inline: ZipFile };
  const directory = resource.assetDirectories.get(String(S3Key));
  if (directory === undefined) throw new TemplateError(`the code of function ${resource.id} is not in the assembly`);
  return { directory };
}

/** Names that say nothing about which function it is. */
const GENERIC = new Set(['Resource', 'Function', 'Handler', 'Lambda', 'Fn']);

function readableName(resource: Resource): string {
  const words = resource.path.split('/').filter((part) => !GENERIC.has(part));
  const last = (words.length > 1 ? words.at(-1) : undefined) ?? resource.logicalId;
  return last
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
