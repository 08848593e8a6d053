import { readFileSync } from 'node:fs';
import { buildSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import { OPERATIONS } from '../../../lambdas/clients/soundtrack/operations.ts';

const sdl = new URL('../../../lambdas/clients/soundtrack/schema.graphql', import.meta.url);
const schema = buildSchema(readFileSync(sdl, 'utf8'));
const problemsOf = (text: string) => validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]);

describe('what the product asks Soundtrack', () => {
  it.each(OPERATIONS.map((operation) => [operation.name, operation.text]))(
    '%s fits the published schema and asks for nothing that is on its way out',
    (name, text) => {
      expect(problemsOf(text)).toEqual([]);
      expect(text).toContain(`query ${name}(`);
    },
  );

  it('would be caught asking for a field that is not there, or no longer wanted', () => {
    expect(problemsOf('{ device(id: "x") { pairedAt } }')).toHaveLength(1);
    expect(problemsOf('{ account(id: "x") { soundZones(first: 1) { totalCount } } }')).toHaveLength(1);
  });
});
