import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isObject, type Json, objectOf } from '../json.ts';
import { MUTATIONS } from './control/mutations.ts';
import { notSimulated } from './errors.ts';
import { RESOLVERS } from './resolvers.ts';
import type { Scene } from './scene.ts';

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
      if (isMutation) field.resolve = recorded(field.name, what);
      else field.resolve = resolve ? known(resolve) : readOff(field.name, what, !isNonNullType(field.type));
    }
  }
  return schema;
}

const known =
  (resolve: (source: never, args: Json, scene: Scene) => unknown): GraphQLFieldResolver<unknown, Scene> =>
  (source, args, scene) =>
    resolve(source as never, args, scene);

/** A mutation that is not held is an error: answered with null it would look as if it had been done. */
const recorded =
  (name: string, what: string): GraphQLFieldResolver<unknown, Scene> =>
  (_, args, scene) => {
    const input = objectOf(args.input);
    const { mutations } = scene;
    try {
      const mutate = MUTATIONS[name];
      if (!mutate) throw notSimulated(what);
      const payload = mutate(input, scene);
      const told = Object.entries(payload).filter(([, value]) => !isObject(value) && value !== undefined);
      mutations.add(name, input, { ok: true, ...Object.fromEntries(told) });
      return payload;
    } catch (error) {
      const { message, extensions } = error as GraphQLError;
      mutations.add(name, input, {
        ok: false,
        message,
        ...(extensions?.code !== undefined && { code: extensions.code }),
      });
      throw error;
    }
  };

const readOff =
  (name: string, what: string, mayBeNull: boolean): GraphQLFieldResolver<unknown, Scene> =>
  (source) => {
    if (isObject(source) && name in source) return source[name];
    if (mayBeNull) return null;
    throw notSimulated(what);
  };
