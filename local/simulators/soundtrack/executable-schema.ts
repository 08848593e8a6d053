import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isObject, type Json } from '../json.ts';
import { notSimulated } from './errors.ts';
import { RESOLVERS, type Scene } from './resolvers.ts';

const SDL = new URL('../../../lambdas/clients/soundtrack/schema.graphql', import.meta.url);

/** Soundtrack's published schema, answering from the scene that a request brings along. */
export function executableSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(SDL, 'utf8'), { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isAbstractType(type)) type.resolveType = (source) => (source as { __typename?: string }).__typename;
    if (!isObjectType(type)) continue;
    const isMutation = type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) {
      const what = `${type.name}.${field.name}`;
      const resolve = RESOLVERS[type.name]?.[field.name];
      // A mutation answered with null would look as if it had been done.
      const mayBeNull = !isNonNullType(field.type) && !isMutation;
      field.resolve = resolve ? known(resolve) : readOff(field.name, what, mayBeNull);
    }
  }
  return schema;
}

const known =
  (resolve: (source: never, args: Json, scene: Scene) => unknown): GraphQLFieldResolver<unknown, Scene> =>
  (source, args, scene) =>
    resolve(source as never, args, scene);

const readOff =
  (name: string, what: string, mayBeNull: boolean): GraphQLFieldResolver<unknown, Scene> =>
  (source) => {
    if (isObject(source) && name in source) return source[name];
    if (mayBeNull) return null;
    throw notSimulated(what);
  };
