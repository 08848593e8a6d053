import { createRequire } from 'node:module';
import { isObject, type Json } from '../../assembly/template.ts';
import { allStates, type ChoiceRule, type Definition, type State } from './definition.ts';
import { parseExpression } from './intrinsic-functions.ts';
import { isReferencePath, parsePath } from './paths.ts';
import { readResource } from './resource-of-task.ts';

/** Why a definition cannot be run here, each problem naming its state; empty when it can. */
export function problemsOf(definition: Definition): string[] {
  const unsupported = unsupportedIn(definition);
  if (unsupported.length > 0) return unsupported;
  const { isValid, errors } = validator()(definition);
  if (!isValid) return errors.map(({ Message, message }) => Message ?? message ?? 'is not valid');
  return allStates(definition).flatMap(([name, state]) =>
    [...pathProblems(state), ...taskProblems(state)].map(of(name)),
  );
}

type Validator = (definition: object) => { isValid: boolean; errors: { Message?: string; message?: string }[] };
const load = createRequire(import.meta.url);
/** Loaded for the first definition: a stack without one need not wait 0.1 s for it. */
const validator = (): Validator => load('asl-validator');

const of = (name: string) => (problem: string) => `state '${name}' ${problem}`;

/** What the language has and the local runtime has not. */
function unsupportedIn(definition: Definition): string[] {
  if (!isObject(definition) || !isObject(definition.States)) return ['is no state machine definition'];
  const language = (holder: object) =>
    'QueryLanguage' in holder && holder.QueryLanguage !== 'JSONPath' ? ['uses JSONata'] : [];
  return [
    ...language(definition).map((problem) => `the definition ${problem}, which the local runtime does not cover`),
    ...allStates(definition).flatMap(([name, state]) =>
      [
        ...language(state),
        ...(assigns(state) ? ['assigns variables'] : []),
        ...[
          'ItemBatcher',
          'ItemReader',
          'ResultWriter',
          'ToleratedFailurePercentage',
          'ToleratedFailureCount',
          'Credentials',
        ]
          .filter((field) => field in state)
          .map((field) => `uses ${field}`),
        ...(state.Type === 'Map' && state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED'
          ? ['is a distributed map']
          : []),
      ].map((problem) => `state '${name}' ${problem}, which the local runtime does not cover`),
    ),
  ];
}

function assigns(state: State): boolean {
  const inside = [...('Choices' in state ? state.Choices : []), ...('Catch' in state ? (state.Catch ?? []) : [])];
  return [state, ...inside].some((holder) => 'Assign' in holder);
}

function taskProblems(state: State): string[] {
  if (state.Type !== 'Task') return [];
  const integration = readResource(state.Resource);
  if (!integration) return [`uses ${state.Resource}, which the local runtime does not cover`];
  const invocation = state.Parameters?.InvocationType;
  if (invocation !== undefined && invocation !== 'RequestResponse') {
    return [`invokes its function as ${JSON.stringify(invocation)}, which the local runtime does not cover`];
  }
  if (integration.waitsForToken && !JSON.stringify(state.Parameters ?? {}).includes('$$.Task.Token')) {
    return ['waits for a token that it tells nobody'];
  }
  return [];
}

const PATHS = [
  'InputPath',
  'OutputPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
];

function pathProblems(state: State): string[] {
  const fields = state as unknown as Record<string, Json | undefined>;
  const paths = PATHS.flatMap((field) => (typeof fields[field] === 'string' ? [String(fields[field])] : []));
  if (state.Type === 'Choice') paths.push(...state.Choices.flatMap(pathsOfRule));
  const results = [
    fields.ResultPath,
    ...('Catch' in state ? (state.Catch ?? []).map(({ ResultPath }) => ResultPath) : []),
  ];
  return [
    ...paths
      .filter((path) => !parsePath(path))
      .map((path) => `uses the path ${path}, which the local runtime does not cover`),
    ...results
      .filter((path) => typeof path === 'string' && !isReferencePath(path))
      .map((path) => `puts its result at ${path}, which is no single place`),
    ...[fields.Parameters, fields.ResultSelector, fields.ItemSelector]
      .flatMap((template) => expressionsIn(template ?? null))
      .filter((text) => !parseExpression(text))
      .map((text) => `uses ${text}, which the local runtime does not cover`),
  ];
}

function pathsOfRule(rule: ChoiceRule): string[] {
  const inner = [...(rule.And ?? []), ...(rule.Or ?? []), ...(rule.Not ? [rule.Not] : [])];
  const own = Object.entries(rule).filter(([key]) => key === 'Variable' || key.endsWith('Path'));
  return [...own.map(([, path]) => String(path)), ...inner.flatMap(pathsOfRule)];
}

function expressionsIn(template: Json): string[] {
  if (Array.isArray(template)) return template.flatMap(expressionsIn);
  if (!isObject(template)) return [];
  return Object.entries(template).flatMap(([name, value]) =>
    name.endsWith('.$') ? [String(value)] : expressionsIn(value),
  );
}
