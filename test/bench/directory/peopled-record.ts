import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { type ARecord, startRecord } from '../../venues/record/a-record.ts';

const now = new Date('2026-05-10T10:00:00Z');

/** What there is to look up in a record of the demo's estate, five zones a venue. */
export type PeopledRecord = {
  record: ARecord;
  takingOverMilliseconds: number;
  venues: { id: number; name: string; phone: string; email: string; line: string; account: string }[];
};

/** Every venue with its contact, another person on LINE, an account (one in ten belongs to a chain) and its zones. */
export async function peopledRecord(count: number): Promise<PeopledRecord> {
  const estate = generateEstate({ venues: count });
  const venues = estate.venues.map(({ id, name }, at) => ({
    id: Number(id),
    name,
    phone: at % 100 === 0 ? '+66899999999' : `+668${String(10_000_000 + at)}`,
    email: `gm@venue-${id}.example`,
    line: `U${id}`,
    account: at % 10 === 0 ? 'QWNjb3VudCwsY2hhaW4' : `QWNjb3VudCws${id}`,
  }));
  const statements = venues.map(({ id, name, phone, email, account }, at) => ({
    venueId: id,
    fields: {
      venue_name: name,
      location: estate.venues[at]?.location ?? null,
      contact_name: `Khun ${id}`,
      contact_email: email,
      contact_phone: phone,
      soundtrack_account_id: account,
      zone_count: 5,
      subscription_status: 'active',
      last_issue_date: '2026-04-30',
      notes: 'Ask for the engineer at the back door.',
      priority_level: 'normal',
      sla_tier: 'gold',
    },
  }));
  const record = await startRecord();
  const began = performance.now();
  await takeOver(record.sql, { source: 'sheets', saidBy: 'bench', statements, ended: [] }, now);
  const takingOverMilliseconds = performance.now() - began;
  await addPeople(record);
  const zones = estate.venues.flatMap((venue, at) =>
    venue.zones.map(({ id, name, critical }) => ({
      id,
      name,
      critical,
      venue: venue.id,
      account: venues[at]?.account,
    })),
  );
  await addZones(record, zones);
  await record.rows('analyze');
  return { record, takingOverMilliseconds, venues };
}

async function addPeople({ rows }: ARecord): Promise<void> {
  await rows(
    `insert into contacts (venue_id, origin, slot, name, created_at, updated_at)
     select id, 'chat', 1, 'Noi', $1, $1 from venues`,
    [now],
  );
  await rows(
    `insert into contact_points (contact_id, kind, value)
     select id, 'line', 'U' || venue_id from contacts where origin = 'chat'`,
  );
}

async function addZones({ rows }: ARecord, zones: object[]): Promise<void> {
  await rows(
    `insert into zones (id, account_id, venue_id, time_zone, name, name_folded, kind, critical, first_seen_at, last_seen_at)
     select id, account, venue, 'Asia/Bangkok', name, lower(name), 'other', critical, $2, $2
     from jsonb_to_recordset($1) as z(id text, account text, venue bigint, name text, critical boolean)`,
    [JSON.stringify(zones), now],
  );
}
