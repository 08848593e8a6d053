import { Failure } from '../../../lambdas/runtime/failure.ts';
import { SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { failureInWords, stepFailure } from '../../../lambdas/runtime/state-machine/step-failure.ts';
import type { SyncReport } from '../../../lambdas/sync/run/sync-report.ts';
import { filesOf } from '../../../lambdas/sync/run/sync-run.ts';
import type { Cell, CurrentVenue } from '../../../lambdas/sync/sheet/sheet.ts';
import { apply } from '../../../lambdas/sync/steps/apply.ts';
import { check } from '../../../lambdas/sync/steps/check.ts';
import { fetchSheet } from '../../../lambdas/sync/steps/fetch.ts';
import { finish } from '../../../lambdas/sync/steps/finish.ts';
import { aCurrentVenue, aRow, aSheet, FIELDS } from '../sheet/a-sheet.ts';
import { aRun, now, surroundings } from './a-run.ts';

const known = Array.from({ length: 10 }, (_, at) => aCurrentVenue(at + 1, `Hotel ${at + 1}`));
const rowsOf = (venues: readonly CurrentVenue[]) =>
  venues.map(({ venue_id, venue_name }) => aRow(venue_id, venue_name));
const sheetOf = (rows: Cell[][]) => aSheet([FIELDS, ...rows]);
/** What the state machine's retry rules and the report make of an error. */
const stepEndsWith = async (step: Promise<unknown>) => {
  const error = await step.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  const { name, message } = stepFailure('The step', error);
  return { name, message };
};

describe('reading the sheet', () => {
  it('keeps a copy for the later steps', async () => {
    const { ports, seen } = surroundings();
    const sheet = sheetOf(rowsOf(known));
    const read = async () => ({ kind: 'sheet', sheet }) as const;
    expect(await fetchSheet(aRun(), { ...ports, readSheet: read })).toEqual({ tabs: 1, rows: 11 });
    expect(seen.files.get(filesOf(aRun().runId).sheet)).toEqual(sheet);
  });

  it('is tried again when it may work later, and left to a person when it will not', async () => {
    const { ports } = surroundings();
    const later = fetchSheet(aRun(), { ...ports, readSheet: async () => ({ kind: 'later', reason: 'rate-limited' }) });
    expect((await stepEndsWith(later)).name).toBe('Retryable');
    const refusal = { kind: 'refused', reason: 'not-shared', message: 'The caller does not have permission' } as const;
    const refused = await stepEndsWith(fetchSheet(aRun(), { ...ports, readSheet: async () => refusal }));
    expect(refused.name).toBe('Final');
    expect(refused.message).toContain('The caller does not have permission');
  });

  it.each([
    ['not-shared', 'Share it with the client_email'],
    ['not-found', 'spreadsheet id'],
    ['unauthorized', 'service account'],
  ])('tells what to do when it is refused as %s', async (reason, says) => {
    const { ports } = surroundings();
    const refusal = { kind: 'refused', reason, message: 'no' } as const;
    const { message } = await stepEndsWith(fetchSheet(aRun(), { ...ports, readSheet: async () => refusal }));
    expect(message).toContain(says);
  });
});

describe('checking the sheet', () => {
  const checked = async (rows: Cell[][], run = aRun()) => {
    const { ports, seen, fetched } = surroundings({ current: known });
    await fetched(sheetOf(rows), run);
    return { ...(await check(run, ports)), seen };
  };

  it('lets through what is within the limit, and notes the run with its difference', async () => {
    const { outcome, approvedBy, fingerprint, seen } = await checked(rowsOf(known.slice(1)));
    expect({ outcome, approvedBy }).toEqual({ outcome: 'apply', approvedBy: '' });
    expect(seen.begun).toEqual([[aRun().runId, fingerprint]]);
  });

  it('refuses a mass deletion, and lets it through for whoever approves exactly that', async () => {
    const refused = await checked(rowsOf(known.slice(5)));
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'too-much-changes', approvedBy: '' });
    const approving = aRun({ requestedBy: 'anna', approves: refused.fingerprint });
    expect(await checked(rowsOf(known.slice(5)), approving)).toMatchObject({ outcome: 'apply', approvedBy: 'anna' });
    const another = await checked(rowsOf(known.slice(6)), approving);
    expect(another).toMatchObject({ outcome: 'refused', approvedBy: '' });
    expect(another.fingerprint).not.toBe(refused.fingerprint);
  });

  it('does not say that somebody approved what needed no approval', async () => {
    const { fingerprint } = await checked(rowsOf(known.slice(1)));
    const again = await checked(rowsOf(known.slice(1)), aRun({ requestedBy: 'anna', approves: fingerprint }));
    expect(again).toMatchObject({ outcome: 'apply', approvedBy: '' });
  });

  it('lets nobody approve a sheet without venues', async () => {
    const { fingerprint } = await checked([['THAILAND']]);
    expect(await checked([['THAILAND']], aRun({ approves: fingerprint }))).toMatchObject({ outcome: 'refused' });
  });

  // A pattern that runs away would not come back within the time a test has.
  it('comes to an end over cells as long as a sheet can hold', async () => {
    const long = ['x', 'ก', ' ', '+6', 'a.', "'", '(', '\n', '12-'].map((unit) => `a${unit.repeat(25_000)}a`);
    const rows = Array.from({ length: 90 }, (_, at) => [
      at + 1,
      `Hotel ${at + 1}`,
      ...Array<Cell>(11).fill(long[at % long.length] ?? ''),
    ]);
    expect(await checked(rows)).toMatchObject({ fingerprint: expect.any(String) });
  });
});

describe('applying the sheet', () => {
  const prepared = async () => {
    const world = surroundings({ current: known });
    await world.fetched(sheetOf([...rowsOf(known.slice(1)), aRow(99, 'New', { contact_phone: '1' })]));
    return { ...world, checked: await check(aRun(), world.ports) };
  };

  it('takes over what differs, keeps what cannot be read, and notes what was done', async () => {
    const { ports, seen, checked } = await prepared();
    const taken = await apply(aRun(), checked, ports, now);
    expect(seen.statements[0]).toMatchObject({ runId: aRun().runId, ended: [{ venueId: 1, state: 'removed' }] });
    expect(seen.problemsKept).toEqual([1]);
    expect(seen.applied).toEqual(taken);
    expect(taken).toMatchObject({ changed: 1, ended: 1, problemsOpened: 1, valuesRefused: 0 });
  });

  it('lets nobody be answered with what was kept of venues whose people changed or that ended', async () => {
    const world = surroundings({ current: known });
    const [, second, third] = rowsOf(known);
    if (!second || !third) throw new Error('too few venues for this test');
    second[4] = 'new@hotel.example';
    third[10] = 'other notes';
    await world.fetched(sheetOf([second, third, ...rowsOf(known).slice(3), aRow(99, 'New', {})]));
    const checked = await check(aRun(), world.ports);
    await apply(aRun(), checked, world.ports, now);
    // A first try may have died after its transaction: the second forgets them all the same.
    await apply(aRun(), checked, world.ports, now);
    expect(world.seen.forgotten).toEqual([2, 1, 2, 1]);
  });

  it('answers a second try with what the first one did', async () => {
    const { ports, seen, checked } = await prepared();
    const first = await apply(aRun(), checked, ports, now);
    expect(await apply(aRun(), checked, ports, now)).toEqual(first);
    expect(seen.statements).toHaveLength(1);
  });

  it('does nothing for a run that is over, and is not tried again', async () => {
    const { ports, seen, checked } = await prepared();
    const over: typeof ports.together = (work) =>
      ports.together((record) => work({ ...record, log: { ...record.log, progress: async () => ({ kind: 'over' }) } }));
    expect(await stepEndsWith(apply(aRun(), checked, { ...ports, together: over }, now))).toMatchObject({
      name: 'Final',
    });
    expect(seen.statements).toHaveLength(0);
  });

  it('cannot begin without the step before', async () => {
    const { ports } = surroundings();
    const { name, message } = await stepEndsWith(apply(aRun(), { approvedBy: '' }, ports, now));
    expect(name).toBe('Retryable');
    expect(message).toMatch(/^The step failed unexpectedly/);
  });
});

describe('finishing a run', () => {
  const ended = {
    check: undefined,
    publish: { kind: 'published', version: 3, counts: { venues: 10, zones: 4 } },
  } as const;

  it('writes the report, notes how it went, and lets the next run start', async () => {
    const { ports, seen } = surroundings();
    const report = await finish({ ...aRun(), ...ended }, ports, now);
    expect(seen.files.get(filesOf(aRun().runId).report)).toEqual(report);
    expect(seen.finished).toEqual([report]);
    expect(seen.past).toMatchObject({ lastOutcome: 'succeeded', lastSucceededAt: now.toISOString() });
    expect(seen.released).toEqual([aRun().runId]);
    expect(report.consistency).toBe(0.975);
  });

  it('does all that while the database is away, and says so to whoever looks after it', async () => {
    const { ports, seen, broken } = surroundings();
    broken.database = new SqlFailure('unavailable', 'The database does not answer');
    const failure = 'Applying the sheet: The database does not answer';
    await finish({ ...aRun(), failure }, ports, now);
    const report = seen.files.get(filesOf(aRun().runId).report) as SyncReport;
    expect(report).toMatchObject({ outcome: 'failed', failure });
    expect(seen.past).toMatchObject({ lastOutcome: 'failed', lastFinishedAt: now.toISOString() });
    expect(seen.past).not.toHaveProperty('lastSucceededAt');
    expect(seen.released).toEqual([aRun().runId]);
    expect(seen.troubles).toEqual(['run not noted in the database']);
    expect(seen.told).toHaveLength(1);
  });

  it('tells ops of a refusal without old values while the database is away', async () => {
    const { ports, seen, broken, fetched } = surroundings({ current: known });
    await fetched(sheetOf(rowsOf(known.slice(5))));
    const checked = await check(aRun(), ports);
    broken.database = new SqlFailure('unavailable', 'The database does not answer');
    await finish({ ...aRun(), check: checked }, ports, now);
    expect(seen.told[0]?.text).toContain(`npm run sync -- --approve ${checked.fingerprint}`);
  });

  it('tells again with the next run what could not be told', async () => {
    const { ports, seen, broken } = surroundings();
    const failed = { ...aRun(), failure: 'no' };
    broken.tell = new Error('the topic is away');
    await finish(failed, ports, now);
    expect(seen.released).toHaveLength(1);
    broken.tell = undefined;
    await finish({ ...failed, runId: 'next' }, ports, now);
    await finish({ ...failed, runId: 'third' }, ports, now);
    expect(seen.told.map(({ subject }) => subject)).toEqual(['Venue sheet: the sync failed']);
  });

  it('does not let the next run start before the report is written', async () => {
    const { ports, seen, broken } = surroundings();
    broken.write = new Error('the bucket is away');
    await expect(finish({ ...aRun(), ...ended }, ports, now)).rejects.toThrow('the bucket is away');
    expect(seen.released).toEqual([]);
    expect(seen.told).toEqual([]);
  });

  it('again, after the next run has begun, leaves what is known of that one alone', async () => {
    const { ports, seen } = surroundings();
    const later = { watchedSince: '2026-11-21T08:00:00.000Z', lastStartedAt: '2026-11-21T10:00:10.000Z' };
    seen.past = { ...later, lastOutcome: 'succeeded', lastSucceededAt: '2026-11-21T10:00:12.000Z' };
    const before = { ...seen.past };
    const report = await finish({ ...aRun(), failure: 'no' }, ports, new Date('2026-11-21T10:00:20.000Z'));
    expect(report.outcome).toBe('failed');
    expect(seen.past).toEqual(before);
    expect(seen.told).toEqual([]);
  });

  it('done twice tells once', async () => {
    const { ports, seen } = surroundings();
    const failed = { ...aRun(), failure: 'no' };
    await finish(failed, ports, now);
    await finish(failed, ports, now);
    expect(seen.told).toHaveLength(1);
  });
});

describe('the failure of a step', () => {
  it.each([
    ['Retryable', new SqlFailure('resuming', 'The database was asleep')],
    ['Final', new SqlFailure('not-permitted', 'The database answered not-permitted')],
    ['Retryable', new TypeError('Cannot read “secret cell” of undefined')],
    ['Final', new Failure('sheet-refused', 'no', { retryable: false })],
    ['Retryable', 'thrown text'],
  ] as const)('is %s for %s', (name, error) => expect(stepFailure('Checking the sheet', error).name).toBe(name));

  it('never repeats what stood in a cell', () => {
    const error = new TypeError('Cannot read “081 234 5678, Khun Noi” of undefined');
    expect(stepFailure('Checking the sheet', error).message).toBe(
      'Checking the sheet failed unexpectedly (TypeError); its log has the details.',
    );
  });

  it.each([
    [
      { Error: 'Final', Cause: '{"errorMessage":"Reading the sheet: no","errorType":"Final"}' },
      'Reading the sheet: no',
    ],
    [{ Error: 'States.Timeout' }, 'A step took longer than it may.'],
    [{ Error: 'Sandbox.Timedout', Cause: '{"errorMessage":""}' }, 'A step took longer than it may.'],
    [{ Error: 'Runtime.ExitError', Cause: 'RequestId: 1 Error: exited' }, 'A step failed (Runtime.ExitError).'],
  ])('is told in words: %j', (failure, words) => expect(failureInWords(failure)).toBe(words));
});
