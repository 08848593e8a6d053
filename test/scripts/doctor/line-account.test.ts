import { judgeBot, judgeEndpoint, judgeQuota, judgeTest } from '../../../scripts/doctor/line-account.ts';
import { judgeSigned, judgeUnsigned } from '../../../scripts/doctor/webhook-signature.ts';
import { anAnswer } from './an-answer.ts';

const ours = 'https://ours.example/webhooks/line';
const refused = anAnswer(401, { message: 'Authentication failed due to the following reason: invalid token.' });

describe('the account', () => {
  it.each([
    ['known', anAnswer(200, { basicId: '@us', displayName: 'Us' }), 'right'],
    ['with a refused token', refused, 'wrong'],
    ['behind an outage', anAnswer(503), 'look'],
  ])('%s', (_, answer, level) => expect(judgeBot(answer).level).toBe(level));
});

describe('the webhook address', () => {
  it.each([
    ['ours and used', anAnswer(200, { endpoint: ours, active: true }), 'right'],
    ['ours and switched off', anAnswer(200, { endpoint: ours, active: false }), 'wrong'],
    ['of somebody else', anAnswer(200, { endpoint: 'https://old.example/', active: true }), 'wrong'],
    ['never set', anAnswer(404, { message: 'Not found' }), 'wrong'],
    ['unseen for want of a token', refused, 'look'],
  ])('%s', (_, answer, level) => expect(judgeEndpoint(answer, ours).level).toBe(level));
});

describe("LINE's own test", () => {
  it.each([
    [{ success: true, reason: 'OK', statusCode: 200 }, 'right', /reached our webhook/],
    [{ success: false, reason: 'ERROR_STATUS_CODE', statusCode: 401 }, 'wrong', /refused its signature/],
    [{ success: false, reason: 'ERROR_STATUS_CODE', statusCode: 503 }, 'wrong', /error status code 503/],
    [{ success: false, reason: 'COULD_NOT_CONNECT', statusCode: 0 }, 'wrong', /could not connect/],
    [{ success: false, reason: 'REQUEST_TIMEOUT', statusCode: 0 }, 'wrong', /more than two seconds/],
  ])('%j', (result, level, words) => {
    const finding = judgeTest(anAnswer(200, result));
    expect(finding.level).toBe(level);
    expect(finding.what).toMatch(words);
  });

  it('asked for too often is no fault of ours', () =>
    expect(judgeTest(anAnswer(429, { message: 'x' })).level).toBe('look'));
});

describe("the month's quota", () => {
  const limited = (value: number) => anAnswer(200, { type: 'limited', value });
  it.each([
    ['far from used up', limited(1000), 799, 'right'],
    ['nearly used up', limited(1000), 800, 'look'],
    ['used up', limited(1000), 1000, 'wrong'],
    ['without limit', anAnswer(200, { type: 'none' }), 5_000_000, 'right'],
    ['unseen', refused, 0, 'look'],
  ])('%s', (_, quota, totalUsage, level) => expect(judgeQuota(quota, anAnswer(200, { totalUsage })).level).toBe(level));
});

describe('signatures', () => {
  it.each([
    [200, 'right'],
    [401, 'wrong'],
    [404, 'wrong'],
    [503, 'wrong'],
  ])('of the vendor, answered %i', (status, level) => expect(judgeSigned('LINE', anAnswer(status)).level).toBe(level));

  it.each([
    [401, 401, 'right', /refused/],
    [401, 200, 'wrong', /accepts calls/],
    [503, 401, 'wrong', /503 instead of 401/],
  ])('of strangers, answered %i and %i', (unsigned, forged, level, words) => {
    const finding = judgeUnsigned('LINE', anAnswer(unsigned), anAnswer(forged));
    expect(finding.level).toBe(level);
    expect(finding.what).toMatch(words);
  });
});
