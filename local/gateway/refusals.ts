/** The services the gateway answers for, with how each words an error. */
export type Service = 'dynamodb' | 'sqs' | 's3' | 'secretsmanager' | 'states' | 'sns' | 'rds-data';
export type Refusal = { status: number; headers: Record<string, string>; body: string };

type Wording = { status: number; code: string; message: string };

export function accessDenied(service: Service, message: string): Refusal {
  const status = ['s3', 'sqs', 'sns', 'rds-data'].includes(service) ? 403 : 400;
  const code = service === 's3' ? 'AccessDenied' : service === 'sns' ? 'AuthorizationError' : 'AccessDeniedException';
  return word(service, { status, code, message });
}

export function unknownCaller(service: Service): Refusal {
  const message = 'The security token included in the request is invalid.';
  if (service === 's3') return word(service, { status: 403, code: 'InvalidAccessKeyId', message });
  return word(service, {
    status: service === 'sqs' || service === 'rds-data' ? 403 : 400,
    code: 'UnrecognizedClientException',
    message,
  });
}

/** What the service says when it is asked too often; a transaction then conflicts instead. */
export function throttled(service: Service, operation: string, items: number): Refusal {
  const message = 'The request rate is too high (injected fault).';
  if (service === 's3') return word(service, { status: 503, code: 'SlowDown', message });
  if (service !== 'dynamodb') return word(service, { status: 400, code: 'ThrottlingException', message });
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') return transactionConflict(items);
  return word(service, { status: 400, code: 'ProvisionedThroughputExceededException', message });
}

export function failed(service: Service): Refusal {
  const message = 'The service failed (injected fault).';
  const code =
    service === 'sqs'
      ? 'InternalFailure'
      : service === 'secretsmanager'
        ? 'InternalServiceError'
        : service === 'rds-data'
          ? 'InternalServerErrorException'
          : 'InternalServerError';
  return word(service, { status: 500, code: service === 's3' ? 'InternalError' : code, message });
}

export function notCovered(service: string, operation: string): Refusal {
  const message = `The local runtime has no engine for ${service} (${operation || 'unknown operation'}).`;
  return {
    status: 501,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ __type: 'NotCoveredLocally', message }),
  };
}

export function engineUnreachable(service: Service, problem: string): Refusal {
  return word(service, {
    status: 500,
    code: 'InternalFailure',
    message: `The local ${service} engine did not answer: ${problem}`,
  });
}

function transactionConflict(items: number): Refusal {
  const reasons = Array.from({ length: Math.max(1, items) }, () => ({
    Code: 'TransactionConflict',
    Message: 'Transaction is ongoing for the item',
  }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return json('com.amazonaws.dynamodb.v20120810#TransactionCanceledException', 400, {
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  });
}

const NAMESPACES: Record<Exclude<Service, 's3' | 'sns'>, string> = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810#',
  sqs: 'com.amazonaws.sqs#',
  secretsmanager: '',
  states: '',
  'rds-data': '',
};

function word(service: Service, { status, code, message }: Wording): Refusal {
  if (service === 's3') {
    return {
      status,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
    };
  }
  if (service === 'sns') {
    return {
      status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
    };
  }
  const namespace =
    code === 'AccessDeniedException' && (service === 'dynamodb' || service === 'sqs')
      ? 'com.amazon.coral.service#'
      : NAMESPACES[service];
  return json(`${namespace}${code}`, status, { message, Message: message });
}

function json(type: string, status: number, fields: object): Refusal {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
    body: JSON.stringify({ __type: type, ...fields }),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
