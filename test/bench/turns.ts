import { parseArgs } from 'node:util';
import { startTemporaryProduct } from '../../local/product.ts';
import { chatLines, type Heard } from './chats.ts';
import { crowd, type Gathering } from './crowd.ts';
import { percentile, progress, table } from './figures.ts';

/**
 * `npm run bench:turns`: 500 people hold conversations of eight messages at the same time, half of them on WhatsApp and half
 * on LINE. Says how long an answer took beyond the two seconds kept on purpose for further fragments, against one
 * person alone in the same run, and whether anything was lost, doubled or out of order.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '500' },
    /** Seconds a person takes to read and type, on average. */
    think: { type: 'string', default: '40' },
  },
});
const conversations = Number(values.conversations);
const think = Number(values.think) * 1000;
const lines = chatLines.length;
const quietMilliseconds = 2_000;

const product = await startTemporaryProduct({
  onProblem: (problem) => process.stderr.write(`! ${problem}\n`),
});
const people = crowd({ whatsapp: product.address('whatsapp'), line: product.address('line') });

// Just-in-time compilation and first loads are Lambda's cold start, which bench:webhook measures; not counted here.
await people.converse({ size: 40, lines: 2, think: 4_000 }, progress('warming up'));
const alone = await people.converse({ size: 2, lines, think: 500 }, progress('two people, one on each channel'));
const together = await people.converse({ size: conversations, lines, think }, progress(`${conversations} people`));
const burst = await people.converse({ size: conversations, lines: 1, think: 1 }, progress('all in the same second'));
// Whatever comes in now comes twice.
await new Promise((resolve) => setTimeout(resolve, 5_000));
people.leave();
await product.close();

const overheadOf = ({ people: all }: Gathering) =>
  all.flatMap(({ waits }) => waits.map((wait) => Math.max(0, wait - quietMilliseconds)));
const count = (all: Gathering, each: (said: number, answered: number) => number) =>
  all.people.reduce((sum, { said, answers }) => sum + Math.max(0, each(said, answers.length)), 0);
const baseline = percentile(overheadOf(alone), 0.95);

function row(name: string, gathering: Gathering, dialogue: boolean): (string | number)[] {
  const overhead = overheadOf(gathering);
  const p95 = percentile(overhead, 0.95);
  return [
    name,
    String(overhead.length),
    overhead.length / gathering.seconds,
    percentile(overhead, 0.5),
    p95,
    percentile(overhead, 0.99),
    p95 / baseline,
    String(count(gathering, (said, answered) => said - answered)),
    String(count(gathering, (said, answered) => answered - said)),
    dialogue ? String(gathering.people.filter(({ answers }) => !inOrder(answers)).length) : '-',
  ];
}

console.log(`\nTime to an answer beyond the 2 s kept for further fragments, Node ${process.versions.node}\n`);
console.log(
  table(
    ['who', 'turns', 'turns/s', 'p50 ms', 'p95 ms', 'p99 ms', 'ratio p95', 'lost', 'doubled', 'out of order'],
    [
      row('one on each channel (baseline)', alone, true),
      row(`${conversations} at once, ${values.think} s between messages`, together, true),
      row(`${conversations} first messages in one second`, burst, false),
    ],
  ),
);
console.log('\nFrom the person sending to the vendor taking the answer, everything on this one machine.');
console.log('Promise: below 2,000 ms with 500 conversations at once; aim: p95 below 100 ms.');

const wrong = [alone, together, burst].some(
  (gathering) => count(gathering, (said, answered) => Math.abs(said - answered)) > 0,
);
process.exit(wrong || ![...alone.people, ...together.people].every(({ answers }) => inOrder(answers)) ? 1 : 0);

/** Each answer belongs to its question: the dialogue only fits together one way. */
function inOrder(answers: Heard[]): boolean {
  const marks = [
    /which venue/i,
    /is this your venue/i,
    /your name/i,
    /position/i,
    /how can i help/i,
    /noted/i,
    /noted/i,
    /welcome/i,
  ];
  return marks.every((mark, i) => mark.test(answers[i]?.text ?? ''));
}
