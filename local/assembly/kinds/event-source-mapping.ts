import { arn } from '../place.ts';
import { type ResourceKind, reading, shortId } from '../resource.ts';
import { isObject, type Json } from '../template.ts';

export type EventSourceMappingSpec = {
  id: string;
  enabled: boolean;
  /** ARN of a function, alias or version. */
  target: string;
  eventSourceArn: string;
  batchSize?: number;
  maxBatchingWindowSeconds: number;
  reportsItemFailures: boolean;
  maximumConcurrency?: number;
  /** Each pattern is the JSON text AWS takes; a record passes when one of them matches. */
  filterPatterns: string[];
  startingPosition?: string;
  parallelizationFactor: number;
  bisectOnError: boolean;
  maximumRetryAttempts?: number;
  maximumRecordAgeSeconds?: number;
  onFailureArn?: string;
};

export const eventSourceMapping: ResourceKind<EventSourceMappingSpec> = {
  types: ['AWS::Lambda::EventSourceMapping'],
  identify: (resource) => ({ ref: shortId(resource), attributes: { Id: shortId(resource) } }),
  read(resource) {
    const { text, number, flag, object, list, optionalNumber, optionalText } = reading(resource);
    const target = text('FunctionName');
    const onFailure = object('DestinationConfig').OnFailure;
    return {
      id: resource.id,
      enabled: resource.properties.Enabled !== false,
      target: target.startsWith('arn:') ? target : arn('lambda', `function:${target}`),
      eventSourceArn: text('EventSourceArn'),
      maxBatchingWindowSeconds: number('MaximumBatchingWindowInSeconds', 0),
      reportsItemFailures: list('FunctionResponseTypes').includes('ReportBatchItemFailures'),
      filterPatterns: patternsIn(object('FilterCriteria').Filters),
      parallelizationFactor: number('ParallelizationFactor', 1),
      bisectOnError: flag('BisectBatchOnFunctionError'),
      ...defined({
        batchSize: optionalNumber('BatchSize'),
        maximumConcurrency: numberIn(object('ScalingConfig').MaximumConcurrency),
        startingPosition: optionalText('StartingPosition'),
        maximumRetryAttempts: unlessEndless(optionalNumber('MaximumRetryAttempts')),
        maximumRecordAgeSeconds: unlessEndless(optionalNumber('MaximumRecordAgeInSeconds')),
        onFailureArn: isObject(onFailure) ? String(onFailure.Destination) : undefined,
      }),
    };
  },
};

function patternsIn(filters: Json | undefined): string[] {
  return (Array.isArray(filters) ? filters : []).filter(isObject).map(({ Pattern }) => String(Pattern));
}

function numberIn(value: Json | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** -1 is AWS's word for "no limit". */
function unlessEndless(value: number | undefined): number | undefined {
  return value === -1 ? undefined : value;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
