/** A route of the template, with the function it ends at. */
export type Route = {
  /** `GET /users/{id}`, `ANY /files/{proxy+}` or `$default`. */
  routeKey: string;
  functionId: string;
  throttle?: Throttle;
};

export type Throttle = { rateLimit: number; burstLimit: number };

export type RouteMatch = { route: Route; pathParameters?: Record<string, string> };

type CompiledRoute = { route: Route; method: string; segments: string[]; rank: string };

/** Prepares routes for lookup: `find` answers the most specific one, as API Gateway chooses it. */
export function createRouteTable(routes: Route[]): { find(method: string, path: string): RouteMatch | undefined } {
  const fallback = routes.find((route) => route.routeKey === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .sort((a, b) => a.rank.localeCompare(b.rank));
  return {
    find(method, path) {
      const parts = segmentsOf(path);
      for (const { route, method: wanted, segments } of compiled) {
        if (wanted !== 'ANY' && wanted !== method) continue;
        const pathParameters = match(segments, parts);
        if (pathParameters) return Object.keys(pathParameters).length > 0 ? { route, pathParameters } : { route };
      }
      return fallback && { route: fallback };
    },
  };
}

function compile(route: Route): CompiledRoute {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = segmentsOf(path);
  // Fixed text before a parameter before a greedy parameter, segment by segment; then a named method before ANY.
  const kinds = segments.map((segment) => (isGreedy(segment) ? '2' : isParameter(segment) ? '1' : '0'));
  return { route, method, segments, rank: `${kinds.join('')}~${method === 'ANY' ? 1 : 0}` };
}

function match(segments: string[], parts: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (isGreedy(segment)) {
      parameters[segment.slice(1, -2)] = parts.slice(index).join('/');
      return parameters;
    }
    if (isParameter(segment)) parameters[segment.slice(1, -1)] = part;
    else if (segment !== part) return undefined;
  }
  return segments.length === parts.length ? parameters : undefined;
}

const segmentsOf = (path: string) => path.split('/').slice(1);
const isParameter = (segment: string) => segment.startsWith('{');
const isGreedy = (segment: string) => segment.endsWith('+}');
