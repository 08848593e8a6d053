import { anAccount, type ZoneOptions } from './an-account.ts';

function heard(volumes: (number | undefined)[], { zone = {}, mark = '1' }: { zone?: ZoneOptions; mark?: string } = {}) {
  const account = anAccount({ zones: [zone] });
  account.look('1');
  for (const volume of volumes) account.look(mark, volume === undefined ? {} : { volume });
  return account;
}
const told = (account: ReturnType<typeof anAccount>) => account.told('volume-off', 'volume-fine');

describe('volume', () => {
  it.each([
    ['in the range', [8, 8, 7, 12], []],
    ['at its ends', [6.4, 6.4, 12, 12], []],
    ['once too loud', [16, 8, 16, 8], []],
    ['too loud', [16, 14], ['volume-off 600 87.5 too-loud']],
    ['too quiet', [4, 4], ['volume-off 600 25 too-quiet']],
    ['muted', [4, 0], ['volume-off 600 0 muted']],
    ['off for long', [0, 0, 0, 0, 0, 0], ['volume-off 600 0 muted']],
    ['not told in between', [16, undefined, 16], ['volume-off 600 100 too-loud']],
    ['fine again', [16, 16, 8, 8], ['volume-off 600 100 too-loud', 'volume-fine 1200 50 inside-the-range']],
    ['once fine', [16, 16, 8, 16, 8], ['volume-off 600 100 too-loud']],
  ])('%s: %j', (_, volumes, changes) => {
    expect(told(heard(volumes))).toEqual(changes);
  });

  it('is judged only while the zone plays and is expected to', () => {
    expect(told(heard([0, 0, 0], { zone: { closed: [[0, 10_000]] } }))).toEqual([]);
    expect(told(heard([0, 0, 0, 0], { mark: 'p' }))).toEqual([]);
    expect(told(heard([0, 0, 0], { mark: '0' }))).toEqual([]);
  });

  it('saves nothing as long as it stays as it is', () => {
    for (const volumes of [[8], [0, 0]]) {
      const account = heard(volumes);
      const before = account.state();
      expect(account.look('1', { volume: volumes[0] as number }).state).toBe(before);
    }
  });
});
