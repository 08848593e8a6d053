import { physicalName, type ResourceKind } from '../resource.ts';

export type BucketSpec = { id: string; path: string; name: string; arn: string };

export const bucket: ResourceKind<BucketSpec> = {
  types: ['AWS::S3::Bucket'],
  identify(resource) {
    const name = physicalName(resource, 'BucketName', { longest: 63, lowerCase: true });
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: `${name}.s3.amazonaws.com` } };
  },
  read(resource) {
    const { ref: name, attributes } = resource.identity;
    return { id: resource.id, path: resource.path, name, arn: String(attributes.Arn) };
  },
};
