import type { Definition } from './definition.ts';

/** A state machine ready to run. */
export type Machine = {
  /** Logical id; what the machine's own calls are signed with. */
  id: string;
  name: string;
  arn: string;
  roleArn: string;
  definition: Definition;
  /** As the template holds it. */
  definitionText: string;
};

/** `arn:aws:states:…:execution:<machine>:<name>`. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}
