import { type Answer, ask } from './ask.ts';
import { type Finding, right, wrong } from './finding.ts';

export type SignedCall = {
  vendor: string;
  url: string;
  body: string;
  header: string;
  secret: string;
  /** As the vendor does it. */
  sign(body: string, secret: string): string;
};

/** Our own webhook, asked as the vendor asks it, with a body that holds no event: nothing is taken in. */
export async function checkSignatures(call: SignedCall, signal: AbortSignal): Promise<Finding[]> {
  const { vendor, url, body, header, secret, sign } = call;
  const post = (headers: Record<string, string>) =>
    ask(url, { method: 'POST', body, signal, headers: { 'content-type': 'application/json', ...headers } });
  const [signed, unsigned, forged] = await Promise.all([
    post({ [header]: sign(body, secret) }),
    post({}),
    post({ [header]: sign(body, `not-${secret}`) }),
  ]);
  return [judgeSigned(vendor, signed), judgeUnsigned(vendor, unsigned, forged)];
}

export function judgeSigned(vendor: string, { status }: Answer): Finding {
  if (status === 200) return right(`What ${vendor} signs is accepted`);
  const lost = `what people write on ${vendor} does not reach us`;
  if (status === 401) {
    return wrong(`Our webhook refuses what is signed with the secret we keep for ${vendor}`, {
      means: lost,
      todo: 'a secret just replaced is known everywhere within five minutes; later than that: docs/runbook.md, receive-webhook',
    });
  }
  return wrong(`Our webhook answers ${status} to a correctly signed call of ${vendor}`, {
    means: lost,
    todo: status === 404 ? 'deploy again: the route is missing' : 'docs/runbook.md, receive-webhook',
  });
}

export function judgeUnsigned(vendor: string, ...answers: Answer[]): Finding {
  const taken = answers.filter(({ status }) => status >= 200 && status < 300);
  if (taken.length > 0) {
    return wrong(`Our webhook accepts calls that ${vendor} did not sign`, {
      means: 'anybody who knows the address can write in the name of anybody',
      todo: 'roll back the last deploy at once; docs/runbook.md, receive-webhook',
    });
  }
  const other = answers.find(({ status }) => status !== 401);
  if (other === undefined) return right(`What ${vendor} did not sign is refused`);
  return wrong(`Our webhook answers ${other.status} instead of 401 to a call ${vendor} did not sign`, {
    means: 'nothing is taken in, but the webhook does not get as far as checking who calls',
    todo: 'docs/runbook.md, receive-webhook',
  });
}
