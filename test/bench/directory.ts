import { parseArgs } from 'node:util';
import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';
import { publishDirectory } from '../../lambdas/venues/publication/publish-directory.ts';
import { publishPorts } from '../../lambdas/venues/publication/publish-ports-in-aws.ts';
import { snapshotOf } from '../../lambdas/venues/publication/snapshot.ts';
import {
  openVenuesPage,
  venuesByAccount,
  venuesByEmail,
  venuesByLineId,
  venuesByName,
  venuesByPhone,
} from '../../lambdas/venues/record/look-up-in-postgres.ts';
import { venueRecord } from '../../lambdas/venues/record/venue-record-in-postgres.ts';
import { aBucket } from './directory/a-bucket.ts';
import { inTheEngine } from './directory/in-the-engine.ts';
import { type PeopledRecord, peopledRecord } from './directory/peopled-record.ts';
import { percentile, table } from './figures.ts';

/**
 * `npm run bench:directory`: each look-up of the venue record at 10,000 venues and 50,000 zones, as functions ask it
 * (through the Data API of this machine) and in the engine alone (PostgreSQL's own planning and execution time of the same
 * statement with the same values); then reading and publishing the directory. Promise: p95 below 10 ms in the engine.
 */
const { values } = parseArgs({
  options: { venues: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '300' } },
});
const rounds = Number(values.rounds);
const promiseMilliseconds = 10;

type Subject = PeopledRecord['venues'][number];
const lookUps: Record<string, (sql: Sql, venue: Subject) => Promise<unknown>> = {
  'name, whole': (sql, { name }) => venuesByName(sql, name),
  'name, first word': (sql, { name }) => venuesByName(sql, name.split(' ')[0] ?? name),
  phone: (sql, { phone }) => venuesByPhone(sql, phone),
  'phone of 1 in 100 venues': (sql) => venuesByPhone(sql, '+66899999999'),
  'LINE id': (sql, { line }) => venuesByLineId(sql, line),
  'e-mail': (sql, { email }) => venuesByEmail(sql, email),
  account: (sql, { account }) => venuesByAccount(sql, account),
  'account of 1 in 10 venues': (sql) => venuesByAccount(sql, 'QWNjb3VudCwsY2hhaW4'),
  'whole record by id': (sql, { id }) => venueRecord(sql, id),
  'page of 200 in the middle': (sql, { id }) => openVenuesPage(sql, { after: id, limit: 200 }),
};

const { record, takingOverMilliseconds, venues } = await peopledRecord(Number(values.venues));
const engine = await inTheEngine(record.database.connection);
const bucket = await aBucket();
const rows: (string | number)[][] = [];
try {
  for (const [name, lookUp] of Object.entries(lookUps)) {
    const throughApi = await timed((venue) => lookUp(record.sql, venue));
    engine.tookMilliseconds.length = 0;
    await timed((venue) => lookUp(engine.sql, venue));
    const [inEngine, api] = [engine.tookMilliseconds, throughApi].map((took) =>
      [0.5, 0.95, 0.99].map((share) => percentile(took, share)),
    );
    rows.push([name, ...(inEngine ?? []), ...(api ?? [])]);
  }
  const head = ['look-up', 'engine p50 ms', 'p95', 'p99', 'Data API p50 ms', 'p95', 'p99'];
  console.log(`\n${venues.length} venues, ${rounds} of each, Node ${process.versions.node}\n\n${table(head, rows)}`);
  console.log(`\nTaking over all venues as new: ${seconds(takingOverMilliseconds)}`);
  await publish();
} finally {
  await engine.close();
  await bucket.close();
  await record.close();
}
const worst = Math.max(...rows.map((row) => Number(row[2])));
console.log(`\nPromise: p95 below ${promiseMilliseconds} ms in the engine; the worst is ${worst.toFixed(2)} ms.`);
process.exit(worst < promiseMilliseconds ? 0 : 1);

/** Milliseconds of each round, over venues spread across the estate; some rounds before count for nothing. */
async function timed(lookUp: (venue: Subject) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let round = -20; round < rounds; round++) {
    const venue = venues[((round + 20) * 7919) % venues.length];
    if (!venue) continue;
    const began = performance.now();
    await lookUp(venue);
    if (round >= 0) took.push(performance.now() - began);
  }
  return took;
}

async function publish(): Promise<void> {
  const ports = publishPorts(record.sql, bucket.client, bucket.name);
  const began = performance.now();
  const read = await ports.rows(new Date());
  const afterReading = performance.now();
  const { search, zones, hours, counts } = snapshotOf(read);
  const afterBuilding = performance.now();
  await publishDirectory(ports, new Date());
  const published = performance.now() - afterBuilding;
  const size = ((search.length + zones.length + hours.length) / 1_048_576).toFixed(1);
  console.log(
    `Directory of ${counts.venues} venues and ${counts.zones} zones (${size} MiB): read ${seconds(afterReading - began)}, ` +
      `built ${seconds(afterBuilding - afterReading)}; read, built and published in one go ${seconds(published)}`,
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
