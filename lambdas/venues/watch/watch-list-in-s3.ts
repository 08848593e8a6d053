import type { S3Client } from '@aws-sdk/client-s3';
import { keptFresh, type RefreshOptions } from '../publication/kept-fresh.ts';
import { partsInS3 } from '../publication/parts-in-s3.ts';
import { NOTHING_TO_WATCH, readWatchList, type WatchParts } from './read-watch-list.ts';
import type { WatchCounts, WatchLists } from './watch-list.ts';

/** What is to be watched, as the directory in a bucket says. */
export function watchListInS3(
  client: Pick<S3Client, 'send'>,
  bucket: string,
  options: RefreshOptions<WatchCounts>,
): WatchLists {
  const source = partsInS3(client, bucket, async ({ zonesKey, hoursKey }, part): Promise<WatchParts> => {
    const [zones, hours] = await Promise.all([part(zonesKey), hoursKey === undefined ? undefined : part(hoursKey)]);
    return { zones, ...(hours !== undefined && { hours }) };
  });
  return { current: keptFresh(source, { read: readWatchList, empty: () => NOTHING_TO_WATCH }, options) };
}
