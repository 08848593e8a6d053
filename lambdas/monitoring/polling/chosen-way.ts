import * as z from 'zod';
import { ShapeChoice, ShapeCosts } from '../../clients/soundtrack/shapes.ts';

/** How a credential asks, chosen by what each way of asking was measured to cost; kept and shown. */
export const ChosenWay = ShapeChoice.extend({
  /** Milliseconds since 1970; 0: never. */
  measuredAt: z.int().nonnegative(),
  measured: ShapeCosts,
});
export type ChosenWay = z.infer<typeof ChosenWay>;

/** Until something was measured: modest requests for accounts by id. */
export const UNMEASURED_WAY: ChosenWay = {
  shape: 'accounts',
  detail: 'full',
  fullEvery: 1,
  accountsPerRequest: 10,
  zonesPerAccount: 20,
  tokensPerRound: 0,
  requestsPerRound: 0,
  intervalSeconds: 600,
  because: 'nothing-fits',
  measuredAt: 0,
  measured: { measuredAt: 0, costs: [], unmeasured: [] },
};

/** Whether a leg or an account is read in full this round: each round another part of them, so that no round is dear. */
export function isFullTurn({ fullEvery }: Pick<ChosenWay, 'fullEvery'>, id: string, round: number): boolean {
  let turn = round;
  for (let at = 0; at < id.length; at++) turn += id.charCodeAt(at);
  return turn % fullEvery === 0;
}
