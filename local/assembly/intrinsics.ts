import { isObject, type Json, type JsonObject, TemplateError } from './template.ts';

/** What a template's intrinsics refer to; the resolver itself knows no resource types. */
export type Scope = {
  /** A parameter, pseudo parameter or resource. */
  ref(name: string): Json;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  mapping(map: string, key: string, second: string): Json;
  importValue(name: string): Json;
};

/** `{ "Ref": "AWS::NoValue" }`: the property or list entry that holds it disappears. */
export const noValue: unique symbol = Symbol('AWS::NoValue');
type Resolved = Json | typeof noValue;

/** The value with every intrinsic replaced by what it stands for. */
export function resolveValue(value: Json, scope: Scope): Json {
  const resolved = resolve(value, scope);
  return resolved === noValue ? null : resolved;
}

function resolve(value: Json, scope: Scope): Resolved {
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, scope)).filter((entry) => entry !== noValue);
  if (!isObject(value)) return value;
  const [name, argument] = Object.entries(value)[0] ?? [];
  const intrinsic = name !== undefined && Object.keys(value).length === 1 ? intrinsics[name] : undefined;
  // A policy statement's `Condition` block is an object; only a condition's name is a reference.
  if (intrinsic && (name !== 'Condition' || typeof argument === 'string')) return intrinsic(argument ?? null, scope);
  if (name?.startsWith('Fn::') && Object.keys(value).length === 1) {
    throw new TemplateError(`${name} is not supported by the local runtime`);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]): [string, Json][] => {
      const resolved = resolve(entry, scope);
      return resolved === noValue ? [] : [[key, resolved]];
    }),
  );
}

const intrinsics: Record<string, (argument: Json, scope: Scope) => Resolved> = {
  Ref: (name, scope) => (name === 'AWS::NoValue' ? noValue : scope.ref(text(name))),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...attribute] = Array.isArray(argument) ? argument.map(text) : text(argument).split('.');
    return scope.attribute(text(id ?? null), attribute.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument);
    return list(resolveValue(parts ?? null, scope))
      .map(text)
      .join(text(separator ?? ''));
  },
  'Fn::Sub': (argument, scope) => {
    const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
    const variables = resolveValue(own ?? {}, scope) as JsonObject;
    return text(pattern ?? null).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return text(variables[name] ?? null);
      const [id, ...attribute] = name.split('.');
      return text(attribute.length > 0 ? scope.attribute(id ?? '', attribute.join('.')) : scope.ref(name));
    });
  },
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(resolveValue(argument, scope));
    const chosen = list(from ?? null)[Number(index)];
    if (chosen === undefined)
      throw new TemplateError(`Fn::Select asks for entry ${index} of ${list(from ?? null).length}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, from] = list(resolveValue(argument, scope));
    return text(from ?? null).split(text(separator ?? null));
  },
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list(argument);
    return resolve((scope.condition(text(condition ?? null)) ? whenTrue : whenFalse) ?? null, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, key, second] = list(resolveValue(argument, scope)).map(text);
    return scope.mapping(map ?? '', key ?? '', second ?? '');
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(resolveValue(argument, scope))),
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolveValue(argument, scope))).toString('base64'),
  'Fn::GetAZs': (_, scope) => ['a', 'b', 'c'].map((zone) => `${text(scope.ref('AWS::Region'))}${zone}`),
  Condition: (name, scope) => scope.condition(text(name)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolveValue(argument, scope));
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument, scope) => list(argument).every((part) => resolve(part, scope) === true),
  'Fn::Or': (argument, scope) => list(argument).some((part) => resolve(part, scope) === true),
  'Fn::Not': (argument, scope) => resolve(list(argument)[0] ?? null, scope) !== true,
};

function text(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`expected text, found ${JSON.stringify(value)}`);
}

function list(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`expected a list, found ${JSON.stringify(value)}`);
}
