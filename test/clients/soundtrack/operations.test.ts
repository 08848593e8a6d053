import { readFileSync } from 'node:fs';
import { buildSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { Operation } from '../../../lambdas/clients/soundtrack/client.ts';
import { MUTATIONS } from '../../../lambdas/clients/soundtrack/control-operations.ts';
import {
  COUNT_ACCOUNTS,
  LOOK_AT_PAGE,
  LOOK_AT_REST,
  lookAtAccountsOf,
  lookAtZonesOf,
} from '../../../lambdas/clients/soundtrack/look-operations.ts';
import { OPERATIONS } from '../../../lambdas/clients/soundtrack/operations.ts';
import { READS } from '../../../lambdas/clients/soundtrack/read-operations.ts';

const sdl = new URL('../../../lambdas/clients/soundtrack/schema.graphql', import.meta.url);
const schema = buildSchema(readFileSync(sdl, 'utf8'));
const problemsOf = (text: string) => validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]);

type Sent = Pick<Operation<never, unknown>, 'name' | 'text'>;
const DETAILS = ['presence', 'full'] as const;
const SIZES = [1, 2, 7, 50];
const generated: [string, Sent][] = DETAILS.flatMap((detail) => [
  [`${detail}, page`, LOOK_AT_PAGE[detail]] as [string, Sent],
  [`${detail}, rest`, LOOK_AT_REST[detail]] as [string, Sent],
  ...SIZES.flatMap((size): [string, Sent][] => [
    [`${detail}, ${size} accounts`, lookAtAccountsOf(size, detail)],
    [`${detail}, ${size} zones`, lookAtZonesOf(size, detail)],
  ]),
]);
const fixed = [...OPERATIONS, ...READS, ...MUTATIONS, COUNT_ACCOUNTS].map((sent): [string, Sent] => [sent.name, sent]);

describe('what the product asks Soundtrack', () => {
  it.each([...fixed, ...generated])(
    '%s fits the published schema and asks for nothing that is on its way out',
    (_, { name, text }) => {
      expect(problemsOf(text)).toEqual([]);
      expect(text).toMatch(new RegExp(`^(query|mutation) ${name}\\(`));
    },
  );

  it('asks for as many accounts and zones as it says, with no id in the text', () => {
    const text = lookAtAccountsOf(3, 'full').text;
    expect(text.match(/a\d+: account\(id: \$i\d+\)/g)).toEqual([
      'a0: account(id: $i0)',
      'a1: account(id: $i1)',
      'a2: account(id: $i2)',
    ]);
    expect(lookAtZonesOf(2, 'full').text.match(/z\d+: soundZone\(id: \$i\d+\)/g)).toHaveLength(2);
  });

  it('would be caught asking for a field that is not there, or no longer wanted', () => {
    expect(problemsOf('{ device(id: "x") { pairedAt } }')).toHaveLength(1);
    expect(problemsOf('{ account(id: "x") { soundZones(first: 1) { totalCount } } }')).toHaveLength(1);
  });
});
