import * as z from 'zod';
import type { SqlClient } from '../../runtime/sql/sql-client.ts';

/** A person knows better than a zone's name what it is for and whether its silence is noticed. */
export type ZoneOverride = { zoneId: string; kind?: string; critical?: boolean; by: string; reason: string };
export type ZoneOverridden = { kind: 'done' } | { kind: 'refused'; problem: string };

/** Fixes a zone's kind or criticality against what is inferred from its name, audited. */
export async function overrideZone(sql: SqlClient, override: ZoneOverride, now: Date): Promise<ZoneOverridden> {
  const { zoneId, kind, critical, by, reason } = override;
  if (kind === undefined && critical === undefined)
    return refused('say the kind of the zone, or whether it is critical');
  if (kind !== undefined && !/^[a-z][a-z-]{0,39}$/u.test(kind)) return refused('a kind is a word such as lobby');
  if (by.trim() === '' || reason.trim() === '') return refused('it must be said who decides this, and why');
  return write(sql, OVERRIDE, { zoneId, kind: kind ?? null, critical: critical ?? null, by, reason }, now);
}

/** Lets the name decide again; the next look at the account infers it anew. */
export const liftZoneOverride = (
  sql: SqlClient,
  { zoneId, by, reason }: Pick<ZoneOverride, 'zoneId' | 'by' | 'reason'>,
  now: Date,
): Promise<ZoneOverridden> => write(sql, LIFT, { zoneId, by, reason }, now);

async function write(
  sql: SqlClient,
  statement: string,
  parameters: { zoneId: string; by: string; reason: string; kind?: string | null; critical?: boolean | null },
  now: Date,
): Promise<ZoneOverridden> {
  return sql.transaction(async (within) => {
    const found = await within.query(LOCK, { zoneId: parameters.zoneId }, z.object({ id: z.string() }));
    if (found.length === 0) return refused(`there is no zone ${parameters.zoneId}`);
    await within.execute(statement, { ...parameters, now: { instant: now } });
    return { kind: 'done' };
  });
}

const refused = (problem: string): ZoneOverridden => ({ kind: 'refused', problem });

const LOCK = 'select id from zones where id = :zoneId for no key update';

const AUDITED = `
  insert into audit_log (at, actor, action, subject, subject_id, changes, reason)
  select :now, :by, now_is.action, 'zone', z.id, jsonb_build_object(
      'kind', jsonb_build_object('before', z.kind, 'after', now_is.kind),
      'critical', jsonb_build_object('before', z.critical, 'after', now_is.critical),
      'kind_source', jsonb_build_object('before', z.kind_source, 'after', now_is.kind_source)),
    :reason
  from zones z join now_is on now_is.id = z.id`;

// Both parts see the zone as it was before, so the audit tells the difference.
const OVERRIDE = `
  with now_is as (
    select id, 'forced' as action, coalesce(cast(:kind as text), kind) as kind,
      coalesce(cast(:critical as boolean), critical) as critical, 'override' as kind_source
    from zones where id = :zoneId
  ),
  written as (
    update zones z set kind = now_is.kind, critical = now_is.critical, kind_source = now_is.kind_source
    from now_is where z.id = now_is.id
  )
  ${AUDITED}`;

const LIFT = `
  with now_is as (
    select id, 'lifted' as action, kind, critical, 'inferred' as kind_source from zones where id = :zoneId
  ),
  written as (
    update zones z set kind_source = now_is.kind_source from now_is where z.id = now_is.id
  )
  ${AUDITED}`;
