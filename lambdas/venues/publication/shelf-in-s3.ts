import type { S3Client } from '@aws-sdk/client-s3';
import { putText, statusOf, textAt } from '../../runtime/text-objects-in-s3.ts';
import { POINTER_KEY, Pointer, readPointer } from './pointer.ts';
import type { Shelf } from './publish-directory.ts';

export function shelfInS3(client: Pick<S3Client, 'send'>, bucket: string): Shelf {
  return {
    async current() {
      const found = await textAt(client, { bucket, key: POINTER_KEY });
      return found && { pointer: readable(found.text), mark: found.etag };
    },
    put: (key, text) => putText(client, { bucket, key }, text),
    async point(pointer, mark) {
      const text = JSON.stringify(Pointer.parse(pointer));
      const condition = mark === undefined ? { IfNoneMatch: '*' } : { IfMatch: mark };
      try {
        await putText(client, { bucket, key: POINTER_KEY }, text, condition);
        return 'pointed';
      } catch (error) {
        // 409: somebody else is writing it this very moment.
        if ([409, 412].includes(statusOf(error))) return 'overtaken';
        throw error;
      }
    },
  };
}

/** A damaged pointer must not keep a good one from taking its place. */
function readable(text: string): Pointer | undefined {
  try {
    return readPointer(text);
  } catch {
    return undefined;
  }
}
