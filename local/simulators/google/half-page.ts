import type { Answer, Call } from '../loopback-server.ts';

/** Announces a whole answer, sends half of it, and hangs up. */
export async function breakHalfway({ response }: Call, answer: Answer): Promise<Answer> {
  if (answer.kind !== 'answer') return answer;
  const bytes = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  await new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => resolve());
  });
  return { kind: 'drop' };
}
