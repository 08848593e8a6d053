import { type Answer, answer } from '../loopback-server.ts';

type GoogleError = { code: number; status: string; message: string; domain?: string; reason?: string };

/** What Google answers in each case; the words of some are the only way to tell them apart. */
const ERRORS = {
  badToken: {
    code: 401,
    status: 'UNAUTHENTICATED',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    domain: 'global',
    reason: 'authError',
  },
  insufficientScope: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: 'Request had insufficient authentication scopes.',
    domain: 'global',
    reason: 'insufficientPermissions',
  },
  notShared: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  notFound: {
    code: 404,
    status: 'NOT_FOUND',
    message: 'Requested entity was not found.',
    domain: 'global',
    reason: 'notFound',
  },
  readQuota: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message:
      "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789'.",
  },
  mailQuota: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message:
      "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com' for consumer 'project_number:123456789'.",
    domain: 'global',
    reason: 'rateLimitExceeded',
  },
  userRateLimited: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: 'User-rate limit exceeded.',
    domain: 'usageLimits',
    reason: 'userRateLimitExceeded',
  },
  noMailbox: {
    code: 400,
    status: 'FAILED_PRECONDITION',
    message: 'Precondition check failed.',
    domain: 'global',
    reason: 'failedPrecondition',
  },
  delegationDenied: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: 'Delegation denied',
    domain: 'global',
    reason: 'forbidden',
  },
  metadataScope: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: "Metadata scope does not support 'q' parameter",
    domain: 'global',
    reason: 'forbidden',
  },
  metadataScopeFormat: {
    code: 403,
    status: 'PERMISSION_DENIED',
    message: "Metadata scope doesn't allow format FULL",
    domain: 'global',
    reason: 'forbidden',
  },
  internal: {
    code: 500,
    status: 'INTERNAL',
    message: 'Internal error encountered.',
    domain: 'global',
    reason: 'backendError',
  },
  unavailable: {
    code: 503,
    status: 'UNAVAILABLE',
    message: 'The service is currently unavailable.',
    domain: 'global',
    reason: 'backendError',
  },
} as const satisfies Record<string, GoogleError>;

export const refuse = (name: keyof typeof ERRORS): Answer => refuseWith(ERRORS[name]);

/** 400 with Google's words for one mistake in a request. */
export const refuseArgument = (message: string): Answer =>
  refuseWith({ code: 400, status: 'INVALID_ARGUMENT', message, domain: 'global', reason: 'badRequest' });

function refuseWith({ code, status, message, domain, reason }: GoogleError): Answer {
  return answer(code, {
    error: { code, message, ...(reason && { errors: [{ message, domain, reason }] }), status },
  });
}

/** The token endpoint has a form of its own. */
export const refuseToken = (status: number, error: string, description: string): Answer =>
  answer(status, { error, error_description: description });
