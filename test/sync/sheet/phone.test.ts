import { countryOf, readPhone } from '../../../lambdas/sync/sheet/cells/phone.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';

const bangkok = countryOf('Asia/Bangkok');
const said = (cell: Cell | undefined, country = bangkok) => {
  const { value, problem } = readPhone(cell, country);
  return problem ? [value, problem.code] : [value];
};

describe('a phone number', () => {
  it.each<[Cell | undefined, string | null]>([
    ['+66812345678', '+66812345678'],
    ['+66 81 234 5678', '+66812345678'],
    ['+66 (0)81 234 5678', '+66812345678'],
    ['+66 081 234 5678', '+66812345678'],
    ['0066 81 234 5678', '+66812345678'],
    ['66812345678', '+66812345678'],
    [66812345678, '+66812345678'],
    ['081-234-5678', '+66812345678'],
    ['081.234.5678', '+66812345678'],
    ['(081) 234 5678', '+66812345678'],
    [812345678, '+66812345678'],
    [21234567, '+6621234567'],
    ['02 123 4567', '+6621234567'],
    ['๐๘๑-๒๓๔-๕๖๗๘', '+66812345678'],
    ['０８１２３４５６７８', '+66812345678'],
    ["'0812345678", '+66812345678'],
    ['Tel: 081-234-5678', '+66812345678'],
    ['โทร. 081 234 5678', '+66812345678'],
    ['081-234-5678 (Khun Noi)', '+66812345678'],
    ['081-234-5678 ext 12', '+66812345678'],
    ['081-234-5678, ext. 12', '+66812345678'],
    ['02-123-4567 ต่อ 12', '+6621234567'],
    ['02-123-4567 #12', '+6621234567'],
    ['081\u2011234\u20115678', '+66812345678'],
    ['\u202a+66 81 234 5678\u202c', '+66812345678'],
    ['tel:+66812345678', '+66812345678'],
    ['https://wa.me/66812345678', '+66812345678'],
    ['+65 6123 4567', '+6561234567'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+60 3-1234 5678', '+60312345678'],
    ['+1 555 123 4567', '+15551234567'],
    ['081-234-5678 / 0812345678', '+66812345678'],
    ['', null],
    [null, null],
    [undefined, null],
    ['-', null],
    ['n/a', null],
    ['none', null],
    ['ไม่มี', null],
  ])('in %j reads as %s', (cell, expected) => expect(said(cell)).toEqual([expected]));

  it.each<[Cell, string]>([
    ['081-234-5678 / 02-123-4567', '+66812345678'],
    ['081-234-5678, 089-876-5432', '+66812345678'],
    ['081-234-5678\n089-876-5432', '+66812345678'],
    ['081 234 5678 or 089 876 5432', '+66812345678'],
    ['081 234 5678 หรือ 089 876 5432', '+66812345678'],
    ['081 234 5678 089 876 5432', '+66812345678'],
    ['0812345678 0898765432', '+66812345678'],
    ['+66812345678+66898765432', '+66812345678'],
    ['02-123-4567/8', '+6621234567'],
    ['02-123-4567-8', '+6621234567'],
    ['12345 / 081-234-5678', '+66812345678'],
  ])('of several in %j is the first, with a problem', (cell, first) =>
    expect(said(cell)).toEqual([first, 'several-phones']),
  );

  it.each<[Cell, string]>([
    ['12345', 'not-a-phone'],
    ['081-234-567', 'not-a-phone'],
    ['+66 81 234', 'not-a-phone'],
    ['+66 81 234 567', 'not-a-phone'],
    ['+66 81 234 56789', 'not-a-phone'],
    ['+65 6123 45678', 'not-a-phone'],
    ['+6681234567890', 'not-a-phone'],
    ['0000000000', 'not-a-phone'],
    ['1234567890', 'not-a-phone'],
    ['+66 00 000 0000', 'not-a-phone'],
    ['+999 81 234 5678', 'not-a-phone'],
    ['call the front desk', 'not-a-phone'],
    ['gm@hotel.com', 'not-a-phone'],
    ['6.68E+10', 'not-a-phone'],
    [81.5, 'not-a-phone'],
    [-812345678, 'not-a-phone'],
    [1e21, 'not-a-phone'],
    [true, 'not-a-phone'],
    ['#ERROR!', 'cell-error'],
  ])('in %j is a problem: %s', (cell, code) => expect(said(cell)).toEqual([undefined, code]));

  it.each<[string, string | undefined, Cell, (string | undefined)[]]>([
    ['Asia/Singapore', 'SG', '6123 4567', ['+6561234567']],
    ['Europe/London', 'GB', '020 7946 0958', ['+442079460958']],
    ['Asia/Saigon', 'VN', '091 234 56 78', ['+84912345678']],
    ['America/New_York', 'US', '(212) 555-2368', ['+12125552368']],
    ['Etc/UTC', undefined, '081-234-5678', [undefined, 'phone-without-country']],
    ['Etc/UTC', undefined, '+66812345678', ['+66812345678']],
    ['CET', undefined, '912 345 678', [undefined, 'phone-without-country']],
    ['EST5EDT', undefined, '+66812345678', ['+66812345678']],
    ['HST', undefined, '+66812345678', ['+66812345678']],
    ['Nowhere/Land', undefined, 812345678, [undefined, 'phone-without-country']],
  ])('of a sheet in %s is of %s: %j', (timeZone, country, cell, expected) => {
    expect(countryOf(timeZone)).toBe(country);
    const { value, problem } = readPhone(cell, countryOf(timeZone));
    expect(problem ? [value, problem.code] : [value]).toEqual(expected);
  });
});
