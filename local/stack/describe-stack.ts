import { REGION } from '../assembly/place.ts';
import { ADMIN_ACCESS_KEY } from '../engines/aws-json.ts';
import type { Closing } from './closing.ts';
import type { Compute } from './compute.ts';
import type { LocalStack } from './local-stack.ts';
import type { Services } from './services.ts';

/** The handle tests, benches and `npm start` hold on a running stack. */
export function describeStack(
  services: Services,
  { functions, apis, schedules }: Compute,
  closing: Closing,
): LocalStack {
  const { resources, outputs, uncovered, gateway, queuesAndObjects, topics, database } = services;

  function queueNamed(nameOrPath: string): string | undefined {
    const exact = resources.queues.find(({ id, name }) => id === nameOrPath || name === nameOrPath);
    if (exact) return exact.name;
    const matching = resources.queues.filter(({ path }) => `/${path}/`.includes(`/${nameOrPath}/`));
    // A queue and its dead letters often share the path; whoever names only the pair means the queue.
    return (matching.find(({ attributes }) => attributes.RedrivePolicy !== undefined) ?? matching[0])?.name;
  }

  return {
    apiUrl: apis[0]?.url ?? '',
    gatewayUrl: gateway.url,
    outputs: Object.fromEntries(
      outputs.filter(({ name }) => !name.startsWith('Export')).map(({ name, value }) => [name, value]),
    ),
    resources,
    uncovered,
    admin: {
      endpoint: gateway.url,
      region: REGION,
      credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: 'local' },
      forcePathStyle: true,
    },
    functions,
    schedules,
    invoke(nameOrId, event) {
      const found = resources.functions.find((spec) => [spec.id, spec.name, spec.functionName].includes(nameOrId));
      return functions.invoke(found?.id ?? nameOrId, event);
    },
    queue(nameOrPath) {
      const name = queueNamed(nameOrPath);
      const contents = name === undefined ? undefined : queuesAndObjects.contents(name);
      if (contents) return contents;
      throw new Error(`No queue "${nameOrPath}"; there are ${resources.queues.map(({ path }) => path).join(', ')}`);
    },
    topic(nameOrPath) {
      const named = resources.topics.find(({ id, name }) => id === nameOrPath || name === nameOrPath);
      const found = named ?? resources.topics.find(({ path }) => `/${path}/`.includes(`/${nameOrPath}/`));
      if (found) return { published: () => topics.published(found.name) };
      throw new Error(`No topic "${nameOrPath}"; there are ${resources.topics.map(({ path }) => path).join(', ')}`);
    },
    database: database && { faults: database.dataApi.faults, server: database.postgres },
    close: closing.close,
  };
}
