import * as z from 'zod';
import { readId } from '../../../lambdas/sync/sheet/cells/id.ts';
import { findHeader } from '../../../lambdas/sync/sheet/find-header.ts';
import type { Sheet, SheetTab } from '../../../lambdas/sync/sheet/sheet.ts';
import { Refused } from '../answer.ts';
import { readRequest } from '../read-request.ts';
import type { KeptSheet, VenueSheet } from './venue-desk.ts';

/** What can go wrong with a sheet or at Google, to see what the product makes of it. */
export const DAMAGES = ['rename-header', 'empty', 'drop-most', 'revoke-permission', 'rate-limit'] as const;
export type Damage = (typeof DAMAGES)[number];

/** In force now; `put-back` undoes all of it. */
export type DamagePicture = { damage: Damage[] };

const Request = z.strictObject({ kind: z.enum([...DAMAGES, 'put-back']) });
const SPOILT_HEADER = 'Called (see other file)';
const KEPT_OF = 10;

/** The faults of Google behind some of them, by the simulator's name. */
const FAULT_OF: Partial<Record<Damage, string>> = { 'revoke-permission': 'notShared', 'rate-limit': 'rateLimited' };

export async function damageOf(sheet: VenueSheet, undamaged: KeptSheet): Promise<DamagePicture> {
  const faults = await sheet.faults();
  const done = undamaged.read()?.damage ?? [];
  return { damage: DAMAGES.filter((kind) => done.includes(kind) || isOn(faults[FAULT_OF[kind] ?? ''])) };
}

/** The simulator keeps showing a counted fault after it struck for the last time. */
const isOn = (fault: unknown): boolean => fault !== undefined && (fault as { next?: number } | null)?.next !== 0;

/** `POST /api/sheet/damage`. The sheet as it was before the first damage is kept until it is put back. */
export async function damageSheet(body: unknown, sheet: VenueSheet, undamaged: KeptSheet): Promise<DamagePicture> {
  const { kind } = readRequest(Request, body, `{kind: one of ${[...DAMAGES, 'put-back'].join(', ')}}`);
  if (kind === 'put-back') await putBack(sheet, undamaged);
  else if (FAULT_OF[kind]) await sheet.setFaults({ [FAULT_OF[kind]]: true });
  else {
    const now = await sheet.read();
    const worse = damaged(now, kind);
    const kept = undamaged.read() ?? { sheet: now, damage: [] };
    // Kept before it is damaged: a crash in between leaves a sheet that can be put back.
    undamaged.write({ ...kept, damage: [...new Set([...kept.damage, kind])] });
    await sheet.replace(worse);
  }
  return damageOf(sheet, undamaged);
}

async function putBack(sheet: VenueSheet, undamaged: KeptSheet): Promise<void> {
  await sheet.setFaults(Object.fromEntries(Object.values(FAULT_OF).map((fault) => [fault, 0])));
  const kept = undamaged.read();
  if (!kept) return;
  await sheet.replace(kept.sheet);
  undamaged.clear();
}

function damaged(sheet: Sheet, kind: Damage): Sheet {
  if (kind === 'empty') return { ...sheet, tabs: sheet.tabs.map((tab) => ({ ...tab, values: [] })) };
  const header = findHeader(sheet);
  const { venue_id: ids, venue_name: names } = header?.columns ?? {};
  if (!header || ids === undefined || names === undefined) {
    throw new Refused(409, 'The sheet has no column titles for the id and the name any more; put it back first.');
  }
  const isVenue = (row: SheetTab['values'][number]) => readId(row[ids]).value !== undefined;
  let venues = 0;
  const values =
    kind === 'rename-header'
      ? header.tab.values.map((row, at) => (at === header.at ? row.with(names, SPOILT_HEADER) : row))
      : header.tab.values.filter((row, at) => at <= header.at || !isVenue(row) || venues++ % KEPT_OF === 0);
  return { ...sheet, tabs: sheet.tabs.map((tab) => (tab === header.tab ? { ...tab, values } : tab)) };
}
