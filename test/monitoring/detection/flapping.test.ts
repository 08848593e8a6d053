import { anAccount } from './an-account.ts';

const told = (account: ReturnType<typeof anAccount>) =>
  account.told('flapping-began', 'flapping-ended', 'chatter-began', 'chatter-ended');

describe('flapping', () => {
  it('begins once, with the fourth confirmed change within two hours', () => {
    const account = anAccount().looks('1001100');
    expect(told(account)).toEqual([]);
    expect(told(account.looks('11'))).toEqual(['flapping-began 2700 many-changes']);
    expect(told(account.looks('001100'))).toHaveLength(1);
  });

  it('leaves statuses and outages as they are', () => {
    expect(anAccount().looks('1001100110011').told('outage-began', 'outage-ended')).toHaveLength(6);
  });

  it('ends with the fourth good reading in a row, and forgets', () => {
    const account = anAccount().looks('100110011');
    expect(account.zone()?.calm).toHaveLength(1);
    expect(told(account.looks('110'))).toHaveLength(1);
    expect(told(account.looks('111'))).toHaveLength(1);
    expect(told(account.looks('1')).slice(1)).toEqual(['flapping-ended 4800 enough-calm-readings']);
    expect(account.zone()).toEqual(expect.not.objectContaining({ flips: expect.anything(), calm: expect.anything() }));
    expect(told(account.looks('0011'))).toHaveLength(2);
  });

  it('does not end before the zone is up', () => {
    const account = anAccount({ policy: { confirmCalm: 1, flapChanges: 3 } }).looks('1001100');
    expect(told(account.looks('1'))).toHaveLength(1);
    expect(told(account.looks('1'))).toHaveLength(2);
  });

  it('does not end because nothing is known', () => {
    expect(told(anAccount().looks('1001100111??1?'))).toHaveLength(1);
    expect(told(anAccount().looks('1001100111??1?1'))).toHaveLength(2);
  });

  it.each([
    ['changes too far apart', 6_000, []],
    ['changes close together', 300, ['flapping-began 2700 many-changes']],
  ])('is made only by %s', (_, every, changes) => {
    const account = anAccount({ policy: { staleAfterSec: 36_000, confirmWindowSec: 36_000 } }).looks('1');
    expect(told(account.looks('00110011', { every }))).toEqual(changes);
  });

  it('is not a zone that is switched off while the venue is closed', () => {
    const account = anAccount({ zones: [{ closed: [[0, 100_000]] }] });
    expect(told(account.looks('1001100110011'))).toEqual([]);
  });

  it('can be switched off', () => {
    expect(told(anAccount({ policy: { flapDetection: false } }).looks('1001100110011'))).toEqual([]);
  });

  it.each([['uu'], ['xx']])('ends when the zone is no longer one to be watched: %s', (marks) => {
    expect(told(anAccount().looks(`100110011${marks}`)).at(-1)).toBe('flapping-ended 3300 no-longer-watched');
  });
});

describe('chatter', () => {
  it('begins when more than the share of an hour’s readings were bad and came to nothing', () => {
    const account = anAccount().looks('1010101');
    expect(told(account)).toEqual([]);
    expect(told(account.looks('01'))).toEqual(['chatter-began 2700 many-unconfirmed-readings']);
    expect(account.told('outage-began', 'status')).toHaveLength(1);
  });

  it('is told once, and ends after an hour without', () => {
    const account = anAccount().looks('1010101010101');
    expect(told(account)).toHaveLength(1);
    expect(told(account.looks('1'.repeat(10)))).toHaveLength(1);
    expect(told(account.looks('1'))).toEqual([
      'chatter-began 2700 many-unconfirmed-readings',
      'chatter-ended 7200 quiet-hour',
    ]);
    expect(account.zone()).not.toHaveProperty('blips');
  });

  it('is not made by blips of many hours, nor of the night, nor of confirmed trouble', () => {
    expect(told(anAccount().looks(`1${'0111111'.repeat(8)}`))).toEqual([]);
    expect(told(anAccount({ zones: [{ closed: [[0, 100_000]] }] }).looks('101010101010101'))).toEqual([]);
    expect(told(anAccount({ policy: { flapDetection: false } }).looks('1000000000011'))).toEqual([]);
  });

  it('is also two kinds of trouble that take turns', () => {
    expect(told(anAccount().looks('10p0p0p'))).toEqual(['chatter-began 1800 many-unconfirmed-readings']);
  });
});
