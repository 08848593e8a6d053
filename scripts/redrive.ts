/**
 * Brings back what was set aside among the dead letters, once its cause is cured.
 * npm run redrive [-- --stage Dev|Prod] [--list] [--queue Inbox|Turns|Outbox|Statuses|PollsOne|PollsTwo]
 */

import { SQSClient } from '@aws-sdk/client-sqs';
import { type Environment, findEnvironment, stageOption, stageUsage } from './environment.ts';
import { counted, table } from './in-words.ts';
import { QUEUES, type QueuePair, queuePairs } from './outputs.ts';
import { bringBack, type Tally } from './redrive/bring-back.ts';
import { linesOf, lookAt } from './redrive/look.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = `use ${stageUsage} [--list] [--queue ${QUEUES.join('|')}]`;

await runScript('redrive', async () => {
  const options = { ...stageOption, list: { type: 'boolean' }, queue: { type: 'string' } } as const;
  const { list = false, queue, stage } = readOptions(usage, options);
  const isWanted = wantedQueue(queue);
  const environment = await findEnvironment(stage);
  const queues = queuePairs(environment.outputs).filter(({ name }) => isWanted(name));
  if (queues.length === 0) throw new PlainProblem(`${environment.inWords} has no queue ${queue}`);
  // The queue's URL names its host; a local run must not leave home.
  const sqs = new SQSClient({ ...environment.aws, useQueueUrlAsEndpoint: false });
  try {
    console.log(`Dead letters of ${environment.inWords}`);
    return list ? await showAll(sqs, queues, environment) : await bringAllBack(sqs, queues);
  } finally {
    sqs.destroy();
  }
});

function wantedQueue(wanted: string | undefined): (name: string) => boolean {
  if (wanted === undefined) return () => true;
  const found = QUEUES.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw new UsageProblem(`there is no queue "${wanted}"\n${usage}`);
  return (name) => name === found;
}

async function showAll(sqs: SQSClient, queues: QueuePair[], { logSalt }: Environment): Promise<0> {
  const seen = await Promise.all(queues.map(async (queue) => ({ queue, letters: await lookAt(sqs, queue) })));
  const now = new Date();
  for (const { queue, letters } of seen) console.log(`\n${linesOf(queue, letters, logSalt, now).join('\n')}`);
  const waiting = seen.reduce((sum, { letters }) => sum + letters.waiting, 0);
  console.log(
    waiting === 0
      ? '\nNothing is set aside.'
      : '\nNothing was moved. A chat has the same name in the logs. Without --list they are brought back.',
  );
  return 0;
}

async function bringAllBack(sqs: SQSClient, queues: QueuePair[]): Promise<0 | 1> {
  const tallies = await Promise.all(
    queues.map(async (queue) => {
      let told = 0;
      const tally = await bringBack(sqs, queue, (soFar) => {
        if (soFar - told < 100) return;
        told = soFar;
        console.log(`  ${queue.name}: ${soFar} brought back so far`);
      });
      console.log(`  ${queue.name}: ${wordsOf(tally)}`);
      return { queue, tally };
    }),
  );
  const rows = tallies.map(({ queue, tally }) => [queue.name, tally.found, tally.broughtBack, tally.failed]);
  console.log(`\n${table(['Queue', 'Found', 'Brought back', 'Failed'], rows).join('\n')}`);
  const problems = tallies.flatMap(({ queue, tally }) => tally.problems.map((problem) => `${queue.name}: ${problem}`));
  for (const problem of problems) console.log(`✗ ${problem}`);
  if (problems.length > 0)
    console.log('What failed is still among the dead letters. Cure the cause and run this again.');
  return problems.length > 0 ? 1 : 0;
}

function wordsOf({ found, broughtBack, failed, problems }: Tally): string {
  if (found === 0) return problems.length > 0 ? 'not read' : 'nothing set aside';
  return `${counted(found, 'message')} found, ${broughtBack} brought back${failed > 0 ? `, ${failed} not` : ''}`;
}
