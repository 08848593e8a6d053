import { accountIdsIn } from '../../../lambdas/venues/truth/account-ids.ts';
import type { FactValue, VenueField } from '../../../lambdas/venues/truth/facts.ts';
import { problemWith, valueFromText } from '../../../lambdas/venues/truth/field-values.ts';

describe('the value of a field', () => {
  it.each<[VenueField, FactValue]>([
    ['venue_name', "O'Hara’s โรงแรม 🎵"],
    ['location', null],
    ['contact_phone', '+66812345678'],
    ['contact_email', 'gm@xn--hotel.example'],
    ['zone_count', 0],
    ['subscription_status', null],
    ['last_issue_date', '2028-02-29'],
    ['notes', 'ก'.repeat(10_000)],
    ['priority_level', 'critical'],
    ['sla_tier', 'gold plus'],
  ])('%s may be %j', (field, value) => expect(problemWith(field, value)).toBeUndefined());

  it.each<[VenueField, FactValue, RegExp]>([
    ['venue_name', null, /cannot be empty/],
    ['venue_name', 5, /expected string/i],
    ['location', '  ', /is blank/],
    ['contact_phone', '0812345678', /with its country/],
    ['contact_phone', '+0812345678', /with its country/],
    ['contact_email', 'GM@hotel.example', /lower case/],
    ['contact_email', 'gm at hotel', /no e-mail/],
    ['zone_count', 1.5, /no whole number/],
    ['zone_count', -1, /below zero/],
    ['zone_count', '3', /no whole number/],
    ['zone_count', 1e12, /more zones/],
    ['subscription_status', 'live', /is not active/],
    ['last_issue_date', '2026-02-29', /no date/],
    ['last_issue_date', '29/02/2028', /no date/],
    ['notes', 'ก'.repeat(10_001), /longer than 10,000/],
    ['notes', 'a\0b', /cannot be stored/],
    ['notes', 'a\ud800b', /cannot be stored/],
    ['sla_tier', true, /expected string/i],
  ])('%s cannot be %j', (field, value, problem) => expect(problemWith(field, value)).toMatch(problem));

  it.each<[VenueField, string, FactValue]>([
    ['contact_phone', '+66 (0)81-234.5678', '+660812345678'],
    ['contact_phone', '+66 81 234 5678', '+66812345678'],
    ['contact_email', ' GM@Hotel.example ', 'gm@hotel.example'],
    ['zone_count', ' 12 ', 12],
    ['zone_count', '12.5', '12.5'],
    ['zone_count', 'twelve', 'twelve'],
    ['notes', '', null],
    ['venue_name', 'Cafe\u0301', 'Café'],
    ['priority_level', 'HIGH', 'high'],
    ['sla_tier', 'Gold', 'gold'],
  ])('%s typed as %j is %j', (field, typed, value) => expect(valueFromText(field, typed)).toBe(value));
});

describe('the accounts in one cell', () => {
  it.each<[string | null | undefined, string[]]>([
    [null, []],
    [undefined, []],
    [' , / ;\n', []],
    ['QWNjb3VudCwsMQ', ['QWNjb3VudCwsMQ']],
    ['a, b/c;d\r\ne', ['a', 'b', 'c', 'd', 'e']],
    ['b, a, b', ['b', 'a']],
    ['a b', ['a b']],
  ])('%j are %j', (cell, ids) => expect(accountIdsIn(cell)).toEqual(ids));
});
