import { PollWork } from '../../../lambdas/monitoring/polling/work.ts';
import { createRandom } from '../../../local/simulators/random.ts';

export type Message = { body: string; dueAt: number; order: number; receives: number };

const MOST_RECEIVES = 4;

/** A queue as SQS is: what is sent may come twice, late and in another order. Nothing waits; the clock is the caller's. */
export function aQueue(clock: () => Date, seed = 'queue') {
  const random = createRandom(seed);
  let waiting: Message[] = [];
  let sent = 0;
  const put = (message: Omit<Message, 'order'>) => void waiting.push({ ...message, order: sent++ });
  const queue = {
    /** Every message comes a second time, so many milliseconds after the first. */
    twiceAfter: undefined as number | undefined,
    /** Messages are up to so many seconds late, each by another time. */
    lateBySeconds: 0,
    /** Everything that was ever sent. */
    works: [] as PollWork[],
    dead: [] as PollWork[],
    send(work: PollWork, delaySeconds: number) {
      if (delaySeconds > 900) throw new Error('SQS does not delay for so long');
      // Through text and schema, as in the product.
      const body = JSON.stringify(PollWork.parse(work));
      queue.works.push(PollWork.parse(JSON.parse(body)));
      const late = Math.floor(random.next() * queue.lateBySeconds * 1000);
      const dueAt = clock().getTime() + Math.ceil(delaySeconds) * 1000 + late;
      put({ body, dueAt, receives: 1 });
      if (queue.twiceAfter !== undefined) put({ body, dueAt: dueAt + queue.twiceAfter, receives: 1 });
    },
    nextAt: () => Math.min(...waiting.map(({ dueAt }) => dueAt)),
    /** The messages that are due, oldest first; at most so many. */
    take(most: number): Message[] {
      const now = clock().getTime();
      const due = waiting.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt || a.order - b.order);
      const taken = due.slice(0, most);
      waiting = waiting.filter((message) => !taken.includes(message));
      return taken;
    },
    giveBack({ body, receives }: Message, afterSeconds: number) {
      if (receives >= MOST_RECEIVES) return void queue.dead.push(PollWork.parse(JSON.parse(body)));
      put({ body, dueAt: clock().getTime() + afterSeconds * 1000, receives: receives + 1 });
    },
    waiting: () => waiting.length,
  };
  return queue;
}
export type Queue = ReturnType<typeof aQueue>;
