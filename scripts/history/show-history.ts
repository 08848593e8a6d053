import type { ZoneChange } from '../../lambdas/events/zone-change.ts';
import { eventsOf } from '../../lambdas/monitoring/history/events-in-postgres.ts';
import { outagesOf, type PastOutage } from '../../lambdas/monitoring/history/outages-in-postgres.ts';
import { slaOfZones } from '../../lambdas/monitoring/history/sla-of-venue-in-postgres.ts';
import { unknownOf } from '../../lambdas/monitoring/history/unknown-in-postgres.ts';
import type { Span } from '../../lambdas/monitoring/history/whose.ts';
import type { Sql } from '../../lambdas/runtime/sql/sql-client.ts';
import { wallClockOf } from '../../lambdas/venues/hours/wall-clock.ts';
import { table } from '../in-words.ts';
import { oneLine } from '../venue-facts/one-line.ts';
import { changeInWords, type Told } from './change-in-words.ts';
import { monthsOf } from './read-span.ts';
import { hours, slaInWords } from './sla-in-words.ts';
import { calendarIn, type Subject } from './subject.ts';

/** Prints outages, every event with its reason, and the SLA of the months that the span touches. */
export async function showHistory(
  sql: Sql,
  subject: Subject,
  span: Span,
  now: Date,
  print: (line: string) => void,
): Promise<void> {
  const { title, zones, timeZone } = subject;
  const told = clockOn(timeZone);
  const ids = zones.map(({ id }) => id);
  const nameOf = (zoneId: string) => oneLine(zones.find(({ id }) => id === zoneId)?.name ?? zoneId);
  print(`${title}, ${told(span.from.getTime())} to ${told(span.to.getTime())}, times of ${timeZone}`);

  const outages: PastOutage[] = [];
  for await (const page of outagesOf(sql, ids, span)) outages.push(...page);
  print('\nOutages');
  for (const line of outagesInWords(outages, nameOf, told, now)) print(`  ${line}`);

  const unknown: ZoneChange[] = [];
  for await (const page of unknownOf(sql, ids, span)) unknown.push(...page.map(asChange));
  print('\nEvents');
  let some = false;
  const say = (change: ZoneChange) => {
    some = true;
    const zone = zones.length > 1 ? `  ${nameOf(change.zoneId)}` : '';
    print(`  ${told(change.at)}${zone}  ${changeInWords(change, told)}: ${oneLine(change.reason)}`);
  };
  for await (const page of eventsOf(sql, ids, span)) {
    for (const { change } of page) {
      while (unknown[0] && unknown[0].at <= change.at) say(unknown.shift() as ZoneChange);
      say(change);
    }
  }
  for (const change of unknown) say(change);
  if (!some) print('  none');

  for (const { name, ...month } of monthsOf(span, timeZone)) {
    if (month.from >= now) break;
    print(`\nSLA of ${name}${month.to > now ? ', so far' : ''}`);
    const calendar = await calendarIn(sql, subject, month);
    for (const line of slaInWords(await slaOfZones(sql, zones, { span: month, now, calendar }))) print(line);
  }
}

function outagesInWords(
  outages: readonly PastOutage[],
  nameOf: (zoneId: string) => string,
  told: Told,
  now: Date,
): string[] {
  if (outages.length === 0) return ['none'];
  const rows = outages.map(({ zoneId, cause, beganAt, endedAt, endReason, critical, details }) => [
    told(beganAt.getTime()),
    endedAt ? told(endedAt.getTime()) : 'lasts',
    hours(Math.floor(((endedAt ?? now).getTime() - beganAt.getTime()) / 1000)),
    nameOf(zoneId),
    critical ? `${cause}, critical` : cause,
    details.reason === undefined ? '' : oneLine(details.reason),
    endReason ?? '',
  ]);
  return table(['Began', 'Ended', 'Lasted', 'Zone', 'Cause', 'Told because', 'Ended because'], rows);
}

const asChange = ({
  zoneId,
  at,
  until,
  reason,
}: {
  zoneId: string;
  at: Date;
  until: Date;
  reason: string;
}): ZoneChange => ({
  kind: 'unknown',
  zoneId,
  at: at.getTime(),
  until: until.getTime(),
  reason,
});

/** "2026-11-21 17:30:05" as the wall of the time zone shows it. */
export function clockOn(timeZone: string): Told {
  const clock = wallClockOf(timeZone);
  return (instant) => new Date(instant + (clock?.offsetAt(instant) ?? 0)).toISOString().slice(0, 19).replace('T', ' ');
}
