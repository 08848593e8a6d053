import { type Answer, answer } from '../loopback-server.ts';
import type { Problem } from './problems.ts';

/** The messages LINE puts into its errors; it has no codes, so the words are the interface. */
export const LINE_ERRORS = {
  invalidReplyToken: { status: 400, message: 'Invalid reply token' },
  invalidTo: { status: 400, message: "The property, 'to', in the request body is invalid (line: -, column: -)" },
  notJson: { status: 400, message: 'The request body could not be parsed as JSON (line: -, column: -)' },
  failedToSend: { status: 400, message: 'Failed to send messages' },
  retryKeyNotAllowed: { status: 400, message: 'The retry key is not supported by this API' },
  invalidRetryKey: { status: 400, message: 'The retry key is invalid' },
  unauthorised: {
    status: 401,
    message:
      'Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.',
  },
  tokenExpired: {
    status: 401,
    message:
      'Authentication failed due to the following reason: expired token. Confirm that the access token in the authorization header is valid.',
  },
  forbidden: { status: 403, message: 'Access to this API is not available for your account' },
  notFound: { status: 404, message: 'Not found' },
  tooLarge: { status: 413, message: 'Request entity too large' },
  rateLimited: { status: 429, message: 'The API rate limit has been exceeded. Try again later.' },
  monthlyLimit: { status: 429, message: 'You have reached your monthly limit.' },
  internal: { status: 500, message: 'Internal server error' },
  unavailable: { status: 503, message: 'Service unavailable' },
} as const;
export type LineError = keyof typeof LINE_ERRORS;

export const isLineError = (name: unknown): name is LineError => typeof name === 'string' && name in LINE_ERRORS;

export function refuse(error: LineError): Answer {
  const { status, message } = LINE_ERRORS[error];
  return answer(status, { message });
}

/** The answer to a body with mistakes in it, naming each. */
export function refuseBody(problems: Problem[]): Answer {
  return answer(400, { message: `The request body has ${problems.length} error(s)`, details: problems });
}
