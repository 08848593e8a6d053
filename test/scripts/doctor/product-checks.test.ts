import { judgeDeadLetters, judgeDirectory, judgeHealth, judgeOverdue } from '../../../scripts/doctor/product-checks.ts';
import { anAnswer } from './an-answer.ts';

const health = (status: number, more: object = {}) =>
  anAnswer(status, { status: 'ok', stage: 'Dev', chats: 'ACTIVE', ...more });

describe('the API', () => {
  it.each([
    ['well', health(200), 'right', /answers/],
    [
      'without its table',
      health(503, { status: 'unwell', chats: 'unreachable' }),
      'wrong',
      /chat table is unreachable/,
    ],
    ['of another stage', health(200, { stage: 'Prod' }), 'wrong', /stage Prod, not Dev/],
    ['of somebody else', anAnswer(404, { message: 'Not Found' }), 'wrong', /answers 404/],
  ])('%s', (_, answer, level, words) => {
    const finding = judgeHealth(answer, 'Dev');
    expect(finding.level).toBe(level);
    expect(finding.what).toMatch(words);
  });
});

describe('the venue directory', () => {
  const now = new Date('2026-01-03T00:00:00Z');
  const published = {
    kind: 'published',
    venues: 2_000,
    zones: 10_000,
    skipped: 0,
    at: new Date('2026-01-01T00:00:00Z'),
    version: 'v',
  } as const;
  it.each([
    ['as it should be', published, ['right']],
    ['partly unusable', { ...published, skipped: 3 }, ['right', 'look']],
    ['empty', { ...published, venues: 0 }, ['wrong']],
    ['damaged', { kind: 'unreadable', problem: 'not a list' } as const, ['wrong']],
    ['never published', { kind: 'missing' } as const, ['wrong']],
  ])('%s', (_, directory, levels) => {
    const findings = judgeDirectory(directory, now, 'npm run sync');
    expect(findings.map(({ level }) => level)).toEqual(levels);
    for (const { level, todo } of findings) if (level !== 'right') expect(todo).toBe('npm run sync');
  });

  it('says how many and how old', () =>
    expect(judgeDirectory(published, now, '')[0]?.what).toBe(
      'The venue directory has 2,000 venues and was published 2 days ago',
    ));
});

it('counts what is set aside, queue by queue', () => {
  expect(judgeDeadLetters([['Inbox', 0]], '').level).toBe('right');
  expect(
    judgeDeadLetters(
      [
        ['Inbox', 2],
        ['Turns', 0],
        ['Outbox', 1],
      ],
      'redrive',
    ),
  ).toMatchObject({
    level: 'look',
    what: 'Set aside among the dead letters: Inbox 2, Outbox 1',
    todo: 'redrive',
  });
});

it('tells overdue answers from people not yet answered', () => {
  const item = (sk: string) => ({ pk: 'CHAT#line#U1', sk });
  expect(judgeOverdue([]).level).toBe('right');
  expect(judgeOverdue([item('OUT#1'), item('OUT#2'), item('STATE')]).what).toBe(
    'Due for more than 2 minutes: 2 answers to send, 1 chat to answer',
  );
  expect(judgeOverdue(Array.from({ length: 800 }, () => item('STATE'))).what).toMatch(/at least 800 chats/);
});
