import type { Stack } from '../assembly/template.ts';
import { freePort } from '../ports.ts';

/** A port for each HTTP API, known before the API runs because outputs and variables mention it. */
export async function portsFor(stacks: Stack[], first: number | undefined): Promise<(apiId: string) => number> {
  const count = stacks
    .flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Api').length;
  const ports: number[] = first ? [first] : [];
  while (ports.length < count) ports.push(await freePort());
  const given = new Map<string, number>();
  return (apiId) => {
    const port = given.get(apiId) ?? ports[given.size] ?? 0;
    given.set(apiId, port);
    return port;
  };
}
