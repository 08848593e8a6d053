/**
 * For every AWS client: without it a hung socket would use up the whole function and pass for a crash. In a file of its
 * own, so that the webhook can have it without the database.
 */
export const impatient = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
