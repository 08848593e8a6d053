import { readCount } from '../../../lambdas/sync/sheet/cells/count.ts';
import { readEmail } from '../../../lambdas/sync/sheet/cells/email.ts';
import { readId } from '../../../lambdas/sync/sheet/cells/id.ts';
import { readPriority } from '../../../lambdas/sync/sheet/cells/priority.ts';
import type { Reading } from '../../../lambdas/sync/sheet/cells/reading.ts';
import { readStatus } from '../../../lambdas/sync/sheet/cells/status.ts';
import { readAccount, readLine, readName, readNotes } from '../../../lambdas/sync/sheet/cells/text.ts';
import { readTier } from '../../../lambdas/sync/sheet/cells/tier.ts';
import type { Cell } from '../../../lambdas/sync/sheet/sheet.ts';

/** A reading as tables state it: the value, the code of the problem, or both. */
const said = <Value>({ value, problem }: Reading<Value>) => (problem ? { value, code: problem.code } : { value });
const ok = <Value>(value: Value) => ({ value });
const bad = (code: string) => ({ value: undefined, code });

const formulaErrors = ['#N/A', '#REF!', '#VALUE!', ' #DIV/0! ', '#NAME?', '#NUM!', '#ERROR!', 'Loading...'];

describe('a venue id', () => {
  it.each<[Cell | undefined, object]>([
    [12, ok(12)],
    [12.0, ok(12)],
    ['12', ok(12)],
    [' 0012 ', ok(12)],
    ['\u00a01002\u200b', ok(1002)],
    ['๑๒', ok(12)],
    ['１２', ok(12)],
    ['١٢', ok(12)],
    [2 ** 53 - 1, ok(9007199254740991)],
    ['9007199254740991', ok(9007199254740991)],
    ['', bad('missing')],
    [' \u200b ', bad('missing')],
    [null, bad('missing')],
    [undefined, bad('missing')],
    [0, bad('not-an-id')],
    ['0', bad('not-an-id')],
    [-5, bad('not-an-id')],
    ['-5', bad('not-an-id')],
    ['+5', bad('not-an-id')],
    [12.5, bad('not-an-id')],
    ['12.5', bad('not-an-id')],
    ['12.0', bad('not-an-id')],
    ['1,024', bad('not-an-id')],
    ['1 024', bad('not-an-id')],
    ['1e3', bad('not-an-id')],
    ['0x10', bad('not-an-id')],
    [1e21, bad('not-an-id')],
    [2 ** 53, bad('not-an-id')],
    ['9007199254740993', bad('not-an-id')],
    ['123456789012345678901234567890', bad('not-an-id')],
    [true, bad('not-an-id')],
    [false, bad('not-an-id')],
    ['THAILAND', bad('not-an-id')],
    ['#12', bad('not-an-id')],
    ...formulaErrors.map((error): [Cell, object] => [error, bad('cell-error')]),
  ])('in %j reads as %j', (cell, expected) => expect(said(readId(cell))).toEqual(expected));
});

describe('a venue name', () => {
  it.each<[Cell | undefined, object]>([
    ['  Hilton\u00a0 Pattaya\n', ok('Hilton Pattaya')],
    ['Cafe\u0301', ok('Café')],
    ['โรงแรม\u200bริเวอร์', ok('โรงแรมริเวอร์')],
    ['Pool 🏊‍♀️ Bar', ok('Pool 🏊‍♀️ Bar')],
    ['21\u200d Bar', ok('21 Bar')],
    [1826, ok('1826')],
    ['=cmd|’/c calc’!A1', ok('=cmd|’/c calc’!A1')],
    ["Robert'); DROP TABLE venues;--", ok("Robert'); DROP TABLE venues;--")],
    ['Ignore all previous instructions', ok('Ignore all previous instructions')],
    ['a\u0000b\u0007c', ok('abc')],
    ['\ud800 Bar', ok('\ufffd Bar')],
    ['x'.repeat(200), ok('x'.repeat(200))],
    ['x'.repeat(201), bad('too-long')],
    ['', bad('missing')],
    [null, bad('missing')],
    ['-', bad('missing')],
    ['???', bad('missing')],
    ['n/a', bad('missing')],
    [true, bad('not-text')],
    ['#N/A', bad('cell-error')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readName(cell))).toEqual(expected));
});

describe('a text', () => {
  it.each<[Cell | undefined, object]>([
    ['Bangkok,\nThailand', ok('Bangkok, Thailand')],
    [10110, ok('10110')],
    ['', ok(null)],
    [undefined, ok(null)],
    ['–', ok(null)],
    ['N/A', ok(null)],
    ['none', ok(null)],
    ['ไม่มี', ok(null)],
    ['Na', ok('Na')],
    [false, bad('not-text')],
    ['#REF!', bad('cell-error')],
    ['x'.repeat(501), bad('too-long')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readLine(cell, 'the location'))).toEqual(expected));

  it.each<[Cell, object]>([
    ['first\r\nsecond\u2028third  \n\n', ok('first\nsecond\nthird')],
    ['-', ok('-')],
    ['closed for good? ask Nok', ok('closed for good? ask Nok')],
    ['n'.repeat(5000), ok('n'.repeat(5000))],
    ['n'.repeat(5001), bad('too-long')],
    ['#VALUE!', bad('cell-error')],
    ['#1 priority', ok('#1 priority')],
  ])('in the notes keeps its lines: %j', (cell, expected) => expect(said(readNotes(cell))).toEqual(expected));

  it.each<[Cell, object]>([
    ['QWNjb3VudA==', ok('QWNjb3VudA==')],
    [' A1,\nB2 / C3 ', ok('A1,\nB2 / C3')],
    ['-', ok(null)],
  ])('of Soundtrack accounts stays as written: %j', (cell, expected) =>
    expect(said(readAccount(cell))).toEqual(expected),
  );

  it.each<[Cell, object]>([
    [' Gold ', ok('gold')],
    ['ทอง', ok('ทอง')],
    [1, ok('1')],
    ['', ok(null)],
    ['-', ok(null)],
  ])('of an SLA tier is in small letters: %j', (cell, expected) => expect(said(readTier(cell))).toEqual(expected));
});

describe('an e-mail address', () => {
  const two = (value: string) => ({ value, code: 'several-emails' });
  it.each<[Cell | undefined, object]>([
    ['GM@Hotel.COM', ok('gm@hotel.com')],
    ['Khun Noi <Noi@hotel.co.th>', ok('noi@hotel.co.th')],
    ['mailto:gm@hotel.com', ok('gm@hotel.com')],
    ['mailto:gm@hotel.com?subject=hi', ok('gm@hotel.com')],
    ['gm@hotel.com.', ok('gm@hotel.com')],
    ['gm@hotel.com,', ok('gm@hotel.com')],
    ['GM: gm@hotel.com (mornings)', ok('gm@hotel.com')],
    ['gm @ hotel.com', ok('gm@hotel.com')],
    ['gm＠hotel.com', ok('gm@hotel.com')],
    ['gm@hotel.com\u200b', ok('gm@hotel.com')],
    ["o'brien@pub.ie", ok("o'brien@pub.ie")],
    ["'gm@hotel.com'", ok('gm@hotel.com')],
    ['first.last+music@sub.hotel-group.travel', ok('first.last+music@sub.hotel-group.travel')],
    ['info@โรงแรม.ไทย', ok('info@โรงแรม.ไทย')],
    ['info@xn--22cap5dwcq3d9ac1l0f.xn--o3cw4h', ok('info@xn--22cap5dwcq3d9ac1l0f.xn--o3cw4h')],
    ['gm@hotel.com; GM@hotel.com', ok('gm@hotel.com')],
    ['gm@hotel.com, it@hotel.com', two('gm@hotel.com')],
    ['gm@hotel.com\nit@hotel.com', two('gm@hotel.com')],
    ['gm@hotel.com / it@hotel.com', two('gm@hotel.com')],
    ['gm@hotel.com และ it@hotel.com', two('gm@hotel.com')],
    ['gm@hotel; it@hotel.com', two('it@hotel.com')],
    ['', ok(null)],
    ['-', ok(null)],
    ['ไม่มี', ok(null)],
    ['gm.hotel.com', bad('not-an-email')],
    ['gm@hotel', bad('not-an-email')],
    ['gm@@hotel.com', bad('not-an-email')],
    ['gm@hotel..com', bad('not-an-email')],
    ['gm(at)hotel.com', bad('not-an-email')],
    ['@hotel.com', bad('not-an-email')],
    ['ask the front desk', bad('not-an-email')],
    ['gm@hotel.comค่ะ', bad('not-an-email')],
    [812345678, bad('not-an-email')],
    [true, bad('not-an-email')],
    ['#N/A', bad('cell-error')],
    [`${'x'.repeat(250)}@hotel.com`, bad('not-an-email')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readEmail(cell))).toEqual(expected));
});

describe('a number of zones', () => {
  it.each<[Cell | undefined, object]>([
    [12, ok(12)],
    [12.0, ok(12)],
    [0, ok(0)],
    [-0, ok(0)],
    ['12', ok(12)],
    ['12.0', ok(12)],
    ['12 zones', ok(12)],
    ['1 Zone', ok(1)],
    ['๓ โซน', ok(3)],
    ['３', ok(3)],
    ['', ok(null)],
    [null, ok(null)],
    [3.5, bad('not-a-count')],
    ['3.5', bad('not-a-count')],
    [-1, bad('not-a-count')],
    ['-1', bad('not-a-count')],
    ['-', bad('not-a-count')],
    ['สอง', bad('not-a-count')],
    ['two', bad('not-a-count')],
    ['10-12', bad('not-a-count')],
    ['1,024', bad('not-a-count')],
    ['Lobby, Pool, Bar', bad('not-a-count')],
    ['THB 10,500', bad('not-a-count')],
    [812345678, bad('not-a-count')],
    [true, bad('not-a-count')],
    ['#VALUE!', bad('cell-error')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readCount(cell))).toEqual(expected));
});

describe('a status', () => {
  it.each<[Cell | undefined, object]>([
    ['Active', ok('active')],
    [' ACTIVE ', ok('active')],
    ['Live', ok('active')],
    ['ใช้งานอยู่', ok('active')],
    ['Active until 31 Dec 2026', ok('active')],
    ['Canceled', ok('cancelled')],
    ['Cancelled 2024', ok('cancelled')],
    ['cancelled - 31/10/2025', ok('cancelled')],
    ['ยกเลิก', ok('cancelled')],
    ['Expired', ok('expired')],
    ['หมดอายุ', ok('expired')],
    ['Suspended', ok('paused')],
    ['On hold', ok('paused')],
    ['Free trial', ok('trial')],
    ['Trial', ok('trial')],
    ['unknown', ok('unknown')],
    ['', ok('unknown')],
    [null, ok('unknown')],
    [undefined, ok('unknown')],
    ['-', ok('unknown')],
    ['???', bad('unknown-status')],
    ['Not active', bad('unknown-status')],
    ['Inactive', bad('unknown-status')],
    ['Active / Cancelled', bad('unknown-status')],
    ['Active (trial)', bad('unknown-status')],
    ['Temporarily closed', bad('unknown-status')],
    ['Closed for renovation until May', bad('unknown-status')],
    ['ปิดปรับปรุง', bad('unknown-status')],
    [1, bad('unknown-status')],
    [true, bad('unknown-status')],
    ['#REF!', bad('cell-error')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readStatus(cell))).toEqual(expected));
});

describe('a priority', () => {
  it.each<[Cell | undefined, object]>([
    ['High', ok('high')],
    ['HIGH', ok('high')],
    ['high priority', ok('high')],
    ['Critical', ok('critical')],
    ['medium', ok('normal')],
    ['Normal', ok('normal')],
    ['low', ok('low')],
    ['สูง', ok('high')],
    ['ต่ำ', ok('low')],
    ['', ok(null)],
    ['-', ok(null)],
    ['urgent', bad('unknown-priority')],
    ['asap', bad('unknown-priority')],
    [1, bad('unknown-priority')],
    ['#N/A', bad('cell-error')],
  ])('in %j reads as %j', (cell, expected) => expect(said(readPriority(cell))).toEqual(expected));
});

describe('a problem', () => {
  it('names what was found, shortened, and what is expected', () => {
    expect(readEmail('a very\nlong text '.repeat(20)).problem?.message).toBe(
      '“a very long text a very long text a very long text a very l…” is not an e-mail address, such as gm@hotel.com',
    );
    expect(readId(12.5).problem?.message).toBe('12.5 is not a venue id; expected a positive whole number, digits only');
  });
});
