import { dropRemoved } from '../../../lambdas/monitoring/detection/step-account.ts';
import { anAccount, at, inWords } from './an-account.ts';

const lacking = (account: ReturnType<typeof anAccount>, times: number) => {
  for (let i = 0; i < times; i++) account.look('-', { complete: true });
  return account;
};

describe('a zone that a complete listing lacks', () => {
  it('is unknown at first', () => {
    const account = lacking(anAccount().looks('1'), 1);
    expect(account.told()).toEqual([]);
    expect(account.looks('1').told()).toEqual(['unknown 600..900 zone-not-told']);
    expect(lacking(account, 1).told('gone')).toEqual([]);
  });
  it('is gone with the second, since the first', () => {
    expect(lacking(anAccount().looks('1'), 2).told()).toEqual(['gone 600 not-listed']);
    expect(lacking(anAccount().looks('1'), 5).told()).toEqual(['gone 600 not-listed']);
  });
  it('ends its outage', () => {
    expect(lacking(anAccount().looks('100'), 2).told().slice(1)).toEqual([
      'outage-ended down 600..1200 gone',
      'gone 1200 not-listed',
    ]);
  });
  it('is not gone because partial answers lack it', () => {
    expect(anAccount().looks('1-----').told()).toEqual([]);
    const account = lacking(anAccount().looks('1'), 1);
    account.looks('-');
    expect(lacking(account, 1).told()).toEqual(['gone 600 not-listed']);
  });
  it('is not gone when it was listed in between, though nothing was told of it', () => {
    const account = lacking(anAccount().looks('1'), 1).looks('?');
    expect(lacking(account, 1).told()).toEqual([]);
  });
  it('is told as unknown up to then', () => {
    expect(lacking(anAccount().looks('1?'), 2).told()).toEqual([
      'unknown 600..900 zone-not-told',
      'gone 900 not-listed',
    ]);
  });
  it('is missed again if it comes back and is bad', () => {
    const account = lacking(anAccount().looks('100'), 2).looks('00');
    expect(account.told().slice(3)).toEqual(['outage-began down 1800 counted 1800..2100']);
  });
  it('is forgotten if it was never up', () => {
    const account = lacking(anAccount().looks('0'), 2);
    expect(account.state().zones).toEqual({});
    expect(account.looks('000').told('outage-began')).toEqual([]);
  });
});

describe('a zone that the directory no longer has', () => {
  const zones = [{ id: 'a' }, { id: 'b' }];
  const inOutage = () => {
    const account = anAccount({ zones });
    for (const marks of ['11', '01', '01']) account.look(marks);
    return account.without('a');
  };
  it('is gone with the next look, and forgotten', () => {
    const account = inOutage();
    account.look('-1');
    expect(account.told().slice(1)).toEqual(['outage-ended down 600..1200 gone', 'gone 1200 removed-from-directory']);
    expect(Object.keys(account.state().zones)).toEqual(['b']);
    const before = account.state();
    expect(account.look('-1').state).toBe(before);
  });
  it('is gone with a look that failed or came late, never before what was seen of it', () => {
    const failed = inOutage();
    failed.look('', { unread: 'failed' });
    expect(failed.told('gone')).toEqual(['gone 1200 removed-from-directory']);
    const late = inOutage();
    late.look('-1', { at: 500 });
    expect(late.told().slice(1)).toEqual(['outage-ended down 600..900 gone', 'gone 900 removed-from-directory']);
  });
  it('can be dropped without a look, at once', () => {
    const account = inOutage();
    const { state, changes } = dropRemoved(account.state(), at(1_000), account.context());
    expect(changes.map(inWords)).toEqual(['outage-ended down 600..1000 gone', 'gone 1000 removed-from-directory']);
    expect(Object.keys(state.zones)).toEqual(['b']);
    expect(dropRemoved(state, at(1_100), account.context()).state).toBe(state);
  });
  it('takes the time in which nobody knew with it', () => {
    const account = anAccount({ zones });
    for (const marks of ['11', '?1']) account.look(marks);
    account.without('a').look('-1');
    expect(account.told()).toEqual(['unknown 600..900 zone-not-told', 'gone 900 removed-from-directory']);
  });
});
