import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SqlFailure } from '../lambdas/runtime/sql/sql-failure.ts';

/** A mistake or a circumstance the person at the keyboard can do something about: told in words, without a stack. */
export class PlainProblem extends Error {
  override name = 'PlainProblem';
}

/** Runs a script to its exit code; what a person can solve is told in a line, anything else with its stack. */
export async function runScript(name: string, run: () => Promise<0 | 1>): Promise<void> {
  // Whoever reads only the first lines (| head) closes the pipe: nothing is wrong with that.
  process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
    if (problem.code === 'EPIPE') process.exit(0);
    throw problem;
  });
  try {
    process.exitCode = await run();
  } catch (problem) {
    const words = wordsFor(problem);
    console.error(words === undefined ? problem : `${name}: ${words}`);
    process.exitCode = problem instanceof UsageProblem ? 2 : 1;
  }
}

/** The script was called in a way it does not know. */
export class UsageProblem extends PlainProblem {}

/** The options a script was called with; anything it does not know is a usage problem. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: Options) {
  try {
    return parseArgs({ options, allowPositionals: false }).values;
  } catch (problem) {
    throw new UsageProblem(`${(problem as Error).message}\n${usage}`);
  }
}

/** What an error of AWS, of the database or of the network means for the person who called, if anything is known about it. */
export function wordsFor(problem: unknown): string | undefined {
  if (problem instanceof PlainProblem) return problem.message;
  if (!(problem instanceof Error)) return undefined;
  if (problem instanceof SqlFailure && problem.retryable) {
    return `the venue database does not answer just now (${problem.code}); try again in a moment`;
  }
  if (isUnreachable(problem)) return `nothing answers at ${addressIn(problem)}; is it running?`;
  switch (problem.name) {
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return 'there are no AWS credentials here; sign in as for the AWS CLI (AWS_PROFILE, aws sso login)';
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'InvalidAccessKeyId':
      return 'AWS does not accept your credentials any more; sign in again (aws sso login)';
    case 'AccessDenied':
    case 'AccessDeniedException':
      return `your AWS credentials may not do this: ${problem.message}`;
    case 'TimeoutError':
    case 'AbortError':
      return 'no answer in time';
    default:
      return undefined;
  }
}

const codeOf = (problem: Error): string => ('code' in problem ? String(problem.code) : '');

function isUnreachable(problem: Error): boolean {
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(codeOf(problem))) return true;
  return problem.cause instanceof Error && isUnreachable(problem.cause);
}

function addressIn(problem: Error): string {
  if (problem.cause instanceof Error) return addressIn(problem.cause);
  const { address, hostname, port } = problem as { address?: string; hostname?: string; port?: number };
  return [address ?? hostname ?? 'the address', port].filter(Boolean).join(':');
}
