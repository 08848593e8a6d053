import { arn } from '../place.ts';
import { physicalName, type ResourceKind, reading } from '../resource.ts';
import { isObject, type JsonObject } from '../template.ts';

export type TableSpec = {
  id: string;
  name: string;
  arn: string;
  keySchema: JsonObject[];
  attributeDefinitions: JsonObject[];
  indexes: JsonObject[];
  localIndexes: JsonObject[];
  streamViewType?: string;
  streamArn: string;
  ttlAttribute?: string;
};

export const table: ResourceKind<TableSpec> = {
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  identify(resource) {
    const name = physicalName(resource, 'TableName', { longest: 255 });
    return {
      ref: name,
      attributes: { Arn: arn('dynamodb', `table/${name}`), StreamArn: arn('dynamodb', `table/${name}/stream/local`) },
    };
  },
  read(resource) {
    const { list, object } = reading(resource);
    const { ref: name, attributes } = resource.identity;
    const ttl = object('TimeToLiveSpecification');
    const stream = object('StreamSpecification').StreamViewType;
    return {
      id: resource.id,
      name,
      arn: String(attributes.Arn),
      keySchema: list('KeySchema').filter(isObject),
      attributeDefinitions: list('AttributeDefinitions').filter(isObject),
      indexes: list('GlobalSecondaryIndexes').filter(isObject).map(keysAndProjection),
      localIndexes: list('LocalSecondaryIndexes').filter(isObject).map(keysAndProjection),
      streamArn: String(attributes.StreamArn),
      ...(typeof stream === 'string' && { streamViewType: stream }),
      ...(ttl.Enabled === true && { ttlAttribute: String(ttl.AttributeName) }),
    };
  },
};

/** Capacity and contributor insights have no meaning locally; the engine would refuse them. */
function keysAndProjection(index: JsonObject): JsonObject {
  const { IndexName = null, KeySchema = null, Projection = null } = index;
  return { IndexName, KeySchema, Projection };
}
