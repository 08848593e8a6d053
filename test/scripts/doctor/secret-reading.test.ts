import { LineSecret, WhatsAppSecret } from '../../../lambdas/conversation/secrets.ts';
import { fetchSecret, judgeSecret, readSecret } from '../../../scripts/doctor/secret-reading.ts';

const line = (value: object) =>
  JSON.stringify({ channelSecret: 'c0ffee-secret', channelAccessToken: 't0ken-value', ...value });
const about = { vendor: 'LINE', arn: 'arn:x', fields: '{…}', local: false };

describe('a secret', () => {
  it.each<[string, string | undefined, string[]]>([
    ['never filled', undefined, ['it holds no value yet']],
    ['empty', ' ', ['it holds no value yet']],
    ['that is just the token', 't0ken-value', ['its value is not JSON']],
    ['that is a list', '[]', ['its value is not a JSON object']],
    ['with a field missing', '{"channelSecret":"c0ffee-secret"}', ['channelAccessToken is missing or not a text']],
    [
      'with an empty field',
      line({ channelSecret: '' }),
      ['channelSecret: Too small: expected string to have >=1 characters'],
    ],
    [
      'with a line break copied along',
      line({ channelSecret: 'c0ffee-secret\n' }),
      ['channelSecret holds a space or a line break'],
    ],
  ])('%s cannot be used', (_, text, problems) => {
    const reading = readSecret(text, LineSecret);
    expect(reading).toEqual({ kind: 'unusable', problems });
    const [finding] = judgeSecret(reading, about);
    expect(finding).toMatchObject({
      level: 'wrong',
      todo: expect.stringContaining('put-secret-value --secret-id arn:x'),
    });
    expect(JSON.stringify(finding)).not.toMatch(/c0ffee|t0ken/);
  });

  it('as it should be is right', () =>
    expect(judgeSecret(readSecret(line({}), LineSecret), about)).toEqual([
      { level: 'right', what: 'The LINE secret is filled in' },
    ]));

  it('with an old value or a misspelt name deserves a look', () => {
    const findings = judgeSecret(
      readSecret(line({ previousChannelSecret: 'c0ffee-old', chanelSecret: 'c0ffee' }), LineSecret),
      about,
    );
    expect(findings.map(({ level }) => level)).toEqual(['right', 'look', 'look']);
    expect(JSON.stringify(findings)).toMatch(/previousChannelSecret/);
    expect(JSON.stringify(findings)).not.toMatch(/c0ffee|chanelSecret/);
  });

  it.each([['never filled', 'ResourceNotFoundException', { kind: 'unusable', problems: ['it holds no value yet'] }]])(
    '%s is told apart from one that cannot be read',
    async (_, name, reading) => {
      const failing = (problem: string) => ({
        send: () => Promise.reject(Object.assign(new Error(), { name: problem })),
      });
      expect(await fetchSecret(failing(name), 'arn', WhatsAppSecret)).toEqual(reading);
      await expect(fetchSecret(failing('AccessDeniedException'), 'arn', WhatsAppSecret)).rejects.toThrow();
    },
  );
});
