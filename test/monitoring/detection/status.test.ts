import { anAccount } from './an-account.ts';

const SUSPICIONS = ['suspected', 'dismissed', 'status'] as const;

describe('the status of a zone', () => {
  it.each([
    ['is decided by the first reading ever', '0', ['status unseen→down 300..300 1']],
    ['is suspected by one contrary reading', '10', ['suspected up→down 600 first-contrary-reading']],
    ['is not suspected by an agreeing one', '1111', []],
    [
      'is dismissed by an agreeing reading',
      '101',
      ['suspected up→down 600 first-contrary-reading', 'dismissed up 900 agreeing-reading'],
    ],
    [
      'changes with the second agreeing reading, since the first',
      '100',
      ['suspected up→down 600 first-contrary-reading', 'status up→down 600..900 2'],
    ],
    [
      'is neither confirmed nor cleared by not knowing',
      '10?0',
      ['suspected up→down 600 first-contrary-reading', 'status up→down 600..1200 2'],
    ],
    [
      'needs three pauses to be silent',
      '1ppp',
      ['suspected up→silent 600 first-contrary-reading', 'status up→silent 600..1200 3'],
    ],
    [
      'begins its count anew with a third status, without a dismissal',
      '10p0',
      [
        'suspected up→down 600 first-contrary-reading',
        'suspected up→silent 900 another-status-than-suspected',
        'suspected up→down 1200 another-status-than-suspected',
      ],
    ],
    [
      'is unpaired after two readings',
      '1uu',
      ['suspected up→unpaired 600 first-contrary-reading', 'status up→unpaired 600..900 2'],
    ],
    [
      'is lapsed after two readings',
      '1xx',
      ['suspected up→lapsed 600 first-contrary-reading', 'status up→lapsed 600..900 2'],
    ],
    [
      'is up again after two good readings',
      '10011',
      [
        'suspected up→down 600 first-contrary-reading',
        'status up→down 600..900 2',
        'suspected down→up 1200 first-contrary-reading',
        'status down→up 1200..1500 2',
      ],
    ],
  ])('%s: %s', (_, marks, told) => {
    const [first, ...rest] = anAccount()
      .looks(marks)
      .told(...SUSPICIONS);
    expect(marks === '0' ? [first, ...rest] : rest).toEqual(told);
  });

  it('is decided at once by one reading where one is enough, without a suspicion', () => {
    expect(
      anAccount({ policy: { confirmDown: 1 } })
        .looks('10')
        .told(...SUSPICIONS),
    ).toEqual(['status unseen→up 300..300 1', 'status up→down 600..600 1']);
  });

  it('needs more readings of a critical zone where the policy says so', () => {
    const account = anAccount({ zones: [{ critical: true }], policy: { confirmDownCritical: 3 } }).looks('100');
    expect(account.zone()?.status).toBe('up');
    expect(account.looks('0').zone()).toMatchObject({ status: 'down', outage: { cause: 'down' } });
  });

  it('does not join bad readings that are too far apart', () => {
    const account = anAccount({ policy: { staleAfterSec: 3_600 } })
      .looks('10')
      .wait(601)
      .looks('0');
    expect(account.zone()?.status).toBe('up');
    expect(account.told('suspected')).toEqual([
      'suspected up→down 600 first-contrary-reading',
      'suspected up→down 1501 contrary-again-after-a-gap',
    ]);
    expect(account.looks('0').zone()?.status).toBe('down');
    expect(account.told('status').at(-1)).toBe('status up→down 1501..1801 2');
  });

  it('joins those exactly as far apart as the window', () => {
    expect(anAccount().looks('10').wait(600).looks('0').zone()?.status).toBe('down');
  });
});

describe('a late reading', () => {
  const down = anAccount().looks('1100');
  const settled = down.state();

  it.each([['1'], ['0'], ['p'], ['?'], ['-']])('%s of a settled zone changes nothing', (mark) => {
    const result = down.look(mark, { at: 700 });
    expect(result).toMatchObject({ ignored: 'late', changes: [] });
    expect(result.state).toBe(settled);
  });

  it('that is contrary joins the suspicion in order', () => {
    const account = anAccount().looks('110');
    account.look('0', { at: 800 });
    expect(account.told('status').at(-1)).toBe('status up→down 800..900 2');
  });

  it('that agrees takes away the contrary readings before it and leaves those after it', () => {
    const account = anAccount({ policy: { confirmDown: 3 } }).looks('100');
    account.look('1', { at: 700 });
    expect(account.zone()).toMatchObject({ status: 'up', contrary: { to: 'down', at: [expect.any(Number)] } });
    expect(account.told('dismissed')).toEqual([]);
    account.look('0', { at: 650 });
    expect(account.looks('0').zone()?.status).toBe('up');
  });

  it('is no second one when it has the same instant, whatever it says', () => {
    const account = anAccount().looks('10');
    const before = account.state();
    for (const mark of '01p?-') expect(account.look(mark, { at: 600 }).state).toBe(before);
  });

  it('before the newest look, which did not tell of the zone, is a reading like any other', () => {
    const account = anAccount().looks('11?');
    account.look('0', { at: 800 });
    account.look('0', { at: 1_200 });
    expect(account.told('status').at(-1)).toBe('status up→down 800..1200 2');
  });

  it('of an account that was settled by a newer quiet look counts as late for a suspicion that began since', () => {
    const account = anAccount().looks('11110');
    account.look('0', { at: 1_100 });
    expect(account.zone()?.status).toBe('up');
  });
});

describe('mere presence', () => {
  it('lets a silence be confirmed by the looks that see it', () => {
    expect(
      anAccount({ policy: { confirmWindowSec: 1_800 } })
        .looks('1popop')
        .zone()?.status,
    ).toBe('silent');
  });
  it('brings a zone back that was down', () => {
    expect(anAccount().looks('100oo').told()).toEqual([
      'outage-began down 600 counted 600..900',
      'outage-ended down 600..1200 recovered',
    ]);
  });
  it('of a silent zone takes a suspicion of worse away, but is no further silent reading', () => {
    const account = anAccount({ policy: { confirmSilent: 2 } }).looks('1');
    for (let i = 0; i < 2; i++) account.look('-', { complete: true });
    account.looks('p0o');
    expect(account.told('dismissed')).toHaveLength(1);
    expect(account.told('outage-began')).toEqual([]);
    expect(account.looks('p').told('outage-began')).toEqual(['outage-began silent 1200 counted 1200..2100']);
  });
});

describe('a step that changes nothing', () => {
  it('gives back the very same state', () => {
    const account = anAccount({ zones: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }] });
    account.look('10ux');
    const before = account.state();
    const result = account.look('10ux');
    expect(result.state).toBe(before);
    expect(result).toMatchObject({ changes: [], unsettled: new Set() });
    expect(result.ignored).toBeUndefined();
  });

  it('leaves the other zones as they are when one changes', () => {
    const account = anAccount({ zones: [{ id: 'a' }, { id: 'b' }] });
    account.look('11');
    const { a, b } = account.state().zones;
    const { zones } = account.look('01').state;
    expect(zones.a).not.toBe(a);
    expect(zones.b).toBe(b);
  });

  it('knows no zone that is only named like a thing of the language', () => {
    const account = anAccount({ zones: [{ id: 'constructor' }] });
    account.look('?');
    expect(account.state().zones).toEqual({});
    expect(account.look('1').state.zones.constructor).toMatchObject({ status: 'up' });
  });
});
