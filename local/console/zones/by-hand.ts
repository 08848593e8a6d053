import * as z from 'zod';
import { Refused } from '../answer.ts';
import type { SimulatorClient } from '../simulator-client.ts';

/** A time in which a zone was really not as usual, because somebody broke it here; milliseconds since 1970. */
export type BrokenByHand = { zone: string; venue: string | null; state: string; from: number; to: number | null };

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const Truth = z.object({
  spells: z.array(
    z.object({
      zone: z.string(),
      venue: z.string().nullable(),
      state: z.string(),
      from: instant,
      to: instant.nullable(),
      why: z.string(),
    }),
  ),
  next: z.number().nullable(),
});

const MOST_PAGES = 10;
const PAGE = 10_000;

/** What was broken by hand and lasted into the time since a moment, oldest first, as the simulator remembers it. */
export async function brokenByHand({ door }: Pick<SimulatorClient, 'door'>, since: Date): Promise<BrokenByHand[]> {
  const found: BrokenByHand[] = [];
  let after: number | null = 0;
  for (let page = 0; page < MOST_PAGES && after !== null; page++) {
    const query = new URLSearchParams({ from: since.toISOString(), limit: String(PAGE), after: String(after) });
    const { status, body } = await door('GET', `truth?${query}`);
    if (status !== 200) throw new Refused(502, 'The Soundtrack simulator does not answer; restart npm start.');
    const { spells, next }: z.output<typeof Truth> = Truth.parse(body);
    for (const { why, ...spell } of spells) if (why === 'door') found.push(spell);
    after = next;
  }
  return found;
}
