import * as z from 'zod';
import type { TaskAnswer } from './execution.ts';
import { type ApiSurroundings, type Operation, parsed, StatesRefusal } from './operation.ts';
import { taskOf } from './runner.ts';

const successRequest = z.object({ taskToken: z.string(), output: z.string() });
const failureRequest = z.object({ taskToken: z.string(), error: z.string().optional(), cause: z.string().optional() });
const beatRequest = z.object({ taskToken: z.string() });

/** What those say who were given the token of a task. An answer is kept before it is acknowledged. */
export function taskOperations({ store, now, tell }: ApiSurroundings): Record<string, Operation> {
  const waiting = (token: string) => {
    const task = taskOf(store, token);
    if (task) return task;
    if (!store.findToken(token)) throw new StatesRefusal('InvalidToken', "Invalid Token: 'Invalid token'");
    throw new StatesRefusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };
  const answer = (token: string, given: TaskAnswer) => {
    const { arn, scope, cursor, task } = waiting(token);
    store.setCursor(arn, scope, { ...cursor, task: { ...task, answer: given } });
    tell(token);
    return {};
  };
  return {
    SendTaskSuccess(body) {
      const { taskToken, output } = successRequest.parse(body);
      return answer(taskToken, { output: parsed(output, 'InvalidOutput', 'Invalid Output') });
    },
    SendTaskFailure(body) {
      const { taskToken, error = '', cause = '' } = failureRequest.parse(body);
      return answer(taskToken, { error, cause });
    },
    SendTaskHeartbeat(body) {
      const { taskToken } = beatRequest.parse(body);
      const { arn, scope, cursor, task } = waiting(taskToken);
      store.setCursor(arn, scope, { ...cursor, task: { ...task, beatAt: now() } });
      return {};
    },
  };
}
