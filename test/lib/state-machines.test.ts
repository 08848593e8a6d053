import { isObject, type Json } from '../../local/assembly/template.ts';
import { problemsOf } from '../../local/engines/state-machines/check-definition.ts';
import { allStates, type Definition } from '../../local/engines/state-machines/definition.ts';
import { propertiesOf, synthesised } from './synthesised.ts';

/** What a state machine of ours must not be: what the local runtime refuses, or a task that may hang or fail at once. */
function faultsOf(definition: Definition): string[] {
  const problems = problemsOf(definition);
  if (problems.length > 0) return problems;
  return allStates(definition).flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    const limited = state.TimeoutSeconds !== undefined || state.TimeoutSecondsPath !== undefined;
    return [
      ...(limited ? [] : [`state '${name}' may take for ever: it has no TimeoutSeconds`]),
      ...((state.Retry ?? []).length > 0 ? [] : [`state '${name}' fails at its first mishap: it has no Retry`]),
    ];
  });
}

const SOME_ARN = 'arn:aws:lambda:ap-southeast-1:000000000000:function:some';

/** The definition CDK writes, with something in the place of each reference. */
function definitionIn(properties: Record<string, unknown>): Definition {
  const text = properties.DefinitionString as Json;
  return JSON.parse(withoutReferences(text));
}

function withoutReferences(value: Json): string {
  if (!isObject(value)) return String(value);
  const joined = value['Fn::Join'];
  if (Array.isArray(joined) && Array.isArray(joined[1])) return joined[1].map(withoutReferences).join('');
  return value.Ref === 'AWS::Partition' ? 'aws' : SOME_ARN;
}

describe('every state machine of the product', () => {
  const { data, service } = synthesised('Prod');
  const machines = [data, service].flatMap((template) =>
    propertiesOf(template, 'AWS::StepFunctions::StateMachine').map(
      ([id, properties]) => [id, definitionIn(properties)] as const,
    ),
  );

  it('can run locally, and each of its tasks has a limit and a second chance', () => {
    expect(machines.map(([id, definition]) => [id, faultsOf(definition)])).toEqual(machines.map(([id]) => [id, []]));
  });
});

describe('these rules', () => {
  const task = {
    Type: 'Task',
    Resource: SOME_ARN,
    TimeoutSeconds: 9,
    Retry: [{ ErrorEquals: ['States.ALL'] }],
    End: true,
  };
  const only = (state: object, more: object = {}) => ({ StartAt: 'A', States: { A: state }, ...more }) as Definition;
  const inMap = (state: object) =>
    ({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: only(state), End: true } } }) as Definition;

  it.each<[string, Definition, string[]]>([
    ['allow a task with a limit and a Retry', only(task), []],
    [
      'find a task without a limit',
      only({ ...task, TimeoutSeconds: undefined }),
      ["state 'A' may take for ever: it has no TimeoutSeconds"],
    ],
    [
      'find a task without a Retry',
      inMap({ ...task, Retry: [] }),
      ["state 'A' fails at its first mishap: it has no Retry"],
    ],
    ['find JSONata', only(task, { QueryLanguage: 'JSONata' }), [expect.stringContaining('JSONata')]],
    ['find variables', only({ ...task, Assign: { x: 1 } }), [expect.stringContaining('assigns variables')]],
    [
      'find what the language does not know',
      only({ ...task, End: undefined, Next: 'B' }),
      [expect.stringContaining('B'), expect.anything()],
    ],
  ])('%s', (_, definition, expected) => {
    expect(faultsOf(JSON.parse(JSON.stringify(definition)))).toEqual(expected);
  });

  it('read a definition as CDK writes it', () => {
    const text = [
      '{"Resource":"arn:',
      { Ref: 'AWS::Partition' },
      ':states:::lambda:invoke","F":"',
      { 'Fn::GetAtt': ['F', 'Arn'] },
      '"}',
    ];
    expect(definitionIn({ DefinitionString: { 'Fn::Join': ['', text] } })).toEqual({
      Resource: 'arn:aws:states:::lambda:invoke',
      F: SOME_ARN,
    });
  });
});
