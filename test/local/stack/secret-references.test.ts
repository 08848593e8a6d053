import { resolveSecretReferences } from '../../../local/stack/secret-references.ts';

const values: Record<string, string> = {
  'arn:aws:secretsmanager:r:0:secret:db-abcdef': '{"username":"root","password":"a:b}c"}',
  plain: 'text',
};
const resolve = (text: string) => resolveSecretReferences(text, (secret) => values[secret]);

describe('a reference to a secret', () => {
  it.each([
    [
      'a field',
      '{{resolve:secretsmanager:arn:aws:secretsmanager:r:0:secret:db-abcdef:SecretString:password::}}',
      'a:b}c',
    ],
    [
      'a field, in short',
      '{{resolve:secretsmanager:arn:aws:secretsmanager:r:0:secret:db-abcdef:SecretString:username}}',
      'root',
    ],
    ['the whole value', 'x{{resolve:secretsmanager:plain:SecretString:::}}y', 'xtexty'],
    ['nothing of the kind', 'postgres', 'postgres'],
  ])('to %s is replaced', (_, text, expected) => {
    expect(resolve(text)).toBe(expected);
  });

  it.each([
    ['{{resolve:secretsmanager:gone:SecretString:password::}}', /gone, which has no value/],
    ['{{resolve:secretsmanager:arn:aws:secretsmanager:r:0:secret:db-abcdef:SecretString:host::}}', /looks up host/],
  ])('that leads nowhere is refused: %s', (text, message) => {
    expect(() => resolve(text)).toThrow(message);
  });
});
