import type { TriggerSpec } from '../assembly/kinds/trigger.ts';
import type { Resources } from '../assembly/read-resources.ts';
import type { Functions } from '../functions/functions.ts';
import { requiredFunctionAt } from './function-targets.ts';

/** A function that has to succeed before anything else runs did not; on AWS the deployment would be rolled back. */
export class TriggerFailed extends Error {
  override name = 'TriggerFailed';
}

/** The functions of a template that are the product's: CDK's own provider of triggers is never run here. */
export function productFunctions({ functions, triggers }: Resources): Resources['functions'] {
  const providers = new Set(triggers.map(({ providerArn }) => providerArn));
  return functions.filter(({ arn }) => !providers.has(arn));
}

/** Triggers so that each comes after those it depends on, otherwise as the assembly lists them. */
export function inOrder(triggers: readonly TriggerSpec[]): TriggerSpec[] {
  const ordered: TriggerSpec[] = [];
  const seen = new Set<TriggerSpec>();
  const place = (trigger: TriggerSpec) => {
    if (seen.has(trigger)) return;
    seen.add(trigger);
    for (const other of triggers) {
      if (other.stack === trigger.stack && trigger.dependsOn.has(other.logicalId)) place(other);
    }
    ordered.push(trigger);
  };
  for (const trigger of triggers) place(trigger);
  return ordered;
}

/** Runs every trigger of the template, one after the other, as a deployment would; throws TriggerFailed. */
export async function runTriggers(
  resources: Resources,
  functions: Pick<Functions, 'invoke'>,
  onProblem: (message: string) => void,
): Promise<void> {
  for (const trigger of inOrder(resources.triggers)) {
    const functionId = requiredFunctionAt(trigger.handlerArn, resources, `trigger ${trigger.id}`);
    const name = resources.functions.find(({ id }) => id === functionId)?.name ?? functionId;
    const outcome = functions.invoke(functionId, {}).then((result) => {
      if (!result.ok) throw new TriggerFailed(`${name} runs at every start and failed: ${worded(result)}`);
    });
    if (trigger.waits) await outcome;
    else void outcome.catch((failure: Error) => onProblem(failure.message));
  }
}

function worded({ errorType, errorMessage }: { errorType: string; errorMessage: string }): string {
  return errorMessage === '' ? errorType : `${errorType}: ${errorMessage}`;
}
