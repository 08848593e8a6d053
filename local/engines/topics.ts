import type { TopicSpec } from '../assembly/kinds/topic.ts';
import { ADMIN_ACCESS_KEY, signedAs } from './aws-json.ts';

/** What was published to a topic. */
export type Notice = { topic: string; messageId: string; subject?: string; message: string; at: string };

export type TopicAnswer = { status: number; headers: Record<string, string>; body: string };

/** SNS without subscribers: the engine judges what is published, and it stays to be seen. */
export type Topics = {
  /** One call in the query protocol, whose caller has been checked. */
  handle(form: Record<string, string>): Promise<TopicAnswer>;
  /** Oldest first; of very many the newest. */
  published(topicName: string): Notice[];
};

const KEPT = 1000;

/** What SNS takes for a subject; the engine takes anything. */
const SUBJECT = /^[^\p{Cc}]{1,99}$/u;

/** @param endpoint of the engine that also serves queues */
export async function startTopics(
  topics: TopicSpec[],
  { endpoint, onNotice = () => {} }: { endpoint: string; onNotice?: (notice: Notice) => void },
): Promise<Topics> {
  const notices = new Map<string, Notice[]>(topics.map(({ arn }) => [arn, []]));
  for (const { name, attributes } of topics) {
    const numbered = Object.entries(attributes).flatMap(([key, value], index) => [
      [`Attributes.entry.${index + 1}.key`, key],
      [`Attributes.entry.${index + 1}.value`, value],
    ]);
    const { status, body } = await call(endpoint, {
      Action: 'CreateTopic',
      Name: name,
      ...Object.fromEntries(numbered),
    });
    if (status !== 200) throw new Error(`topic ${name} could not be created: ${body}`);
  }

  function keep(form: Record<string, string>, answer: string): void {
    const arn = form.TopicArn ?? '';
    for (const { subject, message, messageId } of publishedBy(form, answer)) {
      const notice: Notice = {
        topic: arn.split(':').at(-1) ?? arn,
        messageId,
        ...(subject !== undefined && { subject }),
        message,
        at: new Date().toISOString(),
      };
      const kept = notices.get(arn) ?? [];
      kept.push(notice);
      if (kept.length > KEPT) kept.shift();
      onNotice(notice);
    }
  }

  return {
    async handle(form) {
      if (form.Action === 'Publish' && !SUBJECT.test(form.Subject ?? 'none')) return INVALID_SUBJECT;
      const answer = await call(endpoint, form);
      if (answer.status === 200) keep(form, answer.body);
      return answer;
    },
    published(name) {
      const found = topics.find((topic) => topic.name === name);
      return [...(notices.get(found?.arn ?? '') ?? [])];
    },
  };
}

const INVALID_SUBJECT: TopicAnswer = {
  status: 400,
  headers: { 'content-type': 'text/xml' },
  body: '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>Invalid parameter: Subject</Message></Error></ErrorResponse>',
};

type Published = { messageId: string; subject?: string | undefined; message: string };

function publishedBy(form: Record<string, string>, answer: string): Published[] {
  if (form.Action === 'Publish') {
    const messageId = /<MessageId>([^<]+)</.exec(answer)?.[1] ?? '';
    return [{ messageId, subject: form.Subject, message: form.Message ?? '' }];
  }
  if (form.Action !== 'PublishBatch') return [];
  const ids = new Map(
    [...answer.matchAll(/<member>(.*?)<\/member>/gs)].flatMap(([, member = '']) => {
      const id = /<Id>([^<]+)</.exec(member)?.[1];
      const messageId = /<MessageId>([^<]+)</.exec(member)?.[1];
      return id !== undefined && messageId !== undefined ? [[id, messageId] as const] : [];
    }),
  );
  return Object.entries(form).flatMap(([name, id]) => {
    const [, entry] = /^(PublishBatchRequestEntries\.member\.\d+)\.Id$/.exec(name) ?? [];
    const messageId = ids.get(id);
    if (entry === undefined || messageId === undefined) return [];
    return [{ messageId, subject: form[`${entry}.Subject`], message: form[`${entry}.Message`] ?? '' }];
  });
}

async function call(endpoint: string, form: Record<string, string>): Promise<TopicAnswer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...signedAs(ADMIN_ACCESS_KEY, 'sns') },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: { 'content-type': 'text/xml' }, body: await response.text() };
}
