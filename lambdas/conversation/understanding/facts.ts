import type { Facts } from '../chat.ts';
import { asksForHelp } from './commands.ts';
import { longestIssue } from './limits.ts';
import { matterOf } from './matter.ts';
import {
  bareName,
  capitalName,
  introducedName,
  type NameFound,
  nameBeforeHere,
  nameBeforeVenue,
} from './person-name.ts';
import { positionIn, positionWithin } from './position.ts';
import { openingLength, smallTalkOf } from './small-talk.ts';
import { blank, clausesOf, clip, hasLetters, oneLine, tidy } from './text.ts';

type Mention = { start: number; end: number };
/** What a message tells about the person and their problem; `rest` is whatever was not greeting, venue, name or position. */
export type Told = { facts: Facts; rest: string };

const BEFORE_VENUE =
  /(?:\b(?:actually\s+)?(?:now\s+)?(?:i am|i['’]?m|we are|we['’]?re|this is|it is|it['’]?s|here is|my (?:hotel|venue) is)\s+)?(?:\b(?:here|calling|writing|messaging|now|working|work)\s+)?(?:\b(?:from|at|in|of|for|the)\s+|@\s*)*$|(?:(?:ตอนนี้)?(?:ผม|ดิฉัน|หนู|เรา|พี่)?(?:จาก|อยู่(?:ที่)?|ที่|ของ)?\s*(?:ทาง|โรงแรม|ร้าน|รร\.?)?\s*)$/iu;
const AFTER_VENUE = /^["'”’)]*\s*(?:here|speaking|hotel|ค่ะ|คะ|ครับ|คับ|นะคะ|นะครับ|จ้า)?["'”’)]*/iu;

/** The labels of a form somebody filled in. */
const LABEL =
  /(?<=^|[\n.,;]\s?)(?:venue|hotel|name|position|title|role|problem|issue|contact)\s*:|(?<=^|[\n.,;\s])(?:ชื่อ|สถานที่|โรงแรม|ตำแหน่ง|ปัญหา|ผู้ติดต่อ)\s*:/giu;

/** The venue and the words that only carry it ("I'm from …", "จากโรงแรม… ค่ะ"). */
function venuePhrase(text: string, mention: Mention | undefined): Mention | undefined {
  if (!mention || mention.end <= mention.start || mention.start < 0 || mention.end > text.length) return undefined;
  const before = BEFORE_VENUE.exec(text.slice(0, mention.start).replace(/["'“‘(]+$/u, ' '))?.index ?? mention.start;
  const after = AFTER_VENUE.exec(text.slice(mention.end))?.[0].length ?? 0;
  return { start: Math.min(before, mention.start), end: mention.end + after };
}

/** "Anna here from Hilton …": who speaks, just before the venue. */
function nameBefore(left: string, venue: Mention, carriers: string): NameFound | undefined {
  const before = clausesOf(left.slice(0, venue.start)).at(-1);
  if (!before || before.end < venue.start - 2 || !/\b(?:from|here)\b/i.test(carriers)) return undefined;
  const name = nameBeforeVenue(before.text);
  return name ? { name, start: before.start, end: before.end } : undefined;
}

/** Reads name, position and problem out of one message, in any order. */
export function factsIn(text: string, venueKnown: boolean, mention?: Mention): Told {
  const venue = venuePhrase(text, mention);
  const withoutVenue = venue ? blank(text, venue.start, venue.end) : text;
  let left = withoutVenue;
  for (const clause of clausesOf(left)) {
    const length = openingLength(clause.text);
    if (length > 0) left = blank(left, clause.start, clause.start + length);
  }
  const cut = (start: number, end: number) => {
    left = blank(left, start, end);
  };
  const facts: Facts = {};
  const inline = positionWithin(left);
  const named =
    introducedName(left, venueKnown) ??
    (venue && mention ? nameBefore(left, venue, text.slice(venue.start, mention.start)) : undefined);
  if (inline) {
    facts.position = inline.position;
    cut(inline.start, inline.end);
  }
  if (named) {
    facts.personName = named.name;
    cut(named.start, named.end);
  }
  for (const label of left.matchAll(LABEL)) cut(label.index, label.index + label[0].length);
  readClauses(left, facts, cut, named?.end, Boolean(mention) || venueKnown);
  for (const clause of clausesOf(left)) if (smallTalkOf(clause.text)) cut(clause.start, clause.end);
  const rest = hasLetters(left) ? tidy(left) : '';
  const issue = matterOf(rest) ? rest : matterOf(text) && hasMoreThan(text, facts) ? tidy(withoutVenue) : undefined;
  if (issue && !asksForHelp(issue)) facts.issue = clip(oneLine(issue), longestIssue);
  return { facts, rest };
}

/** Some matters only show in the whole sentence, once the cuts have torn it apart. */
const hasMoreThan = (text: string, facts: Facts): boolean =>
  text.length > (facts.personName?.length ?? 0) + (facts.position?.length ?? 0) + 12;

/** "Duty manager Anna", "Anna Smith GM": a position of its own words with a name beside it. */
function nameAndPosition(clause: string): { personName: string; position: string } | undefined {
  const words = clause.split(/\s+/);
  if (words.length < 2 || words.length > 6) return undefined;
  for (let cut = words.length - 1; cut >= 1; cut--) {
    const [left, right] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    for (const [job, person] of [
      [left, right],
      [right, left],
    ] as const) {
      const position = positionIn(job, 'alone');
      const personName = position && capitalName(person.split(' '));
      if (position && personName) return { personName, position };
    }
  }
  return undefined;
}

/** Positions standing alone or right after the name, and a name standing before either. */
function readClauses(
  text: string,
  facts: Facts,
  cut: (start: number, end: number) => void,
  nameEnd: number | undefined,
  venueKnown: boolean,
): void {
  const clauses = clausesOf(text);
  clauses.forEach((clause, index) => {
    const afterName = nameEnd !== undefined && clause.start >= nameEnd && clause.start - nameEnd <= 8;
    const position = facts.position ? undefined : positionIn(clause.text, afterName ? 'presented' : 'alone');
    if (position) {
      facts.position = position;
      cut(clause.start, clause.end);
      const before = clauses[index - 1];
      const name = before && !facts.personName ? bareName(before.text) : undefined;
      if (before && name && !smallTalkOf(before.text)) {
        facts.personName = name;
        cut(before.start, before.end);
      }
      return;
    }
    const pair = facts.personName || facts.position ? undefined : nameAndPosition(clause.text);
    if (pair) {
      Object.assign(facts, pair);
      cut(clause.start, clause.end);
      return;
    }
    const here = facts.personName || !venueKnown ? undefined : nameBeforeHere(clause.text);
    if (here) {
      facts.personName = here;
      cut(clause.start, clause.end);
    }
  });
}
