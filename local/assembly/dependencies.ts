import { isObject, type Json, type Template } from './template.ts';

/** Logical ids of all that CloudFormation creates before a resource, near and far, within its stack. */
export function dependenciesOf(logicalId: string, template: Template): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [logicalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const resource = template.Resources?.[id];
    if (!resource) continue;
    const named = [...mentionsIn(resource.Properties ?? {}), ...[resource.DependsOn ?? []].flat()];
    for (const other of named) {
      if (found.has(other) || other === logicalId || !template.Resources?.[other]) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}

function mentionsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(mentionsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    if (key === 'Fn::Sub') return [...namesIn(Array.isArray(inner) ? inner[0] : inner), ...mentionsIn(inner)];
    return mentionsIn(inner);
  });
}

function namesIn(text: Json | undefined): string[] {
  return [...String(text).matchAll(/\$\{([^!.}][^.}]*)/g)].map(([, name]) => name ?? '');
}
