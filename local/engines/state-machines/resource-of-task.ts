/** What a task's Resource stands for. */
export type Integration = {
  /** Such as `lambda` or `dynamodb`. */
  service: string;
  /** Such as `invoke`, with what AWS calls it after the colon. */
  operation: string;
  /** Named `aws-sdk:…`: parameters and errors are those of the SDK. */
  bySdk: boolean;
  waitsForToken: boolean;
  /** The Resource is the function itself. */
  isFunctionArn: boolean;
  resource: string;
};

const ITEM_OPERATIONS = ['putItem', 'getItem', 'updateItem', 'deleteItem'];
const COVERED: Record<string, readonly string[]> = {
  lambda: ['invoke'],
  sqs: ['sendMessage'],
  sns: ['publish'],
  dynamodb: ITEM_OPERATIONS,
  'aws-sdk:dynamodb': [...ITEM_OPERATIONS, 'query'],
};
const TAKES_TOKEN = new Set(['lambda', 'sqs']);

/** Undefined for every integration the local runtime does not carry. */
export function readResource(resource: string): Integration | undefined {
  if (/^arn:aws:lambda:[^:]*:[^:]*:function:/.test(resource)) {
    return {
      service: 'lambda',
      operation: 'invoke',
      bySdk: false,
      waitsForToken: false,
      isFunctionArn: true,
      resource,
    };
  }
  const [, sdk, service = '', operation = '', pattern] =
    /^arn:aws:states:[^:]*:[^:]*:(aws-sdk:)?([a-z0-9]+):([A-Za-z]+)(\.\w+(?::\d)?)?$/.exec(resource) ?? [];
  const name = `${sdk ?? ''}${service}`;
  if (!COVERED[name]?.includes(operation)) return undefined;
  if (pattern !== undefined && !(pattern === '.waitForTaskToken' && TAKES_TOKEN.has(name))) return undefined;
  return {
    service,
    operation,
    bySdk: sdk !== undefined,
    waitsForToken: pattern !== undefined,
    isFunctionArn: false,
    resource,
  };
}
