import type { ReplayEvent } from '../../lambdas/monitoring/replay/replay-event.ts';
import { UsageProblem } from '../run-script.ts';

/** What is wrong with a line, without saying which line it is. */
export class LineProblem extends UsageProblem {}

const EVENT_TYPES = ['poll', 'ack', 'channel', 'restart', 'zone_removed', 'end'] as const;
type Fields = Record<string, unknown>;

/** One line of the events file as an event; its seconds since `t0` become milliseconds since 1970. */
export function readEventLine(line: string, t0: number): ReplayEvent {
  const fields = fieldsOf(line);
  const at = instantOf(fields, 't', t0);
  const type = fields.type ?? 'poll';
  switch (type) {
    case 'poll':
      return pollOf(fields, at, t0);
    case 'ack':
      return { type: 'ack', at, venue: textOf(fields, 'v'), by: textOf(fields, 'by') };
    case 'channel':
      return { type: 'channel', at, audience: textOf(fields, 'audience'), state: channelStateOf(fields.state) };
    case 'zone_removed':
      return { type: 'zone_removed', at, venue: textOf(fields, 'v'), zone: textOf(fields, 'zone') };
    case 'restart':
      return { type: 'restart', at };
    case 'end':
      return { type: 'end', at };
    default:
      throw new LineProblem(`unknown type ${JSON.stringify(type)}; known are ${EVENT_TYPES.join(', ')}`);
  }
}

function fieldsOf(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (problem) {
    throw new LineProblem(`not JSON (${(problem as Error).message})`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new LineProblem('expected an object');
}

function pollOf(fields: Fields, at: number, t0: number): ReplayEvent {
  const zones = fields.z;
  if (typeof zones !== 'string' || !/^[01?-]*$/.test(zones)) {
    throw new LineProblem(`z: expected a text of 1, 0, ? and -, one a zone, not ${JSON.stringify(zones)}`);
  }
  const observedAt = fields.o === undefined ? at : instantOf(fields, 'o', t0);
  const poll = { type: 'poll', at, observedAt, venue: textOf(fields, 'v'), zones } as const;
  return fields.vol === undefined || fields.vol === null ? poll : { ...poll, volumes: volumesOf(fields.vol) };
}

function volumesOf(value: unknown): (number | null)[] {
  const isVolume = (one: unknown) => one === null || (typeof one === 'number' && one >= 0 && one <= 100);
  if (Array.isArray(value) && value.every(isVolume)) return value;
  throw new LineProblem('vol: expected a list of percents from 0 to 100');
}

function instantOf(fields: Fields, name: 't' | 'o', t0: number): number {
  const seconds = fields[name];
  const instant = typeof seconds === 'number' ? Math.round(t0 + seconds * 1_000) : Number.NaN;
  if (instant >= 0 && instant <= 8.64e15) return instant;
  throw new LineProblem(`${name}: expected seconds since t0, not ${JSON.stringify(seconds)}`);
}

function textOf(fields: Fields, name: string): string {
  const text = fields[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new LineProblem(`${name}: expected a text, not ${JSON.stringify(text)}`);
}

function channelStateOf(state: unknown): 'failing' | 'ok' {
  if (state === 'failing' || state === 'ok') return state;
  throw new LineProblem(`state: expected "failing" or "ok", not ${JSON.stringify(state)}`);
}
