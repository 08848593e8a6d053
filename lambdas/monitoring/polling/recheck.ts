import { arrangeLooks } from './arrange-looks.ts';
import { lookAtIds } from './look-at-leg.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { postpone } from './postpone.ts';
import { rememberedHeartbeats } from './remembered-heartbeats.ts';
import { addTaken, nothingTaken, takeIn } from './take-in.ts';
import type { PollWork } from './work.ts';

/**
 * Looks once more at accounts that were not as before, in full detail, and again later while they are unsettled. Where
 * that fails the next round looks at them anyway.
 */
export async function recheck(work: Extract<PollWork, { kind: 'recheck' }>, ports: PollPorts): Promise<Polled> {
  const taken = nothingTaken();
  const heartbeatOf = rememberedHeartbeats(ports.notes);
  let failure: string | undefined;
  const arrange = () => arrangeLooks(taken.lookAgain, { send: ports.send, legTokens: 0, way: ports.way });
  for await (const part of lookAtIds(work.accountIds, { ...ports, detail: 'full' })) {
    if (part.kind === 'wait') {
      const postponed = await postpone(work, part.afterSeconds, ports);
      if (postponed) {
        await arrange();
        return postponed;
      }
    }
    if (part.kind !== 'accounts') {
      if ('reason' in part) failure = part.reason;
      break;
    }
    const look = { leg: undefined, observedAt: ports.clock().getTime(), heartbeatOf };
    addTaken(taken, await takeIn(part.accounts, look, ports));
  }
  await arrange();
  return { kind: 'done', taken, ...(failure && { unread: failure }) };
}
