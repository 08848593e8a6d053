import type { Statement } from '../../assembly/kinds/role.ts';
import { REGION } from '../../assembly/place.ts';
import { isObject, type Json } from '../../assembly/template.ts';

/** One permission a call needs. */
export type Need = { action: string; resource: string };
export type Verdict = { allowed: true } | { allowed: false; reason: 'explicit-deny' | 'no-allow' };

/** Whether a role's statements permit a need. */
export type Policy = (need: Need) => Verdict;

type Rule = {
  effect: 'Allow' | 'Deny';
  coversAction(action: string): boolean;
  coversResource(resource: string): boolean;
};

const REMEMBERED_VERDICTS = 10_000;

/**
 * Compiles statements once; verdicts are remembered, since a function makes the same few calls over and over.
 * @param onUnknownCondition told once per condition that cannot be judged; its statement then never applies
 */
export function compilePolicy(statements: Statement[], onUnknownCondition: (condition: string) => void): Policy {
  const rules = statements.filter((statement) => conditionHolds(statement.Condition, onUnknownCondition)).map(ruleOf);
  const remembered = new Map<string, Verdict>();
  return (need) => {
    const key = `${need.action} ${need.resource}`;
    const known = remembered.get(key);
    if (known) return known;
    const verdict = judge(rules, need);
    if (remembered.size >= REMEMBERED_VERDICTS) remembered.clear();
    remembered.set(key, verdict);
    return verdict;
  };
}

function judge(rules: Rule[], { action, resource }: Need): Verdict {
  const applying = rules.filter((rule) => rule.coversAction(action) && rule.coversResource(resource));
  if (applying.some(({ effect }) => effect === 'Deny')) return { allowed: false, reason: 'explicit-deny' };
  return applying.length > 0 ? { allowed: true } : { allowed: false, reason: 'no-allow' };
}

function ruleOf(statement: Statement): Rule {
  return {
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    coversAction: covering(statement.Action, statement.NotAction, 'i'),
    coversResource: covering(statement.Resource, statement.NotResource, ''),
  };
}

function covering(only: Json | undefined, except: Json | undefined, flags: string): (value: string) => boolean {
  if (only !== undefined) {
    const patterns = textsIn(only).map((pattern) => wildcard(pattern, flags));
    return (value) => patterns.some((pattern) => pattern.test(value));
  }
  if (except === undefined) return () => false;
  const patterns = textsIn(except).map((pattern) => wildcard(pattern, flags));
  return (value) => !patterns.some((pattern) => pattern.test(value));
}

function textsIn(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value ?? '']).map(String);
}

function wildcard(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}

/** What is the same for every local call, by condition key in lower case. */
const CONTEXT: Record<string, string> = { 'aws:securetransport': 'true', 'aws:requestedregion': REGION };

const OPERATORS: Record<string, (actual: string, expected: string) => boolean> = {
  StringEquals: (actual, expected) => actual === expected,
  StringNotEquals: (actual, expected) => actual !== expected,
  StringLike: (actual, expected) => wildcard(expected, '').test(actual),
  Bool: (actual, expected) => actual === expected.toLowerCase(),
};

function conditionHolds(condition: Json | undefined, onUnknown: (condition: string) => void): boolean {
  if (!isObject(condition)) return true;
  return Object.entries(condition).every(([operator, tests]) =>
    Object.entries(isObject(tests) ? tests : {}).every(([key, expected]) => {
      const actual = CONTEXT[key.toLowerCase()];
      const compare = OPERATORS[operator];
      if (!compare || actual === undefined) {
        onUnknown(`${operator} ${key}`);
        return false;
      }
      const wanted = textsIn(expected);
      return operator === 'StringNotEquals'
        ? wanted.every((value) => compare(actual, value))
        : wanted.some((value) => compare(actual, value));
    }),
  );
}
