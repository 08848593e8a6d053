import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { isObject, type Json, objectOf, textOf } from '../json.ts';
import type { Call } from '../loopback-server.ts';

export type Prepared = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Json;
  name: string;
  /** Asks about the schema only; needs no token. */
  isIntrospection: boolean;
};
type Parsed = { document: DocumentNode } | { problems: string[] };

const MOST_DOCUMENTS = 200;

/** Reads and checks requests; texts seen before are not parsed again. */
export function createPreparation(schema: GraphQLSchema) {
  const seen = new Map<string, Parsed>();

  const read = (text: string): Parsed => {
    const known = seen.get(text);
    if (known) return known;
    const parsed = parsedFrom(schema, text);
    if (seen.size >= MOST_DOCUMENTS) seen.clear();
    seen.set(text, parsed);
    return parsed;
  };

  return (call: Call): Prepared | { problems: string[] } => {
    const isGraphql = /^application\/graphql\b/.test(call.headers['content-type'] ?? '');
    if (!isGraphql && !isObject(call.json)) return { problems: ['The request body is not valid JSON'] };
    const body = objectOf(call.json);
    const text = isGraphql ? call.text : textOf(body.query);
    if (!text) return { problems: ['No query document supplied'] };
    const parsed = read(text);
    if ('problems' in parsed) return parsed;
    const { document } = parsed;
    const operation = getOperationAST(document, isGraphql ? undefined : textOf(body.operationName));
    if (!operation) return { problems: ['Must provide a valid operation name'] };
    const fragments = Object.fromEntries(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
    const isIntrospection = operation.selectionSet.selections.every(
      (field) => field.kind === Kind.FIELD && field.name.value.startsWith('__'),
    );
    const name = operation.name?.value ?? operation.operation;
    return { document, operation, fragments, variables: objectOf(body.variables), name, isIntrospection };
  };
}

function parsedFrom(schema: GraphQLSchema, text: string): Parsed {
  try {
    const document = parse(text);
    const problems = validate(schema, document).map(({ message }) => inTheirWords(message));
    return problems.length > 0 ? { problems } : { document };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Seen: "Field 'timezone' does not exist on type 'Schedule'." and "Variable 'input' field 'count' does not exist". */
export const inTheirWords = (message: string): string =>
  message
    .replace(/^Cannot query field "(\w+)" on type "(\w+)".*$/s, "Field '$1' does not exist on type '$2'.")
    .replace(
      /^Variable "\$(\w+)" has invalid value: .* not to include unknown field "(\w+)".*$/s,
      "Variable '$1' field '$2' does not exist",
    );
