/** A queue whose messages come when they are due; counts what a real one is paid for. */
export type DueQueue = {
  put(body: string, due: number): void;
  /** When the next message is due; infinite for none. */
  nextDue(): number;
  take(): string | undefined;
  use(): { messages: number; taken: number };
};

type Message = { body: string; due: number };

export function dueQueue(): DueQueue {
  const waiting: Message[] = [];
  const use = { messages: 0, taken: 0 };
  return {
    put(body, due) {
      use.messages += 1;
      const at = waiting.findLastIndex((other) => other.due <= due) + 1;
      waiting.splice(at, 0, { body, due });
    },
    nextDue: () => waiting[0]?.due ?? Number.POSITIVE_INFINITY,
    take() {
      const message = waiting.shift();
      if (message) use.taken += 1;
      return message?.body;
    },
    use: () => ({ ...use }),
  };
}
