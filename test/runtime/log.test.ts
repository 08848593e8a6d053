import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createLog } from '../../lambdas/runtime/log.ts';

const before = process.env.POWERTOOLS_DEV;
beforeAll(() => {
  // Then it writes to the console of the process, where a test can listen.
  process.env.POWERTOOLS_DEV = 'true';
});
afterAll(() => {
  if (before === undefined) delete process.env.POWERTOOLS_DEV;
  else process.env.POWERTOOLS_DEV = before;
});

it.each(['info', 'warn', 'error'] as const)(
  'an error at level %s is told without its text, its cause’s included',
  (level) => {
    const written: string[] = [];
    const heard = jest.spyOn(console, level).mockImplementation((line: unknown) => void written.push(String(line)));
    try {
      const cause = new Error('Key (value)=(+66812345678) already exists');
      createLog('test', 'salt')[level]('it failed', {
        source: 'sheets',
        error: new TypeError('Anna wrote so', { cause }),
      });
    } finally {
      heard.mockRestore();
    }
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/"it failed".*"sheets".*"TypeError"/s);
    expect(written[0]).not.toMatch(/Anna|66812345678/);
  },
);
