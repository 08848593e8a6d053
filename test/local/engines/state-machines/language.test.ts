import type { Json, JsonObject } from '../../../../local/assembly/template.ts';
import { chosen } from '../../../../local/engines/state-machines/choice.ts';
import type { ChoiceRule } from '../../../../local/engines/state-machines/definition.ts';
import { covers } from '../../../../local/engines/state-machines/failure.ts';
import { isReferencePath, lookUp, putAt } from '../../../../local/engines/state-machines/paths.ts';
import { fill, valueAt } from '../../../../local/engines/state-machines/payload.ts';
import { retryAfter } from '../../../../local/engines/state-machines/retry.ts';
import { waitEnd } from '../../../../local/engines/state-machines/wait-state.ts';

const input = { a: { b: [1, 2, { c: 'x' }] }, 'odd name': true, 'f-g': null, text: 'hi', n: 4, json: '{"k":[1]}' };
const document = { input, context: { Execution: { Name: 'run' } } };

describe('a path', () => {
  it.each<[string, Json | undefined]>([
    ['$', input],
    ['$.a.b[0]', 1],
    ['$.a.b[-1].c', 'x'],
    ["$['odd name']", true],
    ['$.f-g', null],
    ['$.a.b[*]', [1, 2, { c: 'x' }]],
    ['$.a.b[*].c', ['x']],
    ['$$.Execution.Name', 'run'],
    ['$.missing', undefined],
    ['$.a.b[7]', undefined],
    ['$.text.length', undefined],
    ['$.a.b.length', undefined],
    ['$.constructor', undefined],
  ])('%s leads to %j', (path, expected) => expect(lookUp(path, document)).toEqual(expected));

  it.each(['$..b', '$.a[?(@.c)]', '$.a.b[0:2]', 'a', '$.'])('like %s is refused', (path) => {
    expect(() => lookUp(path, document)).toThrow(/Invalid path/);
  });

  it.each<[string, boolean]>([
    ['$.a.b[0]', true],
    ['$.a[*]', false],
    ['$$.Execution', false],
  ])('%s means one place of the input: %s', (path, expected) => expect(isReferencePath(path)).toBe(expected));

  it.each<[string, JsonObject, Json]>([
    ['$.r', { a: 1 }, { a: 1, r: 'v' }],
    ['$.a.r', { a: { b: 1 } }, { a: { b: 1, r: 'v' } }],
    ['$.x.y', {}, { x: { y: 'v' } }],
    ['$.l[1]', { l: [1, 2] }, { l: [1, 'v'] }],
  ])('%s puts a value into %j', (path, into, expected) => expect(putAt(path, into, 'v')).toEqual(expected));
});

describe('an intrinsic function', () => {
  it.each<[string, Json]>([
    ["States.Format('{} is {}', $.text, $.n)", 'hi is 4'],
    ["States.Format('\\{{}\\} it\\'s', $.a.b[0])", "{1} it's"],
    ['States.StringToJson($.json)', { k: [1] }],
    ['States.JsonToString($.a.b[2])', '{"c":"x"}'],
    ["States.Array($.n, 'two', true, null, -1.5)", [4, 'two', true, null, -1.5]],
    ['States.ArrayLength($.a.b)', 3],
    ['States.ArrayGetItem($.a.b, 1)', 2],
    ['States.ArrayContains($.a.b, 2)', true],
    ["States.StringSplit('a,b;c', ',;')", ['a', 'b', 'c']],
    ['States.MathAdd($.n, -1)', 3],
    ["States.Format('{}', States.MathAdd(1, States.ArrayLength($.a.b)))", '4'],
    ['States.JsonMerge($.a, $.a.b[2], false)', { ...input.a, c: 'x' }],
    ["States.Base64Encode('hi')", 'aGk='],
    ["States.Hash('hi', 'SHA-256')", '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4'],
  ])('%s gives %j', (text, expected) => expect(valueAt(text, document)).toEqual(expected));

  it('gives a new UUID each time', () => {
    const [one, two] = [valueAt('States.UUID()', document), valueAt('States.UUID()', document)];
    expect(one).toMatch(/^[0-9a-f-]{36}$/);
    expect(one).not.toBe(two);
  });

  it.each<[string, string]>([
    ["States.Format('{} {}', $.n)", 'States.IntrinsicFailure'],
    ['States.StringToJson($.text)', 'States.IntrinsicFailure'],
    ['States.Format($.missing)', 'States.Runtime'],
    ['States.Unknown($.n)', 'States.Runtime'],
    ['States.Format($.n', 'States.Runtime'],
  ])('%s fails with %s', (text, error) => {
    expect(() => valueAt(text, document)).toThrow(expect.objectContaining({ error }));
  });
});

it('a payload takes paths where a name ends in .$, at any depth', () => {
  const template = { 'a.$': '$.n', b: [{ 'c.$': '$$.Execution.Name' }, '$.n'], d: { $: 'as it is' } };
  expect(fill(template, document)).toEqual({ a: 4, b: [{ c: 'run' }, '$.n'], d: { $: 'as it is' } });
});

describe('a choice', () => {
  const data = { s: 'mango', n: 5, b: true, nil: null, at: '2026-11-21T10:00:00Z', limit: 5 };
  const holds = (rule: object) => {
    const choices = [{ ...rule, Next: 'yes' }] as (ChoiceRule & { Next: string })[];
    return chosen({ Type: 'Choice', Choices: choices, Default: 'no' }, { input: data, context: {} }) === 'yes';
  };

  it.each<[object, boolean]>([
    [{ Variable: '$.s', StringEquals: 'mango' }, true],
    [{ Variable: '$.s', StringLessThan: 'n' }, true],
    [{ Variable: '$.s', StringMatches: 'm*o' }, true],
    [{ Variable: '$.s', StringMatches: 'm\\*o' }, false],
    [{ Variable: '$.n', StringEquals: '5' }, false],
    [{ Variable: '$.n', NumericGreaterThanEquals: 5 }, true],
    [{ Variable: '$.n', NumericEqualsPath: '$.limit' }, true],
    [{ Variable: '$.n', NumericLessThan: 5 }, false],
    [{ Variable: '$.b', BooleanEquals: true }, true],
    [{ Variable: '$.at', TimestampGreaterThan: '2026-11-21T16:59:59+07:00' }, true],
    [{ Variable: '$.at', IsTimestamp: true }, true],
    [{ Variable: '$.s', IsTimestamp: false }, true],
    [{ Variable: '$.none', IsPresent: false }, true],
    [{ Variable: '$.none', IsPresent: true }, false],
    [{ Variable: '$.nil', IsPresent: true }, true],
    [{ Variable: '$.nil', IsNull: false }, false],
    [{ Variable: '$.s', IsString: false }, false],
    [
      {
        And: [
          { Variable: '$.none', IsPresent: true },
          { Variable: '$.none', StringEquals: 'x' },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: '$.n', IsString: true },
          { Variable: '$.n', IsNumeric: true },
        ],
      },
      true,
    ],
    [{ Not: { Variable: '$.none', IsPresent: true } }, true],
  ])('on %j: %s', (rule, expected) => expect(holds(rule)).toBe(expected));

  it('on what is not there fails, and so does one without a match or a default', () => {
    expect(() => holds({ Variable: '$.none', StringEquals: 'x' })).toThrow(/Invalid path/);
    expect(() => chosen({ Type: 'Choice', Choices: [] }, { input: data, context: {} })).toThrow(
      expect.objectContaining({ error: 'States.NoChoiceMatched' }),
    );
  });
});

describe('the errors of a Retry or Catch', () => {
  it.each<[string[], string, boolean]>([
    [['Mine'], 'Mine', true],
    [['Mine'], 'Yours', false],
    [['States.ALL'], 'Sandbox.Timedout', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.Runtime', false],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.Runtime'], 'States.Runtime', true],
    [['States.TaskFailed'], 'TypeError', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.Timeout'], 'States.HeartbeatTimeout', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', false],
  ])('%j cover %s: %s', (names, error, expected) => expect(covers(names, error)).toBe(expected));
});

describe('a retry', () => {
  const retrier = { ErrorEquals: ['A'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 };

  it.each<[number[], number | undefined]>([
    [[], 2],
    [[1], 6],
    [[2], 18],
    [[3], 20],
    [[4], undefined],
  ])('after %j attempts comes in %s seconds', (attempts, expected) => {
    expect(retryAfter([retrier], attempts, 'A', 0.5)?.delaySeconds).toBe(expected);
  });

  it('comes three times after 1, 2 and 4 seconds when nothing else is said', () => {
    const usual = [{ ErrorEquals: ['States.ALL'] }];
    expect([0, 1, 2, 3].map((used) => retryAfter(usual, [used], 'A', 0)?.delaySeconds)).toEqual([1, 2, 4, undefined]);
  });

  it('is spread over its time with full jitter', () => {
    expect(retryAfter([{ ...retrier, JitterStrategy: 'FULL' }], [1], 'A', 0.5)?.delaySeconds).toBe(3);
  });

  it('counts for the first Retrier that covers the error', () => {
    const two = [{ ErrorEquals: ['B'] }, { ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    expect(retryAfter(two, [1], 'A', 0)?.attempts).toEqual([1, 1]);
    expect(retryAfter(two, [1, 1], 'A', 0)).toBeUndefined();
    expect(retryAfter(two, [1, 1], 'B', 0)?.attempts).toEqual([2, 1]);
    expect(retryAfter(undefined, [], 'A', 0)).toBeUndefined();
  });
});

describe('a Wait', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');
  const at = { input: { s: 5, t: '2026-11-21T17:00:30+07:00', bad: 'soon' }, context: {} };

  it.each<[object, string]>([
    [{ Seconds: 60 }, '2026-11-21T10:01:00.000Z'],
    [{ SecondsPath: '$.s' }, '2026-11-21T10:00:05.000Z'],
    [{ Timestamp: '2026-11-21T12:00:00Z' }, '2026-11-21T12:00:00.000Z'],
    [{ TimestampPath: '$.t' }, '2026-11-21T10:00:30.000Z'],
  ])('of %j is over at %s', (wait, expected) => {
    expect(new Date(waitEnd({ Type: 'Wait', ...wait }, at, now)).toISOString()).toBe(expected);
  });

  it.each([{ SecondsPath: '$.t' }, { TimestampPath: '$.bad' }])('of %j fails', (wait) => {
    expect(() => waitEnd({ Type: 'Wait', ...wait }, at, now)).toThrow(
      expect.objectContaining({ error: 'States.Runtime' }),
    );
  });
});
