import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Access, access } from './access.ts';
import { acknowledgeWildcard } from './acknowledge.ts';

/** Everything in one folder of a bucket, and nothing else of it; `folder` without slashes at its ends. */
export function folderAccess(bucket: Bucket, folder: string, actions: ('GetObject' | 'PutObject')[]): Access {
  const inside = access(
    bucket.bucketName,
    actions.map((action) => `s3:${action}`),
    [bucket.arnForObjects(`${folder}/*`)],
  );
  return {
    ...inside,
    allow(grantee) {
      inside.allow(grantee);
      if (!Construct.isConstruct(grantee)) throw new Error(`${folder} can be granted to constructs only`);
      acknowledgeWildcard(
        grantee,
        { owner: bucket, arn: bucket.bucketArn, end: `/${folder}/*` },
        'The names of these objects are made while the function runs; the folder holds nothing else.',
      );
    },
  };
}
