import {
  execute,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import type { Waits } from '../time.ts';
import type { Bucket } from './buckets.ts';
import type { MutationLog } from './control/mutation-log.ts';
import { costOf } from './cost.ts';
import { type Credential, tokenOf } from './credentials.ts';
import type { Ledger } from './ledger.ts';
import { createPreparation, inTheirWords, type Prepared } from './prepare-request.ts';
import { rateLimitMessage } from './rate-limit-message.ts';
import type { Scene } from './scene.ts';
import type { Settings, SoundtrackFaults } from './settings.ts';
import { costHeaders, dated, failTransport, spoil, throttle } from './transport-faults.ts';

export type ApiParts = {
  schema: GraphQLSchema;
  settings: Settings;
  /** One for each token of the settings. */
  credentials(): readonly Credential[];
  ledger: Ledger;
  faults: SoundtrackFaults;
  waits: Waits;
  clock: () => Date;
  scene(credential: Credential | undefined): Scene;
  mutations: MutationLog;
};

const NO_SUBSCRIPTIONS = 'The simulator does not hold subscriptions';

/** `POST /v2`: refuses, charges, executes, in this order; every GraphQL error travels as HTTP 200. */
export function createGraphqlApi(parts: ApiParts): (call: Call) => Promise<Answer> {
  const { schema, settings, ledger, faults, waits } = parts;
  const prepare = createPreparation(schema);

  const refuse = (reason: 'invalid', problems: string[], headers = {}) => {
    ledger.refused(reason);
    return answer(200, { errors: problems.map((message) => ({ message })) }, headers);
  };

  const run = async (prepared: Prepared, credential: Credential | undefined, headers: Record<string, string>) => {
    const { document, variables, name, operation } = prepared;
    const gone = goneField(schema, operation, prepared, faults);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return refuse('invalid', [NO_SUBSCRIPTIONS], headers);
    if (gone) {
      parts.mutations.refused(operation, variables, 'unknown field');
      return refuse('invalid', [gone], headers);
    }
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      operationName: operation.name ? name : undefined,
      contextValue: parts.scene(credential),
    });
    // Variables that do not fit: nothing ran.
    if (!('data' in result)) {
      const problems = (result.errors ?? []).map(({ message }) => inTheirWords(message));
      parts.mutations.refused(operation, variables, 'variables');
      return refuse('invalid', problems, headers);
    }
    return answer(200, result, headers);
  };

  const answered = async (call: Call): Promise<Answer> => {
    const prepared = prepare(call);
    /** Told of a request whose mutations, if it has any, were not even tried. */
    const unheard = (reason: string) => {
      if (!('problems' in prepared)) parts.mutations.refused(prepared.operation, prepared.variables, reason);
    };
    const failed = await failTransport(faults, waits);
    if (failed) {
      ledger.refused('fault');
      unheard('fault');
      return failed;
    }
    const at = settings.tokens.findIndex((token) => call.headers.authorization === `Basic ${tokenOf(token)}`);
    const credential = parts.credentials()[at];
    if ('problems' in prepared) return credential ? refuse('invalid', prepared.problems) : unauthenticated(ledger);
    if (prepared.isIntrospection) return run(prepared, credential, {});
    if (!credential || credential.revoked || isRevoked(faults, credential)) {
      unheard('unauthenticated');
      return unauthenticated(ledger);
    }

    const { bucket } = credential;
    const cost = costOf(prepared.operation, { schema, model: settings.costModel, ...prepared });
    const asked = throttle(faults, { cost, available: bucket.available() });
    const isTaken = !asked && bucket.take(cost);
    const headers = faults.strike('headersMissing') ? {} : costHeaders(cost, bucket.available());
    if (!isTaken) {
      ledger.refused('rate-limited');
      unheard('rate-limited');
      return asked ?? rateLimited(cost, bucket, settings, headers);
    }
    ledger.asked(at, prepared.name, cost);
    return spoil(faults, call, await run(prepared, credential, headers));
  };

  return async (call) => {
    if (`${call.method} ${call.path}` !== 'POST /v2') return answer(404, { message: 'Not found' });
    return dated(faults, parts.clock, await answered(call));
  };
}

function isRevoked(faults: SoundtrackFaults, { at }: Credential): boolean {
  const wanted = faults.active().tokenRevoked?.credential;
  return (wanted === undefined || wanted === at + 1) && faults.strike('tokenRevoked') !== undefined;
}

function unauthenticated(ledger: Ledger): Answer {
  ledger.refused('unauthenticated');
  return answer(401, { errors: [{ message: 'Unauthenticated', extensions: { code: 'UNAUTHENTICATED' } }] });
}

function rateLimited(cost: number, bucket: Bucket, { refusal }: Settings, headers: Record<string, string>): Answer {
  const errors = [{ message: rateLimitMessage(cost, bucket.available()) }];
  return answer(refusal === 'http-429' ? 429 : 200, { errors }, headers);
}

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
