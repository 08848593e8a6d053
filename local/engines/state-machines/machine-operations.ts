import * as z from 'zod';
import { ofExecution } from './execution-operations.ts';
import type { Machine } from './machine.ts';
import { type ApiSurroundings, known, type Operation } from './operation.ts';

const ofMachine = z.object({ stateMachineArn: z.string() });

/** Looking at state machines. */
export function machineOperations({ store, machineAt, machines }: ApiSurroundings): Record<string, Operation> {
  const described = ({ arn, name }: Machine) => ({ stateMachineArn: arn, name, type: 'STANDARD', creationDate: 0 });
  const definition = (machine: Machine) => ({ definition: machine.definitionText, roleArn: machine.roleArn });
  return {
    DescribeStateMachine(body) {
      const { stateMachineArn } = ofMachine.parse(body);
      const machine = known(machineAt(stateMachineArn), stateMachineArn);
      return { ...described(machine), ...definition(machine), status: 'ACTIVE' };
    },
    DescribeStateMachineForExecution(body) {
      const arn = store.find(ofExecution.parse(body).executionArn)?.machineArn ?? '';
      const machine = known(machineAt(arn), arn);
      const { stateMachineArn, name, creationDate: updateDate } = described(machine);
      return { stateMachineArn, name, updateDate, ...definition(machine) };
    },
    ListStateMachines: () => ({ stateMachines: machines().map(described) }),
  };
}
