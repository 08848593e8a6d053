import { Failure } from '../../runtime/failure.ts';
import { RunInput, runIdAt } from './sync-run.ts';

export type SyncRequest = { by: string; approves?: string; discover?: boolean };

/** What became of a request. `joined`: a run is under way already and does what was asked for. */
export type Requested =
  | { kind: 'started' | 'joined'; runId: string }
  | { kind: 'busy'; runId: string }
  | { kind: 'too-many'; retryAfterSeconds: number };

/** Who runs now. At most one holder at a time; a hold outlives the longest run and ends by itself after that. */
export interface RunLease {
  holder(): Promise<RunInput | undefined>;
  acquire(run: RunInput): Promise<boolean>;
  release(runId: string): Promise<void>;
}

export interface RunExecutions {
  /** Safe to repeat: a run that was started already stays one run. */
  start(run: RunInput): Promise<void>;
  state(runId: string): Promise<'running' | 'ended' | 'never-started'>;
}

export type RequestPorts = {
  lease: RunLease;
  executions: RunExecutions;
  /** How often one requester may ask. */
  limit: (by: string) => Promise<{ kind: 'allowed' } | { kind: 'refused'; retryAfterSeconds: number }>;
  salt: () => string;
};

const MOST_TRIES = 3;

/**
 * Starts a run, or joins the one under way. A request that approves a difference cannot join: the run under way was
 * not told of it. Whoever died between taking the lease and starting, or between ending and giving it back, is healed here.
 * Throws Failure `bad-request` on what no run could carry.
 */
export async function requestSync(request: SyncRequest, ports: RequestPorts, now: Date): Promise<Requested> {
  const run = runFor(request, ports.salt(), now);
  const limited = await ports.limit(request.by);
  if (limited.kind === 'refused') return { kind: 'too-many', retryAfterSeconds: limited.retryAfterSeconds };
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const holder = await ports.lease.holder();
    if (!holder) {
      if (!(await ports.lease.acquire(run))) continue;
      await ports.executions.start(run);
      return { kind: 'started', runId: run.runId };
    }
    const state = await ports.executions.state(holder.runId);
    if (state === 'ended') {
      await ports.lease.release(holder.runId);
      continue;
    }
    if (state === 'never-started') await ports.executions.start(holder);
    return { kind: asksForMore(request, holder) ? 'busy' : 'joined', runId: holder.runId };
  }
  throw new Error(`the right to run the sync changed hands ${MOST_TRIES} times while it was asked for`);
}

/** Judged before anything is taken: a run that its steps cannot read would hold the right to run for nothing. */
function runFor({ by, approves = '', discover = false }: SyncRequest, salt: string, now: Date): RunInput {
  const run = { runId: runIdAt(now, salt), requestedBy: by.trim(), startedAt: now.toISOString(), approves, discover };
  const parsed = RunInput.safeParse(run);
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues[0]?.path.join('.');
  const message = what === 'requestedBy' ? 'who asks is said in 1 to 100 characters' : `its ${what} cannot be used`;
  throw new Failure('bad-request', `Nobody can ask for a sync like this: ${message}.`, { retryable: false });
}

const asksForMore = (request: SyncRequest, running: RunInput): boolean =>
  (request.approves !== undefined && request.approves !== running.approves) ||
  (request.discover === true && !running.discover);
