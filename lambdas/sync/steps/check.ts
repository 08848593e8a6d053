import { type RunFiles, storedSheet } from '../run/run-files.ts';
import { canBeApproved, fingerprintOf } from '../run/statements.ts';
import type { SyncLog } from '../run/sync-log-in-postgres.ts';
import { filesOf, type RunInput } from '../run/sync-run.ts';
import { checkSheet } from '../sheet/check-sheet.ts';
import type { GuardReason } from '../sheet/checked-sheet.ts';
import type { CurrentVenue } from '../sheet/sheet.ts';

export type CheckPorts = {
  files: RunFiles;
  /** Venues as the sheet last stated them. */
  current(): Promise<CurrentVenue[]>;
  /** How many venues runs have ended within the last day without anybody being asked. */
  endedLately(): Promise<number>;
  log: Pick<SyncLog, 'begun' | 'lastTab'>;
  maxChangeShare: number;
};

export type Checked = {
  outcome: 'apply' | 'refused';
  reason: GuardReason;
  fingerprint: string;
  /** Who allowed more than the limit. */
  approvedBy: string;
};

/** Reads the fetched sheet against what was last synced and decides whether the difference may be applied. */
export async function check(run: RunInput, ports: CheckPorts): Promise<Checked> {
  const sheet = await storedSheet(ports.files, run.runId);
  const lastTab = await ports.log.lastTab();
  const checked = checkSheet(sheet, await ports.current(), {
    maxChangeShare: ports.maxChangeShare,
    endedLately: await ports.endedLately(),
    ...(lastTab !== undefined && { lastTab }),
  });
  const fingerprint = fingerprintOf(checked);
  await ports.files.write(filesOf(run.runId).checked, checked);
  await ports.log.begun(run, fingerprint);
  const approved = !checked.guard.ok && run.approves === fingerprint && canBeApproved(checked);
  return {
    outcome: checked.guard.ok || approved ? 'apply' : 'refused',
    reason: checked.guard.reason,
    fingerprint,
    approvedBy: approved ? run.requestedBy : '',
  };
}
