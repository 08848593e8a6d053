import { chatLines, type Heard, listenTo, post } from './chats.ts';

export type Person = {
  id: string;
  channel: 'whatsapp' | 'line';
  said: number;
  answers: Heard[];
  /** Milliseconds from saying to reading, one for each answer. */
  waits: number[];
  saidAt: number;
};

export type Gathering = { people: Person[]; seconds: number };

/** People who hold whole conversations at the same time, half of them on each channel. */
export function crowd(addresses: Record<'whatsapp' | 'line', string>) {
  const known = new Map<string, Person>();
  let onAnswer: (person: Person) => void = () => {};
  const stops = (['whatsapp', 'line'] as const).map((channel) =>
    listenTo(addresses[channel], (heard) => {
      const person = known.get(`${channel}:${heard.chat}`);
      if (!person) return;
      person.answers.push(heard);
      person.waits.push(heard.at - person.saidAt);
      onAnswer(person);
    }),
  );

  async function say(person: Person): Promise<void> {
    const text = chatLines[person.said++] ?? '';
    const who = person.channel === 'whatsapp' ? { from: person.id } : { userId: person.id };
    person.saidAt = Date.now();
    const { userId } = await post(`${addresses[person.channel]}/_sim/inbound`, { ...who, name: 'Anna', text });
    known.set(`${person.channel}:${userId}`, person);
  }

  let born = 0;
  const somebody = (): Person => {
    const number = born++;
    const channel = number % 2 === 0 ? 'whatsapp' : 'line';
    const id = channel === 'whatsapp' ? `+668${String(number).padStart(8, '0')}` : `person-${number}`;
    return { id, channel, said: 0, answers: [], waits: [], saidAt: 0 };
  };

  return {
    /**
     * `size` people say `lines` lines each, `think` milliseconds apart on average and beginning within one such time, so
     * that the load is level from the first second. Ends when everybody was answered, or after far too long.
     */
    async converse(
      options: { size: number; lines: number; think: number },
      show: (done: number, of: number) => void = () => {},
    ): Promise<Gathering> {
      const { size, lines, think } = options;
      const people = Array.from({ length: size }, somebody);
      const of = size * lines;
      const started = performance.now();
      let answers = 0;
      await new Promise<void>((resolve) => {
        const patience = setTimeout(resolve, think * lines * 3 + 120_000);
        const finish = () => {
          clearTimeout(patience);
          resolve();
        };
        onAnswer = (person) => {
          show(++answers, of);
          if (answers >= of) finish();
          else if (person.said < lines) setTimeout(() => void say(person), think * (0.5 + spread(answers)));
        };
        for (const [i, person] of people.entries()) setTimeout(() => void say(person), spread(i) * think);
      });
      return { people, seconds: (performance.now() - started) / 1000 };
    },
    leave() {
      for (const stop of stops) stop();
    },
  };
}

/** Spreads evenly between 0 and 1, the same in every run. */
const spread = (n: number): number => (n * 0.618_033_988_75) % 1;
