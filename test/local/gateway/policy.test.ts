import type { Statement } from '../../../local/assembly/kinds/role.ts';
import { compilePolicy } from '../../../local/gateway/permissions/policy.ts';

const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/Chat';
const allow = (Action: string | string[], Resource: string | string[], more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, Resource: string): Statement => ({ ...allow(Action, Resource), Effect: 'Deny' });
const verdict = (statements: Statement[], action = 'dynamodb:PutItem', resource = table) => {
  const judged = compilePolicy(statements, () => {})({ action, resource });
  return judged.allowed ? 'allowed' : judged.reason;
};

describe("judging a call by its role's statements", () => {
  it.each<[string, Statement[], string]>([
    ['nothing is allowed without a statement', [], 'no-allow'],
    ['an exact action on the exact resource', [allow('dynamodb:PutItem', table)], 'allowed'],
    ['one of several actions and resources', [allow(['a:b', 'dynamodb:PutItem'], ['x', table])], 'allowed'],
    ['another action', [allow('dynamodb:GetItem', table)], 'no-allow'],
    ['another resource', [allow('dynamodb:PutItem', `${table}2`)], 'no-allow'],
    ["a resource's index only", [allow('dynamodb:PutItem', `${table}/index/*`)], 'no-allow'],
    ['a wildcard at the end of an action', [allow('dynamodb:Put*', table)], 'allowed'],
    ['a wildcard for one letter', [allow('dynamodb:PutIte?', table)], 'allowed'],
    ['everything', [allow('*', '*')], 'allowed'],
    ['actions in any case', [allow('DynamoDB:putitem', table)], 'allowed'],
    [
      'resources only in their case',
      [allow('dynamodb:PutItem', table.toLowerCase().replace('chat', 'CHAT'))],
      'no-allow',
    ],
    ['a dot that is not a wildcard', [allow('dynamodb.PutItem', table)], 'no-allow'],
    ['deny wins over allow', [allow('*', '*'), deny('dynamodb:Put*', '*')], 'explicit-deny'],
    ['a deny for something else', [allow('*', '*'), deny('dynamodb:DeleteItem', '*')], 'allowed'],
    ['all actions but others', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'allowed'],
    ['all actions but this one', [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }], 'no-allow'],
    ['all resources but others', [{ Effect: 'Allow', Action: '*', NotResource: `${table}2` }], 'allowed'],
    ['all resources but this one', [{ Effect: 'Allow', Action: '*', NotResource: table }], 'no-allow'],
    [
      'a condition that holds',
      [allow('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      'allowed',
    ],
    ['one that does not', [allow('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })], 'no-allow'],
    ['one nobody can judge', [allow('*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '::' } } })], 'no-allow'],
  ])('%s', (_, statements, expected) => {
    expect(verdict(statements)).toBe(expected);
  });

  it('names a condition it cannot judge once, when the role is read', () => {
    const told: string[] = [];
    const may = compilePolicy([allow('*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '::' } } })], (condition) =>
      told.push(condition),
    );
    may({ action: 'a:b', resource: 'c' });
    may({ action: 'a:b', resource: 'd' });
    expect(told).toEqual(['IpAddress aws:SourceIp']);
  });
});
