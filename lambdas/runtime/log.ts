import { Logger } from '@aws-lambda-powertools/logger';
import { pseudonym } from './fingerprint.ts';

/**
 * Log lines carry reasons, counts and pseudonyms; never names, numbers or what people wrote. A message id is treated
 * like a phone number, because a wamid contains one.
 */
export type Log = {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The pseudonym of a chat, sender or message id in this deployment's logs. */
  who(id: string): string;
};
/** An `error` is told by its name, code and stack. */
type LogFields = { error?: unknown; [field: string]: unknown };

export function createLog(service: string, salt: string): Log {
  const logger = new Logger({ serviceName: service });
  return {
    info: (message, fields) => logger.info(message, told(fields)),
    warn: (message, fields) => logger.warn(message, told(fields)),
    error: (message, fields) => logger.error(message, told(fields)),
    who: (id) => pseudonym(salt, id),
  };
}

const told = ({ error, ...fields }: LogFields = {}): LogFields => ({ ...fields, ...describe(error) });

/** Only name, code and stack: messages of foreign errors may quote what a person wrote or where they live. */
function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return {};
  const code = 'code' in error ? error.code : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6);
  return { errorName: error.name, ...(code === undefined ? {} : { errorCode: code }), stack, ...causeOf(error) };
}

const causeOf = (error: Error): LogFields =>
  error.cause instanceof Error ? { causeName: error.cause.name, cause: describe(error.cause) } : {};
