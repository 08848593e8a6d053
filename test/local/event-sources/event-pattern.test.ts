import { compileFilters, compilePattern } from '../../../local/event-sources/event-pattern.ts';

const weather = { Weather: 'Raining', Temperature: 100, Notes: null, Empty: '', Wet: true, Tags: ['a', 'b'] };

describe('a filter pattern', () => {
  it.each<[string, object, object, boolean]>([
    ['null', { Notes: [null] }, weather, true],
    ['null is not a missing field', { Nothing: [null] }, weather, false],
    ['empty text', { Empty: [''] }, weather, true],
    ['equal text', { Weather: ['Raining'] }, weather, true],
    ['equal text counts the case', { Weather: ['raining'] }, weather, false],
    ['equal ignoring case', { Weather: [{ 'equals-ignore-case': 'rAINING' }] }, weather, true],
    ['equal boolean', { Wet: [true] }, weather, true],
    ['equal number', { Temperature: [100] }, weather, true],
    ['a number is not its text', { Temperature: ['100'] }, weather, false],
    ['and over fields', { Weather: ['Raining'], Temperature: [1] }, weather, false],
    ['or in one field', { Weather: ['Sunny', 'Raining'] }, weather, true],
    ['or over fields, first', { $or: [{ Weather: ['Raining'] }, { Temperature: [1] }] }, weather, true],
    ['or over fields, none', { $or: [{ Weather: ['Sunny'] }, { Temperature: [1] }] }, weather, false],
    ['or beside another field', { Wet: [false], $or: [{ Weather: ['Raining'] }] }, weather, false],
    ['anything but', { Weather: [{ 'anything-but': ['Raining'] }] }, weather, false],
    ['anything but, other', { Weather: [{ 'anything-but': ['Sunny', 'Foggy'] }] }, weather, true],
    ['anything but one value', { Temperature: [{ 'anything-but': 100 }] }, weather, false],
    ['anything but a prefix', { Weather: [{ 'anything-but': { prefix: 'Rain' } }] }, weather, false],
    ['anything but needs the field', { Nothing: [{ 'anything-but': ['x'] }] }, weather, false],
    ['numeric equal', { Temperature: [{ numeric: ['=', 100] }] }, weather, true],
    ['numeric range, inside', { Temperature: [{ numeric: ['>', 10, '<=', 100] }] }, weather, true],
    ['numeric range, outside', { Temperature: [{ numeric: ['>=', 0, '<', 100] }] }, weather, false],
    [
      'numeric does not read the text of a table number',
      { T: { N: [{ numeric: ['>', 0] }] } },
      { T: { N: '5' } },
      false,
    ],
    ['exists', { Notes: [{ exists: true }] }, weather, true],
    ['exists, missing', { Nothing: [{ exists: true }] }, weather, false],
    ['does not exist', { Nothing: [{ exists: false }] }, weather, true],
    ['does not exist, under a missing parent', { No: { Thing: [{ exists: false }] } }, weather, true],
    ['does not exist, present', { Weather: [{ exists: false }] }, weather, false],
    ['exists looks at leaves only', { due: [{ exists: true }] }, { due: { S: 'x' } }, false],
    ['exists or a value', { Nothing: [{ exists: false }, 'x'] }, weather, true],
    ['begins with', { Weather: [{ prefix: 'Rain' }] }, weather, true],
    ['begins with, not', { Weather: [{ prefix: 'ain' }] }, weather, false],
    ['ends with', { Weather: [{ suffix: 'ing' }] }, weather, true],
    ['one of a list of values', { Tags: ['b'] }, weather, true],
    ['none of a list of values', { Tags: ['c'] }, weather, false],
    [
      'a table item with an attribute',
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { due: { S: [{ exists: true }] } } } },
      { eventName: 'MODIFY', dynamodb: { NewImage: { due: { S: '2026-11-21T00:00:00.000Z' } } } },
      true,
    ],
    [
      'a removed table item',
      { dynamodb: { NewImage: { due: { S: [{ exists: true }] } } } },
      { eventName: 'REMOVE', dynamodb: { Keys: {} } },
      false,
    ],
    ['an event that is not an object', { body: ['x'] }, 'text' as unknown as object, false],
  ])('%s', (_name, pattern, event, expected) => {
    expect(compilePattern(pattern as Record<string, unknown>)(event)).toBe(expected);
  });

  it('passes everything without patterns, and what one of several matches', () => {
    expect(compileFilters(undefined)({})).toBe(true);
    expect(compileFilters([])({})).toBe(true);
    const filter = compileFilters(['{"a":[1]}', '{"a":[2]}']);
    expect([1, 2, 3].map((a) => filter({ a }))).toEqual([true, true, false]);
  });

  it.each([
    ['an unknown operator', { a: [{ wildcard: '*' }] }],
    ['a bare value', { a: 'x' }],
    ['a wrong numeric range', { a: [{ numeric: ['~', 1] }] }],
  ])('refuses %s', (_name, pattern) => {
    expect(() => compilePattern(pattern)).toThrow('Filter pattern');
  });
});
