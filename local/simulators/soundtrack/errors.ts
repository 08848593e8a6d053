import { GraphQLError } from 'graphql';

/** Errors in the forms seen from Soundtrack; where no source shows a code there is none. */
export const notFound = () => new GraphQLError('Not found', { extensions: { code: 'NOT_FOUND' } });
export const forbidden = () => new GraphQLError('Forbidden');
export const failedInside = () =>
  new GraphQLError('Internal server error', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
export const invalidValue = (field: string, problem: string) =>
  new GraphQLError('Validation failed', {
    extensions: { code: 'BAD_USER_INPUT', exception: { validationErrors: { [field]: problem } } },
  });
/** Not Soundtrack's: whoever asks should see at once that the simulator falls short, not their query. */
export const notSimulated = (what: string) =>
  new GraphQLError(`The simulator does not hold ${what}`, { extensions: { code: 'NOT_SIMULATED' } });
