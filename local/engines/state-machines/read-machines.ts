import type { StateMachineSpec } from '../../assembly/kinds/state-machine.ts';
import { TemplateError } from '../../assembly/template.ts';
import { problemsOf } from './check-definition.ts';
import { allStates, type Definition } from './definition.ts';
import type { Machine } from './machine.ts';

/**
 * The state machines of a template, each found to be one that can run here.
 * @param isFunction whether an ARN leads to a function of the template
 */
export function readMachines(specs: StateMachineSpec[], isFunction: (arn: string) => boolean): Machine[] {
  return specs.map(({ id, name, arn, roleArn, definitionText }) => {
    const definition = parsed(id, definitionText);
    const problem = problemsOf(definition)[0] ?? missingFunctions(definition, isFunction)[0];
    if (problem !== undefined) throw new TemplateError(`state machine ${id}: ${problem}`);
    return { id, name, arn, roleArn, definition, definitionText };
  });
}

function parsed(id: string, text: string): Definition {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TemplateError(`the definition of state machine ${id} is no JSON`, { cause });
  }
}

function missingFunctions(definition: Definition, isFunction: (arn: string) => boolean): string[] {
  return allStates(definition).flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    const arn = state.Resource.includes(':function:') ? state.Resource : state.Parameters?.FunctionName;
    if (typeof arn !== 'string' || !arn.startsWith('arn:') || isFunction(arn)) return [];
    return [`state '${name}' invokes ${arn}, which is no function of the template`];
  });
}
