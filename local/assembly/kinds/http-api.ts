import { type ResourceKind, reading, shortId } from '../resource.ts';
import { isObject, type Json } from '../template.ts';

export type Throttle = { ratePerSecond?: number; burst?: number };
export type HttpApiSpec = { id: string; apiId: string; name: string };
export type RouteSpec = { id: string; apiId: string; routeKey: string; integrationId: string; authorization: string };
export type IntegrationSpec = {
  id: string;
  integrationId: string;
  apiId: string;
  type: string;
  /** ARN of a function, alias or version. */
  functionArn: string;
  payloadFormat: string;
  timeoutMilliseconds: number;
};
export type ApiStageSpec = {
  id: string;
  apiId: string;
  name: string;
  throttle: Throttle;
  routeThrottles: Record<string, Throttle>;
};

export const httpApi: ResourceKind<HttpApiSpec> = {
  types: ['AWS::ApiGatewayV2::Api'],
  identify(resource, addresses) {
    const apiId = shortId(resource);
    return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: addresses.apiUrl(apiId) } };
  },
  read(resource) {
    const name = reading(resource).optionalText('Name') ?? resource.id;
    return { id: resource.id, apiId: resource.identity.ref, name };
  },
};

export const route: ResourceKind<RouteSpec> = {
  types: ['AWS::ApiGatewayV2::Route'],
  identify: (resource) => ({ ref: shortId(resource), attributes: { RouteId: shortId(resource) } }),
  read(resource) {
    const { text, optionalText } = reading(resource);
    return {
      id: resource.id,
      apiId: text('ApiId'),
      routeKey: text('RouteKey'),
      integrationId: text('Target').replace(/^integrations\//, ''),
      authorization: optionalText('AuthorizationType') ?? 'NONE',
    };
  },
};

export const integration: ResourceKind<IntegrationSpec> = {
  types: ['AWS::ApiGatewayV2::Integration'],
  identify: (resource) => ({ ref: shortId(resource), attributes: { IntegrationId: shortId(resource) } }),
  read(resource) {
    const { text, number, optionalText } = reading(resource);
    return {
      id: resource.id,
      integrationId: resource.identity.ref,
      apiId: text('ApiId'),
      type: text('IntegrationType'),
      functionArn: /functions\/(arn:[^/]+)\/invocations$/.exec(text('IntegrationUri'))?.[1] ?? text('IntegrationUri'),
      payloadFormat: optionalText('PayloadFormatVersion') ?? '2.0',
      timeoutMilliseconds: number('TimeoutInMillis', 30_000),
    };
  },
};

export const apiStage: ResourceKind<ApiStageSpec> = {
  types: ['AWS::ApiGatewayV2::Stage'],
  identify: (resource) => ({ ref: String(resource.property('StageName')), attributes: {} }),
  read(resource) {
    const { text, object } = reading(resource);
    return {
      id: resource.id,
      apiId: text('ApiId'),
      name: text('StageName'),
      throttle: throttleIn(object('DefaultRouteSettings')),
      routeThrottles: Object.fromEntries(
        Object.entries(object('RouteSettings')).map(([routeKey, settings]) => [routeKey, throttleIn(settings)]),
      ),
    };
  },
};

function throttleIn(settings: Json): Throttle {
  if (!isObject(settings)) return {};
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings;
  return {
    ...(rate !== undefined && { ratePerSecond: Number(rate) }),
    ...(burst !== undefined && { burst: Number(burst) }),
  };
}
