import { dependenciesOf } from '../../../local/assembly/dependencies.ts';
import type { Json, TemplateResource } from '../../../local/assembly/template.ts';

const aResource = (properties: Record<string, Json> = {}, DependsOn: string | string[] = []): TemplateResource => ({
  Type: 'T',
  Properties: properties,
  DependsOn,
});

describe('what CloudFormation creates before a resource', () => {
  it.each<[string, Record<string, TemplateResource>, string[]]>([
    ['nothing', { A: aResource(), B: aResource() }, []],
    ['what it says it depends on', { A: aResource({}, ['B', 'C']), B: aResource(), C: aResource() }, ['B', 'C']],
    ['what it refers to', { A: aResource({ x: [{ Ref: 'B' }] }), B: aResource() }, ['B']],
    ['whose attribute it has', { A: aResource({ x: { 'Fn::GetAtt': ['B', 'Arn'] } }), B: aResource() }, ['B']],
    ['whose attribute it has as text', { A: aResource({ x: { 'Fn::GetAtt': 'B.Arn' } }), B: aResource() }, ['B']],
    ['what stands in a text', { A: aResource({ x: { 'Fn::Sub': `-$${'{B.Arn}'}` } }), B: aResource() }, ['B']],
    ['what those need', { A: aResource({ x: { Ref: 'B' } }), B: aResource({}, 'C'), C: aResource() }, ['B', 'C']],
    ['no parameter', { A: aResource({ x: { Ref: 'Stage' } }) }, []],
  ])('is %s', (_, Resources, expected) => {
    expect([...dependenciesOf('A', { Resources })].sort()).toEqual(expected);
  });
});
