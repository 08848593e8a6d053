import { resolveValue, type Scope } from '../../../local/assembly/intrinsics.ts';
import type { Json } from '../../../local/assembly/template.ts';

const scope: Scope = {
  ref: (name) => ({ 'AWS::Region': 'ap-southeast-1', Queue: 'http://q', Parameter: 'p' })[name] ?? `ref:${name}`,
  attribute: (id, attribute) => `${id}.${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (...keys) => keys.join('/'),
  importValue: (name) => `imported ${name}`,
};

/** Placeholders without the letters a linter takes for a mistake. */
const sub = (text: string) => text.replace(/<([^>]+)>/g, '$' + '{$1}');

describe('resolving a template value', () => {
  it.each<[string, Json, Json]>([
    ['plain text', 'a', 'a'],
    ['a reference', { Ref: 'Queue' }, 'http://q'],
    ['an attribute as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue.Arn'],
    ['an attribute as text, nested', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Db.Endpoint.Port'],
    ['a join of references', { 'Fn::Join': ['-', ['a', { Ref: 'Parameter' }, 1]] }, 'a-p-1'],
    [
      'a substitution',
      { 'Fn::Sub': sub('x/<AWS::Region>/<Queue>/<Queue.Arn>') },
      'x/ap-southeast-1/http://q/Queue.Arn',
    ],
    [
      'a substitution with its own variables',
      { 'Fn::Sub': [sub('<a><!b>'), { a: { Ref: 'Queue' } }] },
      sub('http://q<b>'),
    ],
    ['one of a split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['a choice', { 'Fn::If': ['Yes', 'left', 'right'] }, 'left'],
    ['the other choice', { 'Fn::If': ['No', 'left', { Ref: 'Queue' }] }, 'http://q'],
    ['no value in an object', { a: 1, b: { 'Fn::If': ['No', 2, { Ref: 'AWS::NoValue' }] } }, { a: 1 }],
    ['no value in a list', [1, { Ref: 'AWS::NoValue' }], [1]],
    ['a mapping', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'x'] }, 'M/ap-southeast-1/x'],
    ['an import', { 'Fn::ImportValue': { 'Fn::Join': [':', ['S', 'T']] } }, 'imported S:T'],
    ['base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['conditions', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
    ['any of several conditions', { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['a', 'a'] }] }, true],
    [
      "a policy's condition block, which is not a reference",
      { Condition: { Bool: { a: 'b' } } },
      { Condition: { Bool: { a: 'b' } } },
    ],
  ])('reads %s', (_, value, expected) => {
    expect(resolveValue(value, scope)).toEqual(expected);
  });

  it.each<[string, Json, RegExp]>([
    ['an intrinsic it does not know', { 'Fn::Transform': {} }, /Fn::Transform is not supported/],
    ['a selection beyond the list', { 'Fn::Select': [5, ['a']] }, /entry 5 of 1/],
  ])('refuses %s', (_, value, expected) => {
    expect(() => resolveValue(value, scope)).toThrow(expected);
  });
});
