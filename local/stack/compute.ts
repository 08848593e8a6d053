import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../event-sources/event-source.ts';
import type { Schedules } from '../event-sources/schedules.ts';
import { type Functions, startFunctions } from '../functions/functions.ts';
import { type HttpApi, startHttpApi } from '../http-api/http-api.ts';
import { together } from './closing.ts';
import { functionDefinition } from './function-definitions.ts';
import { functionAt } from './function-targets.ts';
import { httpApiDefinitions } from './http-apis.ts';
import { startTemplateSchedules } from './schedules.ts';
import type { Services, StackStart } from './services.ts';
import { startSources } from './sources.ts';
import { runTriggers } from './triggers.ts';

/** Everything that runs functions or has them run. */
export type Compute = { functions: Functions; apis: HttpApi[]; schedules: Schedules | undefined };

// Each environment is a cold start: on two cores, 200 chats at once cost about 28 % less CPU with four than with ten
// (two runs each on a busy machine; the time they took did not differ beyond noise).
const USUAL_CONCURRENCY = Math.max(4, 2 * availableParallelism());

export async function startCompute(start: StackStart, services: Services): Promise<Compute> {
  const { options, closing, onProblem, step } = start;
  const { resources, gateway } = services;
  const names = new Map(resources.functions.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id.split(':').at(-1) ?? id;
  const tell = ({ source, message, cause }: Problem) =>
    onProblem(`${nameOf(source)}: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`);

  const surroundings = {
    gatewayUrl: gateway.url,
    environment: options.environment ?? {},
    inlineCodeDirectory: join(options.stateDirectory ?? temporaryDirectory(start), 'inline-code'),
  };
  const definitions = resources.functions.map((spec) => functionDefinition(spec, surroundings));
  const functions = startFunctions(definitions, {
    onLog: (functionId, line) => options.onLog?.({ functionId, name: nameOf(functionId), line }),
    maxConcurrencyPerFunction: options.maxConcurrencyPerFunction ?? USUAL_CONCURRENCY,
  });
  closing.add(functions);
  if (resources.triggers.length > 0) {
    await runTriggers(resources, functions, onProblem);
    step('triggers run');
  }
  closing.add(
    services.stateMachines.begin({
      invoke: functions.invoke,
      functionAt: (arn) => functionAt(arn, resources),
      gatewayUrl: gateway.url,
      roles: services.roles,
      onProblem,
    }),
  );
  const apis = await together(
    httpApiDefinitions(resources).map((definition) =>
      startHttpApi(definition, {
        port: services.apiPort(definition.apiId),
        invoke: functions.invoke,
        onProblem: tell,
        ...(options.onAccess && { onAccess: options.onAccess }),
      }).then(closing.add),
    ),
  );
  step('functions and API ready');
  if (options.eventSources === false) return { functions, apis, schedules: undefined };

  const feeding = {
    ...services,
    functions,
    directory: options.stateDirectory,
    queueUrl: gateway.queueUrl,
    onProblem: tell,
  };
  const sources = closing.add(startSources(feeding));
  services.onTableWritten.notify = sources.tableWritten;
  const schedules = closing.add(startTemplateSchedules(feeding, options.scheduleClock));
  step('event sources started');
  return { functions, apis, schedules };
}

function temporaryDirectory({ closing }: StackStart): string {
  const directory = mkdtempSync(join(tmpdir(), 'local-stack-'));
  closing.add({ close: () => rmSync(directory, { recursive: true, force: true }) });
  return directory;
}
