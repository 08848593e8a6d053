import { createHash } from 'node:crypto';
import type { SendOutcome } from '../../lambdas/clients/send-outcome.ts';
import type { Conversation, Fragment, Report, Turn } from '../../lambdas/conversation/chat.ts';
import type { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';
import type { DeliveryStatus } from '../../lambdas/conversation/ingest/delivery-status.ts';
import { drainOutbox } from '../../lambdas/conversation/outbox/deliver.ts';
import { recordStatus } from '../../lambdas/conversation/outbox/record-status.ts';
import type { DeliveryPorts } from '../../lambdas/conversation/outbox/send-parcel.ts';
import type { ChatRecord } from '../../lambdas/conversation/store/chat-record.ts';
import { chaseOverdue } from '../../lambdas/conversation/turns/chase.ts';
import { hear } from '../../lambdas/conversation/turns/hear.ts';
import type { NamedNudge, Nudges } from '../../lambdas/conversation/turns/nudges-on-sqs.ts';
import { nudgeFor } from '../../lambdas/conversation/turns/relay.ts';
import { setAside, type TurnPorts, takeTurn } from '../../lambdas/conversation/turns/take-turn.ts';
import { type DeliveryCall, renewed, type TurnCall } from '../../lambdas/conversation/turns/turn-call.ts';
import { Failure } from '../../lambdas/runtime/failure.ts';
import { memoryTable } from './memory-table.ts';

/** Thrown where a process is made to die: nothing of ours catches it. */
export class Crash extends Error {}

type Job = { at: number; order: number; queue: QueueName; group: string; body: unknown; receives: number };
type QueueName = 'inbox' | 'turns' | 'outbox' | 'statuses';

export type Sent = { at: number; to: string; text: string; via: 'whatsapp' | 'reply' | 'push' };

const lease = 15_000;
const turnsMaxReceives = 5;

/**
 * The whole message path on one movable clock: production code over queues, a table and two vendors held in memory.
 * `interrupt` is asked before and after every call that leaves the process, and may throw a Crash or an error there.
 */
export class World {
  now = Date.parse('2026-11-21T10:00:00.000Z');
  interrupt: (point: string) => void = () => {};
  /** How the vendors answer the n-th send (from 1); `undefined` = take it. `lost` = take it and lose the answer. */
  vendor: (n: number) => SendOutcome | 'lost' | undefined = () => undefined;
  /** Whether WhatsApp reports `delivered` for what it took. */
  tellsStatuses = true;
  reopenTemplate: { name: string; language: string } | undefined;
  decide: (chat: ChatRecord, fragments: Fragment[]) => Turn = (chat, fragments) => echo(chat.conversation, fragments);
  sent: Sent[] = [];
  /** What the vendor answered to each invitation to write. */
  invitations: SendOutcome[] = [];
  deadLetters: Job[] = [];
  readonly table = memoryTable();
  private jobs: Job[] = [];
  private orders = 0;
  private sends = 0;
  private readonly usedTokens = new Set<string>();
  private readonly retryKeys = new Set<string>();
  private readonly relayed = new Set<string>();

  receive(message: InboundMessage): void {
    this.push('inbox', `${message.contact.channel}:${message.contact.userId}`, message);
  }

  redrive(): void {
    for (const job of this.deadLetters.splice(0)) this.push(job.queue, job.group, job.body);
  }

  /** Works until nothing is left to do for `seconds` of this world's time. */
  async run(seconds = 600): Promise<void> {
    const end = this.now + seconds * 1000;
    let nextChase = this.now + 60_000;
    for (;;) {
      await this.relay();
      const job = this.nextJob();
      const at = Math.min(job?.at ?? Number.POSITIVE_INFINITY, nextChase);
      if (at > end) break;
      this.now = Math.max(this.now, at);
      if (job && job.at <= nextChase) await this.work(job);
      else {
        nextChase += 60_000;
        await this.safely(() => chaseOverdue(new Date(this.now), { overdue: this.table, nudges: this.nudges() }));
      }
    }
    this.now = end;
  }

  /** The stream: changes that carry `nudge`, from where it was last read; a crash has them read again. */
  private async relay(): Promise<void> {
    const changes = this.table.changes.filter(({ id }) => !this.relayed.has(id));
    if (changes.length === 0) return;
    const named = changes.map((change) => ({ id: change.id, nudge: nudgeFor(change, new Date(this.now)) }));
    const done = await this.safely(() => this.nudges().send(named));
    if (done) for (const { id } of changes) this.relayed.add(id);
  }

  private nudges(): Nudges {
    return {
      send: async (named: NamedNudge[]) => {
        this.interrupt('before nudge');
        for (const { nudge } of named) {
          if (nudge.kind === 'turn') this.push('turns', '', nudge.call, nudge.delaySeconds * 1000);
          if (nudge.kind === 'delivery') this.push('outbox', nudge.call.contact.userId, nudge.call);
        }
        this.interrupt('after nudge');
        return new Set<string>();
      },
    };
  }

  private push(queue: QueueName, group: string, body: unknown, delay = 0): void {
    this.jobs.push({ at: this.now + delay, order: this.orders++, queue, group, body, receives: 0 });
  }

  /** The earliest job; within a FIFO group only the first one may go. */
  private nextJob(): Job | undefined {
    const blocked = new Set<string>();
    const free = [...this.jobs]
      .sort((a, b) => a.order - b.order)
      .filter((job) => {
        if (job.queue === 'turns' || job.queue === 'statuses') return true;
        const lane = `${job.queue}/${job.group}`;
        return !blocked.has(lane) && blocked.add(lane);
      });
    return free.sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }

  private async work(job: Job): Promise<void> {
    job.receives++;
    const mostReceives = job.queue === 'turns' ? turnsMaxReceives : 50;
    if (job.receives > mostReceives) {
      this.jobs.splice(this.jobs.indexOf(job), 1);
      this.deadLetters.push(job);
      return;
    }
    // Away until the lease ends, should the process die from here on.
    const started = this.now;
    job.at = started + lease;
    try {
      const afterSeconds = await this.handle(job);
      this.interrupt('before delete');
      if (afterSeconds === undefined) this.jobs.splice(this.jobs.indexOf(job), 1);
      else job.at = this.now + afterSeconds * 1000;
    } catch (error) {
      if (!(error instanceof Crash)) job.at = this.now + Math.min(2 ** job.receives, 30) * 1000;
    }
  }

  private async handle(job: Job): Promise<number | undefined> {
    const clock = () => new Date(this.now);
    switch (job.queue) {
      case 'inbox':
        await hear(job.body as InboundMessage, { chats: this.chats(), clock, quietSeconds: 2 });
        return undefined;
      case 'turns':
        return this.turn(job.body as TurnCall, job.receives);
      case 'outbox': {
        const result = await drainOutbox((job.body as DeliveryCall).contact, this.delivery());
        if (result.kind === 'done') return undefined;
        const wait = Math.ceil((result.until.getTime() - this.now) / 1000);
        return wait <= 30 ? Math.min(wait, 3) : undefined;
      }
      case 'statuses':
        await recordStatus(job.body as DeliveryStatus, { outbox: this.outbox(), clock });
        return undefined;
    }
  }

  /** As the handler does it. */
  private async turn(call: TurnCall, receives: number): Promise<number | undefined> {
    const ports: TurnPorts = {
      chats: this.chats(),
      decider: async () => {
        this.interrupt('before decide');
        return (chat, fragments) => this.decide(chat, fragments);
      },
      apologise: () => [{ kind: 'text', text: 'sorry' }],
      clock: () => new Date(this.now),
    };
    if (receives >= turnsMaxReceives) {
      await setAside(call, ports);
      return 0;
    }
    try {
      await takeTurn(call, ports);
    } catch (error) {
      if (error instanceof Crash || (error instanceof Failure && error.code === 'turn-failed')) throw error;
      this.interrupt('before postpone');
      const again = renewed(call);
      this.push('turns', '', again.call, again.delaySeconds * 1000);
    }
    return undefined;
  }

  private chats() {
    const { chats } = this.table;
    return {
      load: this.watched('load', chats.load),
      save: this.watched('save', chats.save),
      loadSetAside: this.watched('loadSetAside', chats.loadSetAside),
    };
  }

  private outbox() {
    const { outbox } = this.table;
    return {
      openRows: this.watched('openRows', outbox.openRows),
      row: this.watched('row', outbox.row),
      save: this.watched('saveRow', outbox.save),
    };
  }

  private delivery(): DeliveryPorts {
    return {
      outbox: this.outbox(),
      senders: {
        whatsApp: this.watched('send', async (to, payload, callbackData) => {
          const text = payload.type === 'text' ? payload.text.body : payload.type;
          return this.vendorTakes({ to, text, via: 'whatsapp' }, callbackData);
        }),
        lineReply: this.watched('send', async (token, messages) => {
          if (this.usedTokens.has(token) || this.now - Number(token.split('@')[1]) > 60_000)
            return { kind: 'token-refused' };
          return this.vendorTakes({ to: token, text: messages[0]?.text ?? '', via: 'reply' }, undefined, () =>
            this.usedTokens.add(token),
          );
        }),
        linePush: this.watched('send', async (to, messages, key) => {
          if (this.retryKeys.has(key)) return { kind: 'accepted', messageIds: [] };
          return this.vendorTakes({ to, text: messages[0]?.text ?? '', via: 'push' }, undefined, () =>
            this.retryKeys.add(key),
          );
        }),
      },
      ...(this.reopenTemplate && { reopenTemplate: this.reopenTemplate }),
      clock: () => new Date(this.now),
      onChange: () => {},
      onInvited: (outcome) => this.invitations.push(outcome),
    };
  }

  private vendorTakes(message: Omit<Sent, 'at'>, callbackData?: string, taken = () => {}): SendOutcome {
    const how = this.vendor(++this.sends);
    if (how !== undefined && how !== 'lost') return how;
    const messageId = `wamid.${this.sends}`;
    taken();
    this.sent.push({ ...message, at: this.now });
    if (callbackData && this.tellsStatuses) {
      const status = { messageId, status: 'delivered' as const, at: new Date(this.now).toISOString(), callbackData };
      this.push('statuses', '', status, 1_000);
    }
    return how === 'lost' ? { kind: 'unknown' } : { kind: 'accepted', messageIds: [messageId] };
  }

  private watched<Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) {
    return async (...args: Args): Promise<Result> => {
      this.interrupt(`before ${name}`);
      const result = await call(...args);
      this.interrupt(`after ${name}`);
      return result;
    };
  }

  private async safely(step: () => Promise<unknown>): Promise<boolean> {
    try {
      await step();
      return true;
    } catch {
      return false;
    }
  }
}

/** An assistant that repeats what it heard and notes each turn as a report, so that loss and doubling show. */
export function echo(conversation: Conversation, fragments: Fragment[]): Turn {
  const text = fragments.map((fragment) => fragment.text).join(' + ');
  const report: Report = {
    id: createHash('sha256')
      .update(fragments[0]?.eventId ?? '')
      .digest('hex')
      .slice(0, 12),
    venueId: 'v1',
    text,
    contact: { channel: 'whatsapp', userId: 'x' },
    personName: 'Anna',
    position: 'Duty manager',
    language: 'en',
    reportedAt: fragments[0]?.receivedAt ?? '',
  };
  return { conversation, bubbles: [{ kind: 'text', text: `you said: ${text}` }], report, reason: 'echo' };
}
