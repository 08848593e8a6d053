import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishPorts } from '../../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { type ARecord, startRecord } from '../record/a-record.ts';

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
afterAll(() => record?.close());

describe('the number of the next version', () => {
  const draw = (above: number) => publishPorts(record.sql, {} as never, 'none').nextVersion(above);

  it('is higher than every one drawn and than the one in force', async () => {
    expect(await draw(0)).toBe(1);
    expect(await draw(1)).toBe(2);
    expect(await draw(500)).toBe(501);
    expect(await draw(0)).toBe(502);
  });

  it('is none where the one in force cannot have been drawn', async () => {
    await expect(draw(1e12)).rejects.toThrow('is in force, but the database is at 503');
  });
});
