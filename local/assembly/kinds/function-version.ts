import { arn } from '../place.ts';
import { type ResourceKind, reading } from '../resource.ts';

/** An alias or a version: locally both are the function's current code. */
export type FunctionPointer = { id: string; arn: string; functionArn: string; name: string };

export const functionVersion: ResourceKind<FunctionPointer> = {
  types: ['AWS::Lambda::Version'],
  identify(resource) {
    const pointer = `${functionArnOf(String(resource.property('FunctionName')))}:1`;
    return { ref: pointer, attributes: { Version: '1', FunctionArn: pointer } };
  },
  read(resource) {
    const functionArn = functionArnOf(reading(resource).text('FunctionName'));
    return { id: resource.id, arn: resource.identity.ref, functionArn, name: '1' };
  },
};

export const functionAlias: ResourceKind<FunctionPointer> = {
  types: ['AWS::Lambda::Alias'],
  identify(resource) {
    const functionArn = functionArnOf(String(resource.property('FunctionName')));
    const pointer = `${functionArn}:${String(resource.property('Name'))}`;
    return { ref: pointer, attributes: { AliasArn: pointer } };
  },
  read(resource) {
    const functionArn = functionArnOf(reading(resource).text('FunctionName'));
    return { id: resource.id, arn: resource.identity.ref, functionArn, name: reading(resource).text('Name') };
  },
};

function functionArnOf(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn('lambda', `function:${nameOrArn}`);
}
