import type { Need } from './policy.ts';

export type S3Request = { method: string; path: string; query: URLSearchParams; copySource?: string };

/** What a path-style S3 request needs; `operation` is the name the API gives it, as far as IAM cares. */
export function s3Needs({ method, path, query, copySource }: S3Request): Need[] {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(path)) ?? [];
  if (bucket === '') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (key === '' && method === 'POST' && query.has('delete')) return [on(`${bucket}/*`, 'DeleteObject')];
  if (key === '') return [on(bucket, bucketAction(method, query))];
  const needs = [on(`${bucket}/${key}`, objectAction(method, query))];
  if (copySource !== undefined) needs.push(on(decodeURIComponent(copySource).replace(/^\//, ''), 'GetObject'));
  return needs;
}

/** On AWS an object that does not exist is "access denied" to whoever may not list the bucket. */
export function listingNeed(path: string): Need {
  return on(decodeURIComponent(path).split('/')[1] ?? '', 'ListBucket');
}

function bucketAction(method: string, query: URLSearchParams): string {
  if (method === 'PUT') return query.has('lifecycle') ? 'PutLifecycleConfiguration' : 'CreateBucket';
  if (method === 'DELETE') return query.has('lifecycle') ? 'PutLifecycleConfiguration' : 'DeleteBucket';
  if (query.has('versions')) return 'ListBucketVersions';
  if (query.has('uploads')) return 'ListBucketMultipartUploads';
  if (query.has('location')) return 'GetBucketLocation';
  return 'ListBucket';
}

function objectAction(method: string, query: URLSearchParams): string {
  const version = query.has('versionId') ? 'Version' : '';
  const tagging = query.has('tagging') ? 'Tagging' : '';
  if (method === 'GET' || method === 'HEAD') return `GetObject${version}${tagging}`;
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : `DeleteObject${version}${tagging}`;
  return `PutObject${version}${tagging}`;
}

function on(resource: string, action: string): Need {
  return { action: `s3:${action}`, resource: `arn:aws:s3:::${resource}` };
}
