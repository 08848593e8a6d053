import type { StateMachineSpec } from '../../../../local/assembly/kinds/state-machine.ts';
import { readMachines } from '../../../../local/engines/state-machines/read-machines.ts';

const FUNCTION = 'arn:aws:lambda:ap-southeast-1:000000000000:function:check';
const read = (definition: object | string) => {
  const spec: StateMachineSpec = {
    id: 'Steps',
    path: 'Local/Steps',
    name: 'steps',
    arn: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:steps',
    roleArn: 'arn:aws:iam::000000000000:role/steps',
    definitionText: typeof definition === 'string' ? definition : JSON.stringify(definition),
  };
  return readMachines([spec], (arn) => arn === FUNCTION);
};
const only = (state: object) => ({ StartAt: 'Only', States: { Only: { End: true, ...state } } });
const task = (Resource: string, more: object = {}) => only({ Type: 'Task', Resource, ...more });
const map = (more: object) =>
  only({ Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, ...more });

describe('a definition that can run here', () => {
  it.each<[string, object]>([
    ['a function', task(FUNCTION, { TimeoutSeconds: 5 })],
    ['a function by its name', task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: FUNCTION } })],
    ['a map', map({ MaxConcurrency: 2, ItemSelector: { 'a.$': '$$.Map.Item.Value' } })],
  ])('may hold %s', (_, definition) => expect(read(definition)).toHaveLength(1));
});

describe('a definition is refused at the start, naming the state, when it', () => {
  it.each<[string, object | string, RegExp]>([
    ['is no JSON', '{', /definition of state machine Steps is no JSON/],
    ['is no definition', {}, /Steps: is no state machine definition/],
    ['leads nowhere', only({ Type: 'Pass', End: undefined, Next: 'Gone' }), /Gone/],
    ['is JSONata', { ...only({ Type: 'Pass' }), QueryLanguage: 'JSONata' }, /the definition uses JSONata/],
    ['has a state in JSONata', only({ Type: 'Pass', QueryLanguage: 'JSONata' }), /state 'Only' uses JSONata/],
    ['assigns variables', only({ Type: 'Pass', Assign: { a: 1 } }), /state 'Only' assigns variables/],
    [
      'assigns variables deep inside',
      map({ ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Pass', Assign: {}, End: true } } } }),
      /state 'In' assigns variables/,
    ],
    ['batches items', map({ ItemBatcher: { MaxItemsPerBatch: 2 } }), /state 'Only' uses ItemBatcher/],
    [
      'has a distributed map',
      map({
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
      }),
      /state 'Only' is a distributed map/,
    ],
    [
      'calls what is not covered',
      task('arn:aws:states:::ecs:runTask.sync'),
      /state 'Only' uses .*ecs:runTask\.sync, which/,
    ],
    ['calls an API that is not covered', task('arn:aws:states:::aws-sdk:s3:getObject'), /aws-sdk:s3:getObject, which/],
    ['runs another machine', task('arn:aws:states:::states:startExecution.sync:2'), /states:startExecution\.sync:2/],
    ['calls a function there is not', task(`${FUNCTION}-not`), /invokes .*check-not, which is no function/],
    [
      'calls a function without waiting',
      task('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: FUNCTION, InvocationType: 'Event' } }),
      /invokes its function as "Event"/,
    ],
    [
      'waits for a token nobody gets',
      task('arn:aws:states:::lambda:invoke.waitForTaskToken', { Parameters: { FunctionName: FUNCTION } }),
      /waits for a token that it tells nobody/,
    ],
    ['filters with a path', only({ Type: 'Pass', InputPath: '$.a[?(@.b)]' }), /uses the path \$\.a\[\?/],
    ['puts a result at many places', only({ Type: 'Pass', ResultPath: '$.a[*]' }), /Only\/ResultPath is invalid/],
    [
      'calls a function of the language that is not covered',
      only({ Type: 'Pass', Parameters: { 'a.$': 'States.ArrayRange(1, 9, 2)' } }),
      /uses States\.ArrayRange/,
    ],
  ])('%s', (_, definition, expected) => {
    expect(() => read(definition)).toThrow(
      expect.objectContaining({ name: 'TemplateError', message: expect.stringMatching(expected) }),
    );
  });
});
