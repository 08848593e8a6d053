import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionSpec } from '../assembly/kinds/function.ts';
import { REGION } from '../assembly/place.ts';
import type { FunctionDefinition } from '../functions/functions.ts';

export type Surroundings = {
  gatewayUrl: string;
  /** Takes the place of a variable the template gives, where a function has it: other ports for vendors. */
  environment: Record<string, string>;
  /** Where code that is written in the template itself is put. */
  inlineCodeDirectory: string;
};

/** A function as the template describes it, with the variables Lambda adds and nothing of this machine's. */
export function functionDefinition(spec: FunctionSpec, surroundings: Surroundings): FunctionDefinition {
  const replaced = Object.entries(surroundings.environment).filter(([name]) => name in spec.environment);
  return {
    id: spec.id,
    name: spec.name,
    codeDirectory: 'directory' in spec.code ? spec.code.directory : written(spec.id, spec.code.inline, surroundings),
    handler: spec.handler,
    timeoutSeconds: spec.timeoutSeconds,
    memoryMb: spec.memoryMb,
    environment: {
      ...spec.environment,
      ...Object.fromEntries(replaced),
      AWS_REGION: REGION,
      AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
      // The gateway tells callers apart by the key they sign with.
      AWS_ACCESS_KEY_ID: spec.id,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: surroundings.gatewayUrl,
      _X_AMZN_TRACE_ID: 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0',
      TZ: ':UTC',
    },
  };
}

/** Two functions may share a construct name, and then each is called by its id too. */
export function withDistinctNames(specs: FunctionSpec[]): FunctionSpec[] {
  return specs.map((spec) => {
    const shared = specs.filter(({ name }) => name === spec.name).length > 1;
    return shared ? { ...spec, name: `${spec.name}-${spec.id.toLowerCase()}` } : spec;
  });
}

function written(id: string, code: string, { inlineCodeDirectory }: Surroundings): string {
  const directory = join(inlineCodeDirectory, id);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'index.js'), code);
  // Whatever folder this is in, the code is what Lambda would take it for.
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  return directory;
}
