import { S3Client } from '@aws-sdk/client-s3';
import { directoryInS3 } from '../../lambdas/venues/directory-in-s3.ts';
import type { LocalStack } from '../stack.ts';
import type { VenueNames } from './chat-view.ts';

export type FreshVenueNames = VenueNames & {
  /** Resolves when what is published now is known. */
  refresh(): Promise<void>;
  close(): void;
};

/**
 * The venues as the functions see them: what is published now. Asking answers what was last read and looks again
 * behind it, because a page must not wait for a bucket.
 */
export function publishedVenueNames({ admin, outputs }: LocalStack): FreshVenueNames {
  const client = new S3Client(admin);
  const directory = directoryInS3(client, outputs.DirectoryBucketName ?? '', {
    clock: () => new Date(),
    recheckSeconds: 0,
  });
  let last: VenueNames = { venue: () => undefined };
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= directory
      .resolver()
      .then(
        (lookup) => {
          last = lookup;
        },
        () => {},
      )
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  return {
    async refresh() {
      // A look under way may have begun before the publication that matters.
      await looking;
      await look();
    },
    venue(id) {
      void look();
      return last.venue(id);
    },
    close: () => client.destroy(),
  };
}
