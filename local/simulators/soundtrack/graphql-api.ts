import { execute, type GraphQLSchema, type OperationDefinitionNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import type { Waits } from '../time.ts';
import type { Bucket } from './buckets.ts';
import { costOf } from './cost.ts';
import type { Ledger } from './ledger.ts';
import { createPreparation, type Prepared } from './prepare-request.ts';
import { rateLimitMessage } from './rate-limit-message.ts';
import type { Scene } from './resolvers.ts';
import type { Settings, SoundtrackFaults } from './settings.ts';
import { costHeaders, failTransport, spoil, throttle } from './transport-faults.ts';

export type ApiParts = {
  schema: GraphQLSchema;
  settings: Settings;
  /** One for each token of the settings. */
  buckets(): readonly Bucket[];
  ledger: Ledger;
  faults: SoundtrackFaults;
  waits: Waits;
  scene(): Scene;
};

/** `POST /v2`: refuses, charges, executes, in this order; every GraphQL error travels as HTTP 200. */
export function createGraphqlApi(parts: ApiParts): (call: Call) => Promise<Answer> {
  const { schema, settings, ledger, faults, waits } = parts;
  const prepare = createPreparation(schema);

  const refuse = (reason: 'invalid', problems: string[], headers = {}) => {
    ledger.refused(reason);
    return answer(200, { errors: problems.map((message) => ({ message })) }, headers);
  };

  const run = async (prepared: Prepared, headers: Record<string, string>): Promise<Answer> => {
    const { document, variables, name, operation } = prepared;
    const gone = goneField(schema, operation, prepared, faults);
    if (gone) return refuse('invalid', [gone], headers);
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      operationName: operation.name ? name : undefined,
      contextValue: parts.scene(),
    });
    return answer(200, result, headers);
  };

  return async (call) => {
    if (`${call.method} ${call.path}` !== 'POST /v2') return answer(404, { message: 'Not found' });
    const failed = await failTransport(faults, waits);
    if (failed) {
      ledger.refused('fault');
      return failed;
    }
    const credential = settings.tokens.findIndex((token) => call.headers.authorization === `Basic ${token}`);
    const prepared = prepare(call);
    const bucket = parts.buckets()[credential];
    if ('problems' in prepared) return bucket ? refuse('invalid', prepared.problems) : unauthenticated(ledger);
    if (prepared.isIntrospection) return run(prepared, {});
    if (!bucket || faults.strike('tokenRevoked')) return unauthenticated(ledger);

    const cost = costOf(prepared.operation, { schema, model: settings.costModel, ...prepared });
    const asked = throttle(faults, { cost, available: bucket.available() });
    const isTaken = !asked && bucket.take(cost);
    const headers = faults.strike('headersMissing') ? {} : costHeaders(cost, bucket.available());
    if (!isTaken) {
      ledger.refused('rate-limited');
      return asked ? asked : rateLimited(cost, bucket, headers);
    }
    ledger.asked(credential, prepared.name, cost);
    return spoil(faults, call, await run(prepared, headers));
  };
}

function unauthenticated(ledger: Ledger): Answer {
  ledger.refused('unauthenticated');
  return answer(401, { errors: [{ message: 'Unauthenticated', extensions: { code: 'UNAUTHENTICATED' } }] });
}

const rateLimited = (cost: number, bucket: Bucket, headers: Record<string, string>): Answer =>
  answer(200, { errors: [{ message: rateLimitMessage(cost, bucket.available()) }] }, headers);

/** The complaint about a field that is no longer there, if the operation names it. */
function goneField(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  { fragments }: Prepared,
  faults: SoundtrackFaults,
): string | undefined {
  const wanted = faults.active().unknownField?.field;
  if (typeof wanted !== 'string') return undefined;
  const types = new TypeInfo(schema);
  let found = false;
  for (const definition of [operation, ...Object.values(fragments)]) {
    visit(
      definition,
      visitWithTypeInfo(types, {
        Field: ({ name }) => {
          found ||= `${types.getParentType()?.name}.${name.value}` === wanted;
        },
      }),
    );
  }
  if (!found || !faults.strike('unknownField')) return undefined;
  const [type, field] = wanted.split('.');
  return `Field '${field}' does not exist on type '${type}'.`;
}
