import type { Throttle as TemplateThrottle } from '../assembly/kinds/http-api.ts';
import type { Resources } from '../assembly/read-resources.ts';
import { TemplateError } from '../assembly/template.ts';
import type { HttpApiDefinition } from '../http-api/http-api.ts';
import type { Throttle } from '../http-api/route-table.ts';
import { requiredFunctionAt } from './function-targets.ts';

/** Each HTTP API of the template with its routes led to functions. */
export function httpApiDefinitions(resources: Resources): HttpApiDefinition[] {
  return resources.httpApis.map(({ apiId }) => {
    const stage = resources.apiStages.find((candidate) => candidate.apiId === apiId);
    const throttle = throttleOf(stage?.throttle);
    const integrations = resources.integrations.filter((integration) => integration.apiId === apiId);
    return {
      apiId,
      stage: stage?.name ?? '$default',
      ...(throttle && { throttle }),
      integrationTimeoutSeconds: Math.max(1, ...integrations.map((each) => each.timeoutMilliseconds)) / 1000,
      routes: resources.routes
        .filter((route) => route.apiId === apiId)
        .map(({ id, routeKey, integrationId }) => {
          const integration = integrations.find((candidate) => candidate.integrationId === integrationId);
          if (!integration) throw new TemplateError(`route ${routeKey} (${id}) has no integration in the template`);
          const routeThrottle = throttleOf(stage?.routeThrottles[routeKey]);
          return {
            routeKey,
            functionId: requiredFunctionAt(integration.functionArn, resources, `route ${routeKey}`),
            ...(routeThrottle && { throttle: routeThrottle }),
          };
        }),
    };
  });
}

function throttleOf(throttle: TemplateThrottle | undefined): Throttle | undefined {
  const { ratePerSecond, burst } = throttle ?? {};
  if (ratePerSecond === undefined && burst === undefined) return undefined;
  return { rateLimit: ratePerSecond ?? burst ?? 0, burstLimit: burst ?? ratePerSecond ?? 0 };
}
