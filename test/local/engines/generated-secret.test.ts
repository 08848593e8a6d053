import { generateSecret, type SecretGeneration } from '../../../local/engines/generated-secret.ts';
import { startSecrets } from '../../../local/engines/secrets.ts';

const usual: SecretGeneration = {
  length: 32,
  exclude: '',
  withoutNumbers: false,
  withoutPunctuation: false,
  withoutUppercase: false,
  withoutLowercase: false,
  withSpace: false,
  requireEach: true,
};
const many = (change: Partial<SecretGeneration>) =>
  Array.from({ length: 200 }, () => generateSecret({ ...usual, ...change }));

describe('a generated secret', () => {
  it.each<[string, Partial<SecretGeneration>, RegExp]>([
    ['every kind of character', {}, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d])[!-~]{32}$/],
    ['its length', { length: 12 }, /^.{12}$/],
    ['no numbers', { withoutNumbers: true }, /^\D+$/],
    ['no punctuation', { withoutPunctuation: true }, /^[a-zA-Z\d]+$/],
    ['no capitals', { withoutUppercase: true }, /^[^A-Z]+$/],
    ['no small letters', { withoutLowercase: true }, /^[^a-z]+$/],
    ['a space when asked for', { withSpace: true }, / /],
    ['none of the characters left out', { exclude: '"@/\\' }, /^[^"@/\\]+$/],
  ])('has %s', (_, change, expected) => {
    expect(many(change).filter((value) => !expected.test(value))).toEqual([]);
  });

  it('stands under its key in the template', () => {
    const into = { template: '{"username":"app"}', key: 'password' };
    expect(JSON.parse(generateSecret({ ...usual, into }))).toEqual({
      username: 'app',
      password: expect.stringMatching(/^.{32}$/),
    });
  });

  it('is another one every time', () => {
    expect(new Set(many({})).size).toBe(200);
  });
});

describe('the first value of a secret', () => {
  const secret = { id: 'S', path: 'Local/Database', name: 's', arn: 'arn:aws:secretsmanager:r:0:secret:s-abcdef' };
  const first = (more: object, seeds = {}) =>
    startSecrets({ secrets: [{ ...secret, ...more }], seeds }).currentValue(secret.arn);

  it('is the seed, else what is generated, else what the template says', () => {
    expect(first({ generation: usual, value: 'template' }, { Database: 'seed' })).toBe('seed');
    expect(first({ generation: { ...usual, length: 5 } })).toHaveLength(5);
    expect(first({ value: 'template' })).toBe('template');
    expect(first({})).toBeUndefined();
  });

  it('may be amended where it is, without a version more', () => {
    const engine = startSecrets({ secrets: [{ ...secret, value: '{"username":"app"}' }], seeds: {} });
    engine.amend(secret.arn, { port: 1 });
    engine.amend(secret.arn, { port: 2 });
    expect(JSON.parse(engine.currentValue(secret.name) ?? '')).toEqual({ username: 'app', port: 2 });
    const versions = engine.handle('DescribeSecret', { SecretId: secret.arn }).body;
    expect(versions).toMatchObject({ VersionIdsToStages: expect.any(Object) });
    expect(Object.keys((versions as { VersionIdsToStages: object }).VersionIdsToStages)).toHaveLength(1);
  });
});
