import type { EnvironmentSettings, InvokeMessage } from './protocol.ts';

/** The context object a handler gets, as the Node runtime of Lambda builds it. */
export function createLambdaContext(settings: EnvironmentSettings, message: InvokeMessage) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${settings.region}:000000000000:function:${settings.name}`,
    memoryLimitInMB: String(settings.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: `/aws/lambda/${settings.name}`,
    logStreamName: settings.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
  };
}
