/** CloudFormation as the cloud assembly holds it: JSON whose values may be intrinsics such as `{ "Ref": … }`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type TemplateResource = {
  Type: string;
  Properties?: JsonObject;
  Condition?: string;
  DependsOn?: string | string[];
  Metadata?: JsonObject;
};

export type Template = {
  Parameters?: Record<string, { Type: string; Default?: Json }>;
  Mappings?: Record<string, Record<string, Record<string, Json>>>;
  Conditions?: Record<string, Json>;
  Resources?: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: Json; Condition?: string; Export?: { Name: Json }; Description?: string }>;
};

/** One stack of the assembly with the folders of its file assets by object key (`<hash>.zip`). */
export type Stack = {
  name: string;
  template: Template;
  assetDirectories: ReadonlyMap<string, string>;
};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A template that cannot be run as it is; the message says which stack, resource and value. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}
