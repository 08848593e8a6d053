import { KINDS, kindsByType, type Resources, WITHOUT_LOCAL_MEANING } from './kinds/index.ts';
import type { Addresses } from './resource.ts';
import { StackScope } from './stack-scope.ts';
import type { Stack } from './template.ts';

export type { Resources } from './kinds/index.ts';

/** A type nobody brings up, with how often it occurs: `nothing` is lost locally, or it is `not-covered` yet. */
export type Uncovered = { type: string; count: number; locally: 'nothing' | 'not-covered' };
export type Output = { stack: string; name: string; value: string };
export type AssemblyContents = { resources: Resources; outputs: Output[]; uncovered: Uncovered[] };

/** Resolves every stack against all others and reads each resource by its kind. */
export function readResources(stacks: Stack[], addresses: Addresses): AssemblyContents {
  const scopes = new Map(
    stacks.map((stack) => [stack, new StackScope(stack, stacks, addresses, (other) => scopeOf(other))]),
  );
  const scopeOf = (stack: Stack): StackScope => scopes.get(stack) as StackScope;
  const resources = Object.fromEntries(Object.keys(KINDS).map((name) => [name, []])) as unknown as Record<
    string,
    unknown[]
  >;
  const uncovered = new Map<string, number>();
  const outputs: Output[] = [];

  for (const [stack, scope] of scopes) {
    for (const [logicalId, resource] of scope.present()) {
      const known = kindsByType.get(resource.Type);
      if (!known) uncovered.set(resource.Type, (uncovered.get(resource.Type) ?? 0) + 1);
      else resources[known[0]]?.push(known[1].read(scope.resource(logicalId, resource)));
    }
    for (const [name, output] of Object.entries(stack.template.Outputs ?? {})) {
      if (output.Condition && !scope.condition(output.Condition)) continue;
      outputs.push({ stack: stack.name, name, value: String(scope.resolve(output.Value)) });
    }
  }
  return {
    resources: resources as unknown as Resources,
    outputs,
    uncovered: [...uncovered].sort().map(([type, count]) => ({
      type,
      count,
      locally: WITHOUT_LOCAL_MEANING.some((pattern) => pattern.test(type)) ? 'nothing' : 'not-covered',
    })),
  };
}
