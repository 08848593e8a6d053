import { anAccount } from './an-account.ts';

const told = (account: ReturnType<typeof anAccount>) => account.told('unknown');

describe('a time in which nobody knew', () => {
  it.each([
    ['ends with the next reading that tells something', '1??1', ['unknown 600..1200 zone-not-told']],
    ['ends with a bad reading as well', '1?0', ['unknown 600..900 zone-not-told']],
    ['is not told as long as it lasts', '1???', []],
    ['is not told of a zone that was never read', '???1', []],
    ['is the same for a zone that was not in the answer', '1-?1', ['unknown 600..1200 zone-not-told']],
    ['is told of each time', '1?1?0', ['unknown 600..900 zone-not-told', 'unknown 1200..1500 zone-not-told']],
  ])('%s: %s', (_, marks, changes) => {
    expect(told(anAccount().looks(marks))).toEqual(changes);
  });

  it('changes neither status nor outage', () => {
    const account = anAccount().looks('100');
    const before = account.zone();
    account.looks('?????');
    expect(account.told('outage-ended', 'status')).toHaveLength(2);
    expect(account.zone()).toMatchObject({ ...before, agreedAt: expect.any(Number) });
  });
});

describe('an account that could not be read', () => {
  const zones = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('is noted once, not in each zone', () => {
    const account = anAccount({ zones });
    account.look('11?');
    const { zones: before } = account.state();
    const { state, changes } = account.look('', { unread: 'forbidden' });
    expect(changes).toEqual([]);
    expect(state.unread).toMatchObject({ reason: 'forbidden' });
    expect(state.zones).toBe(before);
    expect(account.look('', { unread: 'failed' }).state).toBe(state);
  });

  it('is unknown for every zone that was seen, until the next reading', () => {
    const account = anAccount({ zones });
    account.look('11?');
    account.look('', { unread: 'failed' });
    account.look('', { unread: 'failed' });
    expect(account.look('11?').state).not.toHaveProperty('unread');
    expect(told(account)).toEqual(['unknown 600..1200 account-unread', 'unknown 600..1200 account-unread']);
  });

  it('goes on for a zone that is not in the next reading either', () => {
    const account = anAccount({ zones });
    account.look('111');
    account.look('', { unread: 'failed' });
    account.look('1-?');
    account.look('111');
    expect(told(account)).toEqual([
      'unknown 600..900 account-unread',
      'unknown 600..1200 zone-not-told',
      'unknown 600..1200 zone-not-told',
    ]);
  });

  it('joins a time that had begun before', () => {
    const account = anAccount().looks('1?');
    account.look('', { unread: 'failed' });
    expect(told(account.looks('1'))).toEqual(['unknown 600..1200 zone-not-told']);
  });

  it('does not clear a suspicion', () => {
    const account = anAccount().looks('10');
    account.look('', { unread: 'failed' });
    expect(account.looks('0').told('outage-began')).toEqual(['outage-began down 600 counted 600..1200']);
  });

  it('changes nothing when it comes late', () => {
    const account = anAccount().looks('111');
    const before = account.state();
    expect(account.look('', { unread: 'failed', at: 700 })).toMatchObject({ state: before, ignored: 'late' });
  });

  it('is still unread when a late reading comes', () => {
    const account = anAccount().looks('11');
    account.look('', { unread: 'failed' });
    account.look('1', { at: 700 });
    expect(account.state()).toHaveProperty('unread');
    account.look('1', { at: 1_200 });
    expect(told(account)).toEqual(['unknown 900..1200 account-unread']);
  });
});

describe('looks that did not take place', () => {
  it('leave a time unknown from when the last reading no longer vouched for the zone', () => {
    expect(told(anAccount().looks('1').wait(900).looks('1'))).toEqual(['unknown 900..1500 not-polled']);
  });
  it('are bridged by a reading that is fresh enough', () => {
    expect(told(anAccount().looks('1').wait(300).looks('1'))).toEqual([]);
  });
  it('are not forgotten when the next look fails', () => {
    const account = anAccount().looks('1').wait(900);
    account.look('', { unread: 'failed' });
    expect(told(account.looks('1'))).toEqual(['unknown 900..1800 account-unread']);
  });
  it('join a time that had begun before, and go on where the zone is not told', () => {
    expect(told(anAccount().looks('1?').wait(900).looks('1'))).toEqual(['unknown 600..1800 zone-not-told']);
    expect(told(anAccount().looks('1').wait(900).looks('?1'))).toEqual(['unknown 900..1800 zone-not-told']);
  });
  it('are told of a zone in an outage too', () => {
    const account = anAccount().looks('100').wait(900).looks('011');
    expect(account.told('unknown', 'outage-ended')).toEqual([
      'unknown 1500..2100 not-polled',
      'outage-ended down 600..2400 recovered',
    ]);
  });
});
