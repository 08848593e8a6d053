import { readFileSync } from 'node:fs';
import { arn } from '../place.ts';
import { physicalName, type Resource, type ResourceKind, reading } from '../resource.ts';
import { isObject, TemplateError } from '../template.ts';

export type StateMachineSpec = {
  id: string;
  path: string;
  name: string;
  arn: string;
  roleArn: string;
  /** Amazon States Language with every reference resolved. */
  definitionText: string;
};

export const stateMachine: ResourceKind<StateMachineSpec> = {
  types: ['AWS::StepFunctions::StateMachine'],
  identify(resource) {
    const name = physicalName(resource, 'StateMachineName', { longest: 80 });
    const machineArn = arn('states', `stateMachine:${name}`);
    return { ref: machineArn, attributes: { Arn: machineArn, Name: name } };
  },
  read(resource) {
    const { text, optionalText, object } = reading(resource);
    const { ref, attributes } = resource.identity;
    if (optionalText('StateMachineType') === 'EXPRESS') {
      throw new TemplateError(
        `state machine ${resource.id} is EXPRESS; the local runtime covers STANDARD ones, which wait and keep a history`,
      );
    }
    const substitutions = object('DefinitionSubstitutions');
    return {
      id: resource.id,
      path: resource.path,
      name: String(attributes.Name),
      arn: ref,
      roleArn: text('RoleArn'),
      definitionText: definitionOf(resource).replace(/\$\{([^}]+)\}/g, (whole, name: string) =>
        name in substitutions ? String(substitutions[name]) : whole,
      ),
    };
  },
};

function definitionOf(resource: Resource): string {
  const { optionalText, object } = reading(resource);
  if (isObject(resource.properties.Definition)) return JSON.stringify(resource.properties.Definition);
  const written = optionalText('DefinitionString');
  if (written !== undefined) return written;
  const file = resource.assetDirectories.get(String(object('DefinitionS3Location').Key));
  if (file === undefined)
    throw new TemplateError(`the definition of state machine ${resource.id} is not in the assembly`);
  return readFileSync(file, 'utf8');
}

/** A version or an alias: locally both are the machine as it is now. */
export type StateMachinePointer = { id: string; arn: string; machineArn: string };

export const stateMachineVersion: ResourceKind<StateMachinePointer> = {
  types: ['AWS::StepFunctions::StateMachineVersion'],
  identify(resource) {
    const pointer = `${String(resource.property('StateMachineArn'))}:1`;
    return { ref: pointer, attributes: { Arn: pointer } };
  },
  read: ({ id, identity }) => ({ id, arn: identity.ref, machineArn: identity.ref.replace(/:1$/, '') }),
};

export const stateMachineAlias: ResourceKind<StateMachinePointer> = {
  types: ['AWS::StepFunctions::StateMachineAlias'],
  identify(resource) {
    const routes = resource.property('RoutingConfiguration');
    const preference = resource.property('DeploymentPreference');
    const [first] = Array.isArray(routes) ? routes : [preference];
    const version = isObject(first) ? String(first.StateMachineVersionArn) : '';
    const pointer = `${version.replace(/:1$/, '')}:${physicalName(resource, 'Name', { longest: 80 })}`;
    return { ref: pointer, attributes: { Arn: pointer } };
  },
  read: ({ id, identity }) => ({ id, arn: identity.ref, machineArn: identity.ref.replace(/:[^:]+$/, '') }),
};
