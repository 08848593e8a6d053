import { parseArgs } from 'node:util';
import { startTemporaryProduct } from '../../local/product.ts';
import { chatLines, type Heard, listenTo, post } from './chats.ts';
import { percentile, progress, table } from './figures.ts';

/**
 * `npm run bench:turns`: many people hold whole conversations at the same time, half of them on WhatsApp and half on
 * LINE, each answering the assistant after a while as people do. Says how long an answer took beyond the two seconds
 * that are waited for further fragments on purpose, and whether anything was lost, doubled or out of order.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '500' },
    /** Seconds a person takes to read and type, on average. */
    think: { type: 'string', default: '20' },
  },
});
const conversations = Number(values.conversations);
const thinkMilliseconds = Number(values.think) * 1000;
const quietMilliseconds = 2_000;

type Person = {
  id: string;
  channel: 'whatsapp' | 'line';
  said: number;
  answers: Heard[];
  waits: number[];
  sentAt: number;
};

const product = await startTemporaryProduct({
  warmFunctions: true,
  onProblem: (problem) => process.stderr.write(`! ${problem}\n`),
});
const addresses = { whatsapp: product.address('whatsapp'), line: product.address('line') };
await Promise.all(Object.values(addresses).map((url) => post(`${url}/_sim/reset`, {})));

const people = new Map<string, Person>();
const show = progress('answers');
const expected = conversations * chatLines.length;
let answered = 0;
let finish = () => {};
const finished = new Promise<void>((resolve) => {
  finish = resolve;
});

const listening = Object.entries(addresses).map(([channel, url]) =>
  listenTo(url, (heard) => {
    const person = people.get(`${channel}:${heard.chat}`);
    if (!person) return;
    person.answers.push(heard);
    person.waits.push(heard.at - person.sentAt);
    answered++;
    if (answered % 50 === 0 || answered === expected) show(answered, expected);
    if (answered === expected) finish();
    else if (person.said < chatLines.length)
      setTimeout(() => say(person), thinkMilliseconds * (0.5 + pseudoRandom(answered)));
  }),
);

async function say(person: Person): Promise<void> {
  const text = chatLines[person.said++] ?? '';
  const who = person.channel === 'whatsapp' ? { from: person.id } : { userId: person.id };
  person.sentAt = Date.now();
  const { userId } = await post(`${addresses[person.channel]}/_sim/inbound`, { ...who, name: 'Anna', text });
  people.set(`${person.channel}:${userId}`, person);
}

/** Spreads the pauses evenly, the same in every run. */
const pseudoRandom = (n: number): number => (n * 0.618_033_988_75) % 1;

const started = performance.now();
for (let i = 0; i < conversations; i++) {
  const channel = i % 2 === 0 ? 'whatsapp' : 'line';
  const id = channel === 'whatsapp' ? `+668${String(i).padStart(8, '0')}` : `person-${i}`;
  const person: Person = { id, channel, said: 0, answers: [], waits: [], sentAt: 0 };
  // Everybody begins within one thinking time, so that the load is level from the first second.
  setTimeout(() => void say(person), pseudoRandom(i) * thinkMilliseconds);
}
const patience = setTimeout(() => finish(), thinkMilliseconds * chatLines.length * 3 + 120_000);
await finished;
clearTimeout(patience);
const seconds = (performance.now() - started) / 1000;
// Whatever comes in now comes twice.
await new Promise((resolve) => setTimeout(resolve, 3_000));
for (const stop of listening) stop();
await product.close();

const everybody = [...new Set(people.values())];
const overhead = everybody.flatMap(({ waits }) => waits.map((wait) => Math.max(0, wait - quietMilliseconds)));
const lost = everybody.reduce((sum, { said, answers }) => sum + Math.max(0, said - answers.length), 0);
const doubled = everybody.reduce((sum, { said, answers }) => sum + Math.max(0, answers.length - said), 0);
const disordered = everybody.filter(({ answers }) => !inOrder(answers)).length;

console.log(
  `\n${conversations} conversations of ${chatLines.length} messages at once, ${values.think} s between messages, Node ${process.versions.node}\n`,
);
console.log(
  table(
    ['turns', 'turns/s', 'overhead p50 ms', 'p95 ms', 'p99 ms', 'lost', 'doubled', 'out of order'],
    [
      [
        String(overhead.length),
        overhead.length / seconds,
        percentile(overhead, 0.5),
        percentile(overhead, 0.95),
        percentile(overhead, 0.99),
        String(lost),
        String(doubled),
        String(disordered),
      ],
    ],
  ),
);
console.log(
  '\nOverhead: from the person sending to the vendor taking the answer, less the 2 s kept for further fragments.',
);
console.log('Promise: < 2,000 ms at 500 conversations; aim: p95 < 100 ms.');
process.exitCode = lost + doubled + disordered === 0 ? 0 : 1;
process.exit();

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
