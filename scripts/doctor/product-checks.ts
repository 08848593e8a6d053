import * as z from 'zod';
import { overdueInDynamoDb } from '../../lambdas/conversation/store/overdue-in-dynamodb.ts';
import type { DueItem } from '../../lambdas/conversation/turns/relay.ts';
import { counted, duration } from '../in-words.ts';
import { queuePairs } from '../outputs.ts';
import { type PublishedDirectory, readPublishedDirectory } from '../published-directory.ts';
import { waitingIn } from '../redrive/dead-letter.ts';
import { type Answer, ask } from './ask.ts';
import type { Check } from './examine.ts';
import { type Finding, look, right, wrong } from './finding.ts';
import type { Patient } from './patient.ts';

const lateMinutes = 2;
const mostOverdue = 800;

/** What the product can say about itself, whatever the vendors say. */
export function productChecks({ db, environment, now, s3, sqs }: Patient): Check[] {
  const { outputs, stage } = environment;
  const publish = `npm run sync${stage === 'Local' ? '' : ` -- --stage ${stage}`}`;
  const redrive = `npm run redrive -- ${stage === 'Local' ? '' : `--stage ${stage} `}--list, then docs/runbook.md`;
  return [
    {
      about: 'The API',
      run: async (signal) => [judgeHealth(await ask(`${outputs.ApiUrl}/health`, { signal }), stage)],
    },
    {
      about: 'The venue directory',
      run: async (signal) =>
        judgeDirectory(await readPublishedDirectory(s3, outputs.DirectoryBucketName, signal), now(), publish),
    },
    {
      about: 'Dead letters',
      async run(signal) {
        const waiting = queuePairs(outputs).map(
          async ({ name, deadLettersUrl }): Promise<[string, number]> => [
            name,
            await waitingIn(sqs, deadLettersUrl, signal),
          ],
        );
        return [judgeDeadLetters(await Promise.all(waiting), redrive)];
      },
    },
    {
      about: 'Overdue work',
      async run() {
        const before = new Date(now().getTime() - lateMinutes * 60_000);
        return [judgeOverdue(await overdueInDynamoDb(db, outputs.ChatTableName).list(before, mostOverdue))];
      },
    },
  ];
}

const Health = z.object({ status: z.string(), stage: z.string(), chats: z.string() });

export function judgeHealth({ status, json }: Answer, stage: string): Finding {
  const health = Health.safeParse(json).data;
  const means = 'people may not be heard';
  if (!health) return wrong(`/health answers ${status}`, { means, todo: 'docs/runbook.md, http-api' });
  if (health.stage !== stage) {
    const todo = 'see which deployment this address belongs to';
    return wrong(`/health is answered by stage ${health.stage}, not ${stage}`, {
      means: 'you look at another product',
      todo,
    });
  }
  if (status === 200 && health.status === 'ok') return right('The API answers, and the chat table is there');
  const words = `The API answers, but is ${health.status}: the chat table is ${health.chats.toLowerCase()}`;
  return wrong(words, { means, todo: 'docs/runbook.md, health' });
}

export function judgeDirectory(directory: PublishedDirectory, now: Date, publish: string): Finding[] {
  const means = 'no venue is recognised: everybody is promised a person';
  if (directory.kind === 'missing') return [wrong('No venue directory is published', { means, todo: publish })];
  if (directory.kind === 'unreadable') {
    return [wrong(`The published venue directory cannot be read: ${directory.problem}`, { means, todo: publish })];
  }
  const { at, skipped, venues } = directory;
  const age = duration(now.getTime() - at.getTime());
  if (venues === 0) return [wrong(`The venue directory published ${age} ago is empty`, { means, todo: publish })];
  const found = right(`The venue directory has ${counted(venues, 'venue')} and was published ${age} ago`);
  if (skipped === 0) return [found];
  const left = skipped === 1 ? '1 entry of it is left out' : `${skipped} entries of it are left out`;
  return [found, look(`${left}, as unusable or double`, { means: 'people there are not recognised', todo: publish })];
}

export function judgeDeadLetters(waiting: [queue: string, count: number][], redrive: string): Finding {
  const some = waiting.filter(([, count]) => count > 0);
  if (some.length === 0) return right('No message is set aside');
  return look(`Set aside among the dead letters: ${some.map(([queue, count]) => `${queue} ${count}`).join(', ')}`, {
    means: "each is a person's message or answer, or a look at venues, that got stuck",
    todo: redrive,
  });
}

export function judgeOverdue(items: DueItem[]): Finding {
  if (items.length === 0) return right('No answer is overdue');
  const answers = items.filter(({ sk }) => sk.startsWith('OUT#')).length;
  const parts = [
    ...(answers > 0 ? [`${counted(answers, 'answer')} to send`] : []),
    ...(items.length > answers ? [`${counted(items.length - answers, 'chat')} to answer`] : []),
  ];
  const atLeast = items.length >= mostOverdue ? 'at least ' : '';
  return look(`Due for more than ${lateMinutes} minutes: ${atLeast}${parts.join(', ')}`, {
    means: 'people wait; the check each minute should have sent this on',
    todo: 'run this again in two minutes; if it stays: docs/runbook.md, outbox-overdue',
  });
}
