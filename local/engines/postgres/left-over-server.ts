import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const GRACE_MILLISECONDS = 5_000;

/**
 * Waits for a server of an earlier start that is still shutting down in the folder, kills it if it does not, and
 * removes the note it left: the number in it may be another process by now, and a new server would give way to that.
 */
export async function endLeftOverServer(dataFolder: string): Promise<void> {
  const note = join(dataFolder, 'postmaster.pid');
  const pid = serverNotedIn(note);
  if (pid === undefined) return;
  const giveUpAt = Date.now() + GRACE_MILLISECONDS;
  while (worksIn(dataFolder, pid)) {
    if (Date.now() > giveUpAt) process.kill(pid, 'SIGKILL');
    await wait(10);
  }
  rmSync(note, { force: true });
}

function serverNotedIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function worksIn(dataFolder: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
  } catch {
    return false;
  }
}
