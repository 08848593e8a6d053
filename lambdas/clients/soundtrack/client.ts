import type * as z from 'zod';
import { Failure } from '../../runtime/failure.ts';
import { httpCall } from '../../runtime/http-call.ts';
import type { SoundtrackOutcome } from './outcome.ts';
import { type Bucket, readAnswer } from './read-answer.ts';

/** A query or mutation as text, and the shape of what comes back for it. */
export type Operation<Variables, Data> = {
  name: string;
  text: string;
  data: z.ZodType<Data>;
  /** For the compiler only: which variables the text needs. */
  variables?: Variables;
};

export type SoundtrackClient = {
  /** One request, one outcome; never throws for what Soundtrack or the network does, never asks twice. */
  ask<Variables extends Record<string, unknown>, Data>(
    operation: Operation<Variables, Data>,
    variables: Variables,
    options?: AskOptions,
  ): Promise<SoundtrackOutcome<Data>>;
};

/** All that most code needs of a client; whoever paces, retries or ends requests offers the same. */
export type Asking = Pick<SoundtrackClient, 'ask'>;

/** `signal` ends a request before its time; the outcome is then `later`, and says whether it may have run. */
export type AskOptions = { signal?: AbortSignal };

export type SoundtrackSettings = {
  /** The whole address: `https://api.soundtrackyourbrand.com/v2`. */
  url: string;
  /** The issued token as it is: it is encoded already. Asked `fresh` once after Soundtrack refused one. */
  token(options?: { fresh: boolean }): Promise<string>;
  timeoutMilliseconds: number;
  /** @default 3,600 tokens, 50 a second: what is documented */
  bucket?: Bucket;
};

const DOCUMENTED: Bucket = { capacity: 3_600, refillPerSecond: 50 };

/** The Soundtrack API with one credential. Retrying is the caller's policy. */
export function createSoundtrackClient(settings: SoundtrackSettings): SoundtrackClient {
  const { url, timeoutMilliseconds, bucket = DOCUMENTED } = settings;

  const send = async <Data>(
    token: string,
    { name, text, data }: Operation<never, Data>,
    variables: object,
    signal?: AbortSignal,
  ) =>
    readAnswer(
      await httpCall({
        method: 'POST',
        url,
        headers: { authorization: `Basic ${token}` },
        body: { query: text, variables, operationName: name },
        timeoutMilliseconds,
        signal,
      }),
      data,
      bucket,
    );

  return {
    async ask(operation, variables, { signal } = {}) {
      const token = await read(settings.token);
      if (typeof token !== 'string') return token;
      const outcome = await send(token, operation as Operation<never, never>, variables, signal);
      if (outcome.kind !== 'refused' || outcome.reason !== 'unauthenticated') return outcome;
      const fresh = await read(settings.token, { fresh: true });
      if (typeof fresh !== 'string' || fresh === token) return outcome;
      return send(fresh, operation as Operation<never, never>, variables, signal);
    },
  };
}

/** The token, or why there is none: a secret that cannot be read is an outcome like any other. */
async function read(
  token: SoundtrackSettings['token'],
  options?: { fresh: boolean },
): Promise<string | Exclude<SoundtrackOutcome<never>, { kind: 'answer' }>> {
  try {
    return await token(options);
  } catch (error) {
    const needsPerson = error instanceof Failure && !error.retryable;
    return needsPerson
      ? { kind: 'refused', reason: 'unauthenticated', errors: [{ message: 'the token cannot be read', path: [] }] }
      : { kind: 'later', reason: 'unavailable', mayHaveRun: false };
  }
}
