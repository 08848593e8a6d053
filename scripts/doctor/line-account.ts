import * as z from 'zod';
import { counted } from '../in-words.ts';
import type { Answer } from './ask.ts';
import { type Finding, look, masked, right, wrong } from './finding.ts';

const unheard = 'what people write on LINE does not reach us';
const Complaint = z.object({ message: z.string() });

/** LINE's refusal of the token is told once, by the check of the token; the others only say they could not look. */
const unseen = (what: string, { status, json }: Answer): Finding => {
  const message = Complaint.safeParse(json).data?.message ?? '';
  const why = status === 401 ? 'LINE refuses our token' : `LINE answers ${status} ${masked(message)}`.trim();
  return look(`${what} cannot be seen: ${why}`);
};

const BotInfo = z.object({ basicId: z.string(), displayName: z.string() });

export function judgeBot(answer: Answer): Finding {
  const bot = BotInfo.safeParse(answer.json).data;
  if (answer.status === 200 && bot) return right(`Our token is valid; we are ${bot.displayName} (${bot.basicId})`);
  if (answer.status !== 401 && answer.status !== 403) return unseen('Our account', answer);
  return wrong(`LINE refuses our token (${answer.status})`, {
    means: 'nothing can be sent on LINE: nobody there is answered',
    todo: 'LINE Developers console, Messaging API: issue a channel access token, put it into the secret as channelAccessToken',
  });
}

const Endpoint = z.object({ endpoint: z.string(), active: z.boolean() });

export function judgeEndpoint(answer: Answer, webhookUrl: string): Finding {
  const todo = `LINE Developers console, Messaging API: webhook URL ${webhookUrl}, "Use webhook" on`;
  if (answer.status === 404) return wrong('LINE knows no webhook of ours', { means: unheard, todo });
  const set = Endpoint.safeParse(answer.json).data;
  if (answer.status !== 200 || !set) return unseen('The webhook address', answer);
  if (URL.parse(set.endpoint)?.href !== URL.parse(webhookUrl)?.href) {
    return wrong(`LINE sends what people write to ${set.endpoint}, not to ${webhookUrl}`, { means: unheard, todo });
  }
  return set.active
    ? right('LINE sends what people write to our webhook')
    : wrong('LINE knows our webhook but does not use it', { means: unheard, todo });
}

const TestResult = z.object({ success: z.boolean(), reason: z.string(), statusCode: z.number().optional() });

export function judgeTest(answer: Answer): Finding {
  const result = TestResult.safeParse(answer.json).data;
  if (answer.status !== 200 || !result) return unseen("LINE's own test of the webhook", answer);
  if (result.success) return right('LINE reached our webhook in a test of its own');
  const [why, todo] = reasonFor(result);
  return wrong(`LINE's own test of our webhook failed: ${why}`, { means: unheard, todo });
}

function reasonFor({ reason, statusCode }: z.infer<typeof TestResult>): [why: string, todo: string] {
  if (statusCode === 401) {
    return ['we refused its signature', 'put the channel secret of the LINE Developers console into our secret'];
  }
  switch (reason) {
    case 'COULD_NOT_CONNECT':
      return ['it could not connect', 'the address must be public and have a certificate of a known authority'];
    case 'REQUEST_TIMEOUT':
      return ['we took more than two seconds', 'docs/runbook.md, receive-webhook'];
    default:
      return [
        `${reason.toLowerCase().replaceAll('_', ' ')} ${statusCode ?? ''}`.trim(),
        'docs/runbook.md, receive-webhook',
      ];
  }
}

const Quota = z.union([
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('limited'), value: z.number() }),
]);
const Consumption = z.object({ totalUsage: z.number() });

/** Answers within a minute are free; what comes later is paid for from the month's quota. */
export function judgeQuota(quotaAnswer: Answer, consumptionAnswer: Answer): Finding {
  const quota = Quota.safeParse(quotaAnswer.json).data;
  const used = Consumption.safeParse(consumptionAnswer.json).data?.totalUsage;
  if (!quota || used === undefined) return unseen("The month's quota", quota ? consumptionAnswer : quotaAnswer);
  if (quota.type === 'none')
    return right(`LINE sets no limit to paid messages; ${counted(used, 'message')} this month`);
  const { value: limit } = quota;
  const words = `${used.toLocaleString('en')} of ${counted(limit, 'paid message')} of the month are used`;
  if (used < limit * 0.8) return right(words);
  const means = 'when they are used up, answers that take longer than a minute are held back until next month';
  const todo = "raise the account's plan in LINE Official Account Manager";
  return used >= limit
    ? wrong(words, { means: 'answers that take longer than a minute are held back', todo })
    : look(words, { means, todo });
}
