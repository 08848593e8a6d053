import type { CrashPoint } from './functions.ts';

/** What an environment is told when it starts. */
export type EnvironmentSettings = {
  codeDirectory: string;
  handler: string;
  name: string;
  memoryMb: number;
  region: string;
  logStreamName: string;
};

/** Events and answers cross as JSON text, so nothing that Lambda could not carry leaks through. */
export type InvokeMessage = { requestId: string; event: string; deadline: number; crashAt?: CrashPoint };

export type FailureReport = { errorType: string; errorMessage: string; trace: string[] };

export type EnvironmentMessage =
  | { kind: 'ready'; initMilliseconds: number }
  | { kind: 'init-failed'; failure: FailureReport }
  | { kind: 'answered'; requestId: string; payload: string }
  | { kind: 'failed'; requestId: string; failure: FailureReport }
  /** The environment cannot go on: an exception or rejection nobody handled. */
  | { kind: 'broken'; failure: FailureReport };
