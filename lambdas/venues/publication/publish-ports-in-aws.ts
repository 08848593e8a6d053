import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { DirectoryEntry } from '../directory-entry.ts';
import { type DirectoryVenue, type DirectoryZone, directoryRows } from '../record/directory-rows-in-postgres.ts';
import type { HoursRows, ZoneHabit } from './hours-part.ts';
import type { PublishPorts } from './publish-directory.ts';
import { shelfInS3 } from './shelf-in-s3.ts';
import type { ZoneEntry } from './snapshot.ts';

const Version = z.object({ version: z.coerce.number().int() });

/** Publishes from the record in the database to the bucket. `runId`: the sync run that asks for it. */
export function publishPorts(sql: Sql, s3: Pick<S3Client, 'send'>, bucket: string, runId?: string): PublishPorts {
  return {
    ...(runId && { runId }),
    shelf: shelfInS3(s3, bucket),
    rows: (now) => rowsOf(sql, now),
    async nextVersion(above) {
      const version = await draw(sql, 1);
      const forgotten = above - version + 1;
      if (forgotten > MOST_FORGOTTEN)
        throw new Error(`version ${above} is in force, but the database is at ${version}`);
      return forgotten > 0 ? draw(sql, forgotten) : version;
    },
    async note({ version, contentHash, venues, zones, publishedAt }) {
      await sql.execute(
        `insert into directory_versions (version, content_hash, venues, zones, run_id, published_at)
         overriding system value values (:version, :hash, :venues, :zones, :run, :at)
         on conflict (version) do nothing`,
        { version, hash: contentHash, venues, zones, run: runId ?? null, at: { instant: new Date(publishedAt) } },
      );
    },
  };
}

async function rowsOf(sql: Sql, now: Date) {
  const hours = { opening: [] as Opening[], maintenance: [] as Maintenance[], habits: [] as ZoneHabit[] };
  const rows = { venues: [] as DirectoryEntry[], zones: [] as ZoneEntry[], hours };
  for await (const page of directoryRows(sql, now)) {
    switch (page.kind) {
      case 'venues':
        rows.venues.push(...page.rows.map(entryOf));
        break;
      case 'zones':
        rows.zones.push(...page.rows.map(zoneOf));
        break;
      case 'hours':
        hours.opening.push(...page.rows.map(withTextId));
        break;
      case 'maintenance':
        hours.maintenance.push(...page.rows.map(withTextId));
        break;
      case 'habits':
        hours.habits.push(...page.rows);
    }
  }
  return rows;
}

type Opening = HoursRows['opening'][number];
type Maintenance = HoursRows['maintenance'][number];

const withTextId = <Row extends { venueId: number }>(row: Row) => ({ ...row, venueId: String(row.venueId) });

/** Decades of publishing; beyond that the number in force is a mistake, not one that was drawn. */
const MOST_FORGOTTEN = 1_000_000;

/** Draws so many numbers and answers the last: drawing is all that the app may do to a sequence. */
async function draw(sql: Sql, many: number): Promise<number> {
  const [drawn] = await sql.query(
    `select nextval(pg_get_serial_sequence('directory_versions', 'version')) as version
     from generate_series(1, cast(:many as integer)) order by 1 desc limit 1`,
    { many },
    Version,
  );
  if (!drawn) throw new Error('the database gave no number for the next version');
  return drawn.version;
}

const entryOf = ({ id, name, location, country, aliases, zones }: DirectoryVenue): DirectoryEntry => ({
  id: String(id),
  name,
  ...(aliases.length > 0 && { aliases }),
  ...(location !== null && { location }),
  ...(country !== null && { country }),
  ...(zones.length > 0 && { zones }),
});

const zoneOf = ({ venueId, ...zone }: DirectoryZone): ZoneEntry => ({
  ...zone,
  venueId: venueId === null ? null : String(venueId),
});
