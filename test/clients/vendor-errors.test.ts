import { classifyLineError } from '../../lambdas/clients/line/client.ts';
import { classifyWhatsAppError } from '../../lambdas/clients/whatsapp/failure.ts';

describe('a WhatsApp error', () => {
  it.each([
    [130429, 400, 'throttled'],
    [130429, 429, 'throttled'],
    [80007, 429, 'throttled'],
    [131056, 400, 'pair-throttled'],
    [131000, 500, 'unavailable'],
    [131047, 400, 'window-closed'],
    [131026, 400, 'recipient'],
    [131050, 400, 'recipient'],
    [131049, 400, 'ecosystem'],
    [190, 401, 'account'],
    [131042, 400, 'account'],
    [230, 403, 'account'],
    [100, 400, 'bad-request'],
    [132001, 404, 'bad-request'],
    [999999, 400, 'bad-request'],
    [999999, 500, 'unavailable'],
    [undefined, 429, 'throttled'],
    [undefined, undefined, 'bad-request'],
  ])('%p with HTTP %p is %s', (code, status, failure) => expect(classifyWhatsAppError(code, status)).toBe(failure));
});

describe('a LINE error', () => {
  it.each([
    [429, 'The API rate limit has been exceeded. Try again later.', 'throttled'],
    [429, 'You have reached your monthly limit.', 'quota'],
    [401, 'Authentication failed due to the following reason: …', 'account'],
    [403, 'Access to this API is not available for your account', 'account'],
    [400, 'Failed to send messages', 'recipient'],
    [400, 'The request body has 2 error(s)', 'bad-request'],
    [413, '', 'bad-request'],
    [500, '', 'unavailable'],
  ])('%p %p is %s', (status, message, failure) => expect(classifyLineError(status, message)).toBe(failure));
});
