import type { Finding } from '../../../scripts/doctor/finding.ts';
import { judgePhone, judgeSubscriptions, judgeToken, readToken } from '../../../scripts/doctor/whatsapp-account.ts';
import { judgeHandshake, judgeStrangeHandshake } from '../../../scripts/doctor/whatsapp-webhook.ts';
import { anAnswer } from './an-answer.ts';

const now = new Date('2026-01-01T00:00:00Z');
const inDays = (days: number) => now.getTime() / 1000 + days * 86_400;
const both = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const token = (data: object) => anAnswer(200, { data: { is_valid: true, scopes: both, expires_at: 0, ...data } });
const graphError = (code: number, message = 'no') => anAnswer(400, { error: { code, message } });
const levels = (findings: Finding[]) => findings.map(({ level }) => level).join(' ');

describe('the token', () => {
  it.each([
    ['that never expires', token({}), 'right right', /does not expire/],
    ['with months left', token({ expires_at: inDays(60) }), 'right right', /another 60 days/],
    ['for trying out', token({ expires_at: inDays(0.5) }), 'look right', /another 12 hours/],
    ['past its time', token({ expires_at: inDays(-1) }), 'wrong right', /has expired/],
    ['taken back', token({ is_valid: false }), 'wrong', /no longer valid/],
    ['that may not send', token({ scopes: ['whatsapp_business_management'] }), 'right wrong', /may not send/],
    [
      'that may only send',
      token({ scopes: ['whatsapp_business_messaging'] }),
      'right look',
      /lacks whatsapp_business_man/,
    ],
    ['unknown to Meta', graphError(190), 'wrong', /refuses our token/],
    ['Meta will not speak about', graphError(100), 'look', /does not tell/],
    ['behind an outage', anAnswer(502), 'look', /answered 502/],
  ])('%s', (_, answer, expected, words) => {
    const findings = judgeToken(answer, now);
    expect(levels(findings)).toBe(expected);
    expect(findings.map(({ what }) => what).join('\n')).toMatch(words);
  });

  it('is never repeated, even where Meta quotes it', () => {
    const quoted = 'Malformed access token EAAJB1x2y3z4QWERTYuiop0987654321';
    expect(JSON.stringify(judgeToken(graphError(100, quoted), now))).toMatch(/Malformed access token …/);
  });

  it('tells its app and the accounts it is for', () => {
    const granular_scopes = both.map((scope) => ({ scope, target_ids: ['11', '22'] }));
    expect(readToken(token({ app_id: '7', granular_scopes }))).toEqual({
      appId: '7',
      businessAccountIds: ['11', '22'],
    });
    expect(readToken(graphError(190))).toEqual({ businessAccountIds: [] });
  });
});

const ours = 'https://ours.example/webhooks/whatsapp';
const phone = (more: object) =>
  anAnswer(200, { id: '1', display_phone_number: '15550001', platform_type: 'CLOUD_API', ...more });
const sentTo = (webhook_configuration: object) => phone({ webhook_configuration });

describe('the number', () => {
  it.each([
    ['whose messages come to us', sentTo({ application: ours }), 'right right', /to our webhook/],
    [
      'with a forgotten override',
      sentTo({ application: ours, phone_number: 'https://old.example/' }),
      'right wrong',
      /override set for this number/,
    ],
    [
      'with an override that is ours',
      sentTo({ application: 'https://old.example/', phone_number: ours }),
      'right right',
      /to our webhook/,
    ],
    [
      'whose app names another address',
      sentTo({ application: 'https://old.example/' }),
      'right wrong',
      /callback URL of the app/,
    ],
    ['whose app names none', sentTo({}), 'right wrong', /no webhook/],
    ['whose destination is not told', phone({}), 'right look', /does not tell where/],
    ['not on the Cloud API', phone({ platform_type: 'ON_PREMISE' }), 'right look wrong', /not on the Cloud API/],
    ['people complain about', phone({ quality_rating: 'RED' }), 'right look look', /RED/],
    ['of somebody else', graphError(100), 'wrong', /cannot be reached/],
  ])('%s', (_, answer, expected, words) => {
    const findings = judgePhone(answer, '1', ours);
    expect(levels(findings)).toBe(expected);
    expect(JSON.stringify(findings)).toMatch(words);
  });

  it('that was never configured is told as that', () =>
    expect(judgePhone(graphError(100), '000000000000000', ours)[0]?.todo).toMatch(
      /put the id of your number .* lib\/config\.ts/,
    ));
});

const apps = (...ids: string[]) =>
  anAnswer(200, { data: ids.map((id) => ({ whatsapp_business_api_data: { id, name: 'x' } })) });

describe('the subscription', () => {
  it.each([
    ['of our app', apps('5', '7'), '7', 'right'],
    ['of another app only', apps('5'), '7', 'wrong'],
    ['of nobody', apps(), '7', 'wrong'],
    ['of some app, ours being unknown', apps('5'), undefined, 'right'],
    ['of an account we may not see', graphError(100), '7', 'look'],
  ])('%s', (_, answer, appId, level) => expect(judgeSubscriptions(answer, appId, '99').level).toBe(level));
});

describe('the handshake', () => {
  it.each([
    ['answered with the challenge', { status: 200, text: '1158201444' }, 'right'],
    ['answered with JSON around it', { status: 200, text: '"1158201444"' }, 'wrong'],
    ['refused', { status: 403, text: 'verify token refused' }, 'wrong'],
    ['failing', { status: 503, text: 'try again' }, 'wrong'],
  ])('%s', (_, answer, level) =>
    expect(judgeHandshake({ ...answer, json: undefined }, '1158201444').level).toBe(level),
  );

  it.each([
    [403, 'right'],
    [200, 'wrong'],
    [503, 'wrong'],
  ])('with a wrong token, answered %i', (status, level) =>
    expect(judgeStrangeHandshake(anAnswer(status)).level).toBe(level),
  );
});
