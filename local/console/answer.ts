/** What the console sends back; a problem is one plain sentence that says what to do. */
export type Answer = { status: number; headers?: Record<string, string>; body: string | Buffer };

export const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export const problem = (status: number, sentence: string, headers: Record<string, string> = {}): Answer => {
  const answer = json(status, { problem: sentence });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

/** Thrown where a request cannot be served; becomes a `problem`. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}
