import { createCycles } from '../../../lambdas/monitoring/replay/cycles.ts';

const cyclesOf = (venues: number) => createCycles({ t0: 1_000, intervalMs: 100, venues, limit: 0.1 });
const read = (observedAt: number) => ({ observedAt, unread: false });
const unread = (observedAt: number) => ({ observedAt, unread: true });

describe('a cycle', () => {
  it('is told when its time is over, at that time, with the venues that were looked at', () => {
    const cycles = cyclesOf(20);
    expect(cycles.heard('a', unread(1_000), 1_000)).toBeUndefined();
    expect(cycles.heard('b', read(1_010), 1_010)).toBeUndefined();
    expect(cycles.advance(1_099)).toBeUndefined();
    expect(cycles.advance(1_350)).toEqual({ cycle: 0, unread: 1, total: 2, at: 1_100 });
    expect(cycles.advance(1_500)).toBeUndefined();
  });

  it('is told at once when every venue was heard, or more than enough were unread', () => {
    const two = cyclesOf(2);
    two.heard('a', read(1_000), 1_000);
    const ten = cyclesOf(10);
    expect(ten.heard('a', unread(1_000), 1_000)).toBeUndefined();
    expect(ten.heard('b', unread(1_001), 1_002)).toEqual({ cycle: 0, unread: 2, total: 10, at: 1_002 });
    expect(two.heard('b', unread(1_001), 1_002)).toEqual({ cycle: 0, unread: 1, total: 2, at: 1_002 });
  });

  it('is told once', () => {
    const cycles = cyclesOf(1);
    expect(cycles.heard('a', read(1_000), 1_000)).toEqual({ cycle: 0, unread: 0, total: 1, at: 1_000 });
    expect(cycles.heard('a', unread(1_010), 1_010)).toBeUndefined();
    expect(cycles.advance(1_100)).toBeUndefined();
  });

  it('goes by the newest look at each venue, whenever it came', () => {
    const cycles = cyclesOf(20);
    cycles.heard('a', unread(1_020), 1_030);
    cycles.heard('a', read(1_010), 1_040);
    cycles.heard('b', unread(1_020), 1_050);
    cycles.heard('b', read(1_030), 1_060);
    expect(cycles.advance(1_100)).toMatchObject({ unread: 1, total: 2 });
  });

  it('does not hear a look of an earlier cycle again, nor one that is older', () => {
    const cycles = cyclesOf(20);
    cycles.heard('a', unread(1_020), 1_030);
    cycles.advance(1_100);
    cycles.heard('a', unread(1_020), 1_130);
    cycles.heard('a', unread(1_010), 1_140);
    expect(cycles.advance(1_200)).toBeUndefined();
  });

  it('is counted on after it was saved and read back', () => {
    const [cycles, other] = [cyclesOf(20), cyclesOf(20)];
    cycles.heard('a', unread(1_020), 1_030);
    other.restore(cycles.saved());
    expect(other.advance(1_100)).toEqual(cycles.advance(1_100));
  });
});
