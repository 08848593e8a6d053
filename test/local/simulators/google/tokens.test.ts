import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { googleKeyIn, localGoogleKey } from '../../../../local/simulators/index.ts';
import { type ASimulator, aSimulator, assertion, MAIL, MAILBOX, SHEETS } from './a-simulator.ts';

let a: ASimulator;
beforeEach(async () => {
  a = await aSimulator();
});
afterEach(() => a.close());

describe('a token', () => {
  it('is given for a signed assertion, for just under an hour', async () => {
    const { status, body } = await a.exchange(assertion(a.claims()));
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.stringMatching(/^ya29\./), expires_in: 3_599, token_type: 'Bearer' });
    expect((await a.get('/v4/spreadsheets/x', body.access_token)).status).toBe(200);
    a.time.advance(3_599_000);
    expect(await a.get('/v4/spreadsheets/x', body.access_token)).toMatchObject({
      status: 401,
      body: { error: { code: 401, status: 'UNAUTHENTICATED' } },
    });
  });

  it('may be asked for at Google’s own address in the assertion', async () => {
    const real = assertion(a.claims({ aud: 'https://oauth2.googleapis.com/token' }));
    expect((await a.exchange(real)).status).toBe(200);
  });

  const second = Date.parse('2026-11-21T10:00:00Z') / 1000;
  it.each<[string, object, number, string]>([
    ['an unknown account', { iss: 'x@y.iam.gserviceaccount.com' }, 400, 'invalid_grant'],
    ['another audience', { aud: 'https://evil.example/token' }, 400, 'invalid_grant'],
    ['more than an hour', { exp: second + 3_601 }, 400, 'invalid_grant'],
    ['a clock an hour ahead', { iat: second + 3_600, exp: second + 7_200 }, 400, 'invalid_grant'],
    ['a time that is over', { iat: second - 7_200, exp: second - 3_600 }, 400, 'invalid_grant'],
    ['no end', { exp: undefined }, 400, 'invalid_grant'],
    ['no scope', { scope: '' }, 400, 'invalid_scope'],
    ['an unknown scope', { scope: `${SHEETS} https://x.example` }, 400, 'invalid_scope'],
    ['a mailbox for a scope not delegated', { sub: MAILBOX }, 401, 'unauthorized_client'],
  ])('is refused for %s', async (_, changes, status, error) => {
    expect(await a.exchange(assertion(a.claims(changes)))).toMatchObject({ status, body: { error } });
  });

  it('is refused for a signature of another key, and for none', async () => {
    const forged = assertion(a.claims(), localGoogleKey());
    const unsigned = `${assertion(a.claims(), undefined, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`;
    for (const text of [forged, unsigned, 'x', '', 'a.b.c']) {
      expect(await a.exchange(text)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    }
    expect(await a.exchange('x', 'password')).toMatchObject({ body: { error: 'unsupported_grant_type' } });
  });

  it('opens only what its scope says', async () => {
    const mail = await a.tokenFor({ scope: MAIL, sub: MAILBOX });
    expect(await a.get('/v4/spreadsheets/x', mail)).toMatchObject({ status: 403 });
    const sheets = await a.tokenFor();
    expect(await a.get('/gmail/v1/users/me/messages', sheets)).toMatchObject({ status: 403 });
    const ownMail = await a.tokenFor({ scope: MAIL });
    expect(await a.get('/gmail/v1/users/me/messages', ownMail)).toMatchObject({
      status: 400,
      body: { error: { errors: [{ reason: 'failedPrecondition' }] } },
    });
    expect((await a.get('/gmail/v1/users/other@bma.example/messages', mail)).status).toBe(403);
  });
});

describe('the key of a state folder', () => {
  it('stays the same, is for its owner alone, and is made anew when damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'google-key-'));
    const first = googleKeyIn(folder);
    expect(googleKeyIn(folder)).toEqual(first);
    const file = join(folder, 'simulators', 'google-key.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(first.secret);
    writeFileSync(file, '{"private_key":"x"');
    expect(googleKeyIn(folder).secret.private_key).not.toBe(first.secret.private_key);
  });
});
