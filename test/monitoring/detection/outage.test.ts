import { stableUuid } from '../../../lambdas/runtime/fingerprint.ts';
import { anAccount, at, DAYS, HOURS } from './an-account.ts';

const told = (account: ReturnType<typeof anAccount>) => account.told('outage-began', 'outage-ended', 'dormant', 'woke');

describe('an outage', () => {
  it.each([
    ['begins with the second bad reading, since the first', '100', ['outage-began down 600 counted 600..900']],
    ['is not made by one bad reading', '101010101', []],
    ['is not made by not knowing', '1?????', []],
    ['is not ended by one good reading', '1001', ['outage-began down 600 counted 600..900']],
    ['is not ended by not knowing', '100????', ['outage-began down 600 counted 600..900']],
    [
      'ends with the second good reading, at the first',
      '10011',
      ['outage-began down 600 counted 600..900', 'outage-ended down 600..1200 recovered'],
    ],
    ['of silence begins with the third pause', '1ppp', ['outage-began silent 600 counted 600..1200']],
    [
      'of a zone that is down ends when it is silent, which is an outage of its own',
      '100ppp',
      [
        'outage-began down 600 counted 600..900',
        'outage-ended down 600..1200 became-silent',
        'outage-began silent 1200 counted 1200..1800',
      ],
    ],
    [
      'of silence ends when the zone is down',
      '1ppp00',
      [
        'outage-began silent 600 counted 600..1200',
        'outage-ended silent 600..1500 became-down',
        'outage-began down 1500 counted 1500..1800',
      ],
    ],
    [
      'ends when the player is unpaired',
      '100uu',
      ['outage-began down 600 counted 600..900', 'outage-ended down 600..1200 unpaired'],
    ],
    [
      'ends when the subscription is over',
      '100xx',
      ['outage-began down 600 counted 600..900', 'outage-ended down 600..1200 lapsed'],
    ],
    ['is not made of a zone that was never up', '0000', []],
    ['is not made of unpaired or lapsed zones', '1uuuxxx', []],
    [
      'begins for a zone that was unpaired and is back without a connection',
      '1uu00',
      ['outage-began down 1200 counted 1200..1500'],
    ],
  ])('%s: %s', (_, marks, changes) => {
    expect(told(anAccount().looks(marks))).toEqual(changes);
  });

  it('says whether the zone is critical, and has an id that follows from what is known', () => {
    const [began] = anAccount({ zones: [{ critical: true }] })
      .looks('100')
      .changes()
      .filter(({ kind }) => kind === 'outage-began');
    expect(began).toMatchObject({ critical: true, readings: 2, outageId: stableUuid(`lobby@${at(600)}`) });
  });
});

describe('when nothing is expected', () => {
  const closing = (from: number, to: number) => anAccount({ zones: [{ closed: [[from, to]] }] });

  it('the status is followed, but there is no outage', () => {
    const account = closing(500, 100_000).looks('10000');
    expect(account.zone()).toMatchObject({ status: 'down' });
    expect(told(account)).toEqual([]);
  });

  it('trouble from before is told with the second bad reading after opening, with its true beginning', () => {
    const account = closing(500, 1_400).looks('10000');
    expect(told(account)).toEqual([]);
    expect(told(account.looks('0'))).toEqual(['outage-began down 600 counted 1500..1800']);
    const [began] = account.changes().filter(({ kind }) => kind === 'outage-began');
    expect(began?.reason).toBe('was-bad-before-it-was-expected');
  });

  it('trouble born in maintenance is told within two readings of its end', () => {
    const account = anAccount({ zones: [{ maintenance: [[500, 4_000]] }] })
      .looks('1')
      .looks('0'.repeat(14));
    expect(told(account)).toEqual(['outage-began down 600 counted 4200..4500']);
  });

  it('readings from before closing and after opening are not counted together', () => {
    const account = anAccount({ zones: [{ closed: [[700, 2_000]] }] }).looks('1000000');
    expect(told(account)).toEqual([]);
    expect(told(account.looks('0'))).toEqual(['outage-began down 600 counted 2100..2400']);
  });

  it('an open outage stays open over closing time, until the zone is up', () => {
    const account = closing(1_000, 2_500).looks('10000000');
    expect(told(account)).toEqual(['outage-began down 600 counted 600..900']);
    expect(told(account.looks('11')).slice(1)).toEqual(['outage-ended down 600..2700 recovered']);
  });

  it('a recovery is never held back', () => {
    expect(told(closing(1_000, 100_000).looks('10011'))).toEqual([
      'outage-began down 600 counted 600..900',
      'outage-ended down 600..1200 recovered',
    ]);
  });

  it('a silence that is not mended before closing time goes on the next day', () => {
    const account = closing(1_300, 2_600).looks('1ppp');
    expect(told(account)).toEqual(['outage-began silent 600 counted 600..1200']);
    expect(told(account.looks('pppppppp'))).toHaveLength(1);
    expect(told(account.looks('11')).at(-1)).toBe('outage-ended silent 600..3900 recovered');
  });

  it('a zone that is paused and switched off every night has no outage', () => {
    const account = anAccount({ zones: [{ closed: [1, 2, 3].map((day) => [day * DAYS, day * DAYS + 10 * HOURS]) }] });
    for (let day = 0; day < 4; day++) {
      if (day > 0) account.looks('p'.repeat(3)).looks('0'.repeat(111)).looks('p'.repeat(6));
      account.looks('1'.repeat(day === 0 ? 287 : 168));
    }
    expect(account.told()).toEqual([]);
  });

  it('a zone that is usually off is not missed, unless it is critical', () => {
    const usuallyOff = [[500, 100_000]] as const;
    expect(told(anAccount({ zones: [{ usuallyOff }] }).looks('10000'))).toEqual([]);
    expect(told(anAccount({ zones: [{ usuallyOff, critical: true }] }).looks('10000'))).toHaveLength(1);
  });

  it('a zone without a venue is missed by nobody', () => {
    const account = anAccount({ zones: [{ venueId: null }] }).looks('10000');
    expect(told(account)).toEqual([]);
    expect(account.zone()?.status).toBe('down');
  });
});

describe('an outage of many days', () => {
  const longAgo = () => {
    const account = anAccount({ policy: { staleAfterSec: 3 * DAYS, confirmWindowSec: 4 * DAYS } }).looks('100');
    return account.looks('000', { every: 2 * DAYS });
  };
  it('is presumed to be a closure: it ends, and is told no more', () => {
    const account = longAgo();
    expect(told(account)).toHaveLength(1);
    account.looks('0', { every: 2 * DAYS });
    const end = 900 + 8 * DAYS;
    expect(told(account).slice(1)).toEqual([`outage-ended down 600..${end} dormant`, `dormant ${end} outage-too-long`]);
    expect(told(account.looks('0000'))).toHaveLength(3);
  });
  it('counts its days from when the zone was first missed, not from when it went bad', () => {
    const account = anAccount({
      zones: [{ maintenance: [[500, 9 * DAYS]] }],
      policy: { staleAfterSec: 30 * DAYS, confirmWindowSec: 30 * DAYS },
    }).looks('100');
    account.looks('000', { every: 5 * DAYS });
    expect(told(account.looks('0'))).toHaveLength(1);
    expect(told(account.looks('0', { every: 5 * DAYS })).at(-1)).toMatch(/^dormant/);
  });
  it('is over when the zone is up again, which is then missed as before', () => {
    const account = longAgo()
      .looks('0', { every: 2 * DAYS })
      .looks('1100');
    const woken = 900 + 8 * DAYS + 300;
    expect(told(account).slice(3)).toEqual([
      `woke ${woken} up-again`,
      `outage-began down ${woken + 600} counted ${woken + 600}..${woken + 900}`,
    ]);
    expect(account.zone()).not.toHaveProperty('dormantSince');
  });
});

describe('a zone that deserves a further look soon', () => {
  it.each([
    ['a first contrary reading', '10', true],
    ['too few pauses', '1pp', true],
    ['a confirmed outage', '100', false],
    ['an outage with one good reading', '1001', true],
    ['an outage that is over', '10011', false],
    ['a dismissed suspicion', '101', false],
    ['a first reading ever', '0', false],
    ['a suspicion and then an unknown', '10?', true],
    ['a suspicion too old to be joined', '10????', false],
    ['one that nobody misses', '000001', false],
  ])('%s: %s %s', (_, marks, is) => {
    expect(anAccount().looks(marks).unsettled()).toEqual(is ? ['lobby'] : []);
  });

  it('is not one that is closed, unless its outage is about to end', () => {
    const zones = [{ closed: [[1_000, 10_000]] as const }];
    expect(anAccount({ zones }).looks('1110').unsettled()).toEqual([]);
    expect(anAccount({ zones }).looks('1001').unsettled()).toEqual(['lobby']);
  });

  it('is one that is bad at opening time', () => {
    const account = anAccount({ zones: [{ closed: [[500, 1_400]] }] }).looks('1000');
    expect(account.unsettled()).toEqual([]);
    expect(account.looks('0').unsettled()).toEqual(['lobby']);
    expect(account.looks('0').unsettled()).toEqual([]);
  });
});
