import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import type { Pointer } from '../../../lambdas/venues/publication/pointer.ts';
import { keysOf } from '../../../lambdas/venues/publication/pointer.ts';
import { shelfInS3 } from '../../../lambdas/venues/publication/shelf-in-s3.ts';

const pointer: Pointer = {
  version: 1,
  publishedAt: '2026-11-21T10:00:00.000Z',
  contentHash: 'a'.repeat(64),
  venues: 1,
  zones: 0,
  ...keysOf(1),
};

/** A bucket that answers every write with one status and remembers on what condition it was asked. */
function bucketAnswering(status: number) {
  const conditions: object[] = [];
  const send = async ({ input: { IfMatch, IfNoneMatch } }: { input: Record<string, unknown> }) => {
    conditions.push({ IfMatch, IfNoneMatch });
    if (status !== 200) throw Object.assign(new Error('refused'), { $metadata: { httpStatusCode: status } });
    return {};
  };
  return { shelf: shelfInS3({ send } as unknown as Pick<S3Client, 'send'>, 'shelf'), conditions };
}

describe('putting a version in force', () => {
  it.each([
    ['"7"', { IfMatch: '"7"', IfNoneMatch: undefined }],
    [undefined, { IfMatch: undefined, IfNoneMatch: '*' }],
  ])('where the pointer was seen as %s is done on condition that it still is so', async (mark, condition) => {
    const { shelf, conditions } = bucketAnswering(200);
    expect(await shelf.point(pointer, mark)).toBe('pointed');
    expect(conditions).toEqual([condition]);
  });

  it.each([409, 412])('is overtaken when the bucket answers %i', async (status) => {
    expect(await bucketAnswering(status).shelf.point(pointer, '"7"')).toBe('overtaken');
  });

  it('is not overtaken, but fails, when the bucket is away', async () => {
    await expect(bucketAnswering(503).shelf.point(pointer, '"7"')).rejects.toThrow('refused');
  });
});
