import { RDSDataClient } from '@aws-sdk/client-rds-data';

/**
 * Longer than the 45 seconds the service gives a statement: whoever hangs up first never learns how it ended. The SDK
 * itself tries once, because it would also repeat what may have been written; sqlOnDataApi knows what may be repeated.
 */
const patient = { connectionTimeout: 1_000, requestTimeout: 65_000, throwOnRequestTimeout: true };

export const dataApiClient = (): RDSDataClient => new RDSDataClient({ requestHandler: patient, maxAttempts: 1 });
