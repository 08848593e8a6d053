import { areasIn, type NamedArea } from './read-zone-name.ts';
import { THE_RESTAURANT, type ZoneKind } from './zone-words.ts';

export type KindOfZone = { kind: ZoneKind; critical: boolean; why: WhyCritical | WhyNot };
/** Why every guest notices silence here. */
export type WhyCritical =
  | 'lobby'
  | 'only-reception'
  | 'main-restaurant'
  | 'only-restaurant'
  | 'sales-floor'
  | 'gym-floor'
  | 'only-zone';
export type WhyNot = 'not-critical' | 'back-of-house' | 'name-says-nothing';

/**
 * What a zone is, from its name in English or Thai, and whether its silence is noticed by every guest.
 *
 * Critical are: a lobby (not the spa's or the ballroom's own), the main restaurant ("The Restaurant", "Main …", "All Day
 * Dining"), a sales floor, a gym floor. `others` are the names of the venue's other zones; where they are known, also: the
 * only restaurant (a cafe is none), a reception where there is no lobby, and the only zone of a venue, whatever it is
 * called, because its silence is the silence of the whole house. Back of house never is. "Lobby Bar" is a bar.
 */
export function zoneKind(name: string, others?: readonly string[]): KindOfZone {
  const areas = areasIn(name).map((area) => judge(area, others));
  const found = areas.find(({ critical }) => critical) ?? areas[0] ?? NOTHING_SAID;
  const isOnly = others?.length === 0 && !found.critical && found.kind !== 'back-of-house';
  return isOnly ? { kind: found.kind, critical: true, why: 'only-zone' } : found;
}

const NOTHING_SAID: KindOfZone = { kind: 'other', critical: false, why: 'name-says-nothing' };

function judge(area: NamedArea, others: readonly string[] | undefined): KindOfZone {
  const kind = kindOf(area);
  if (kind === 'back-of-house') return { kind, critical: false, why: 'back-of-house' };
  const why = whyCritical(kind, area, others);
  return why ? { kind, critical: true, why } : { kind, critical: false, why: 'not-critical' };
}

/** Staff areas are no matter what stands beside; the entrance of something belongs to it: "Spa Reception" is the spa's. */
function kindOf({ head, others, isGeneral, isMain }: NamedArea): ZoneKind {
  if (others.some(({ kind }) => kind === 'back-of-house')) return 'back-of-house';
  if (head.text === 'kitchen' && others.length === 0 && (isGeneral || isMain)) return 'back-of-house';
  return head.kind === 'lobby'
    ? (others.find(({ kind }) => kind !== 'lobby' && kind !== 'other')?.kind ?? 'lobby')
    : head.kind;
}

function whyCritical(
  kind: ZoneKind,
  { head, others, isGeneral, isMain }: NamedArea,
  otherNames: readonly string[] | undefined,
): WhyCritical | undefined {
  if (kind !== head.kind) return undefined;
  const isPlain = isGeneral && others.every((word) => word.kind === kind);
  if (kind === 'lobby') {
    if ([head, ...others].some(({ kind, part }) => kind === 'lobby' && !part)) return 'lobby';
    const isReception = head.part === 'reception' && isPlain;
    return isReception && otherNames && !otherNames.some(isLobby) ? 'only-reception' : undefined;
  }
  if (kind === 'restaurant' && head.part !== 'cafe') {
    if (head.part === 'main-restaurant' || isMain || (isPlain && THE_RESTAURANT.has(head.text)))
      return 'main-restaurant';
    return otherNames && !otherNames.some(isRestaurant) ? 'only-restaurant' : undefined;
  }
  if (head.part === 'floor') return kind === 'retail' ? 'sales-floor' : 'gym-floor';
  return undefined;
}

const isLobby = (name: string): boolean => areasIn(name).some((area) => kindOf(area) === 'lobby' && !area.head.part);
const isRestaurant = (name: string): boolean =>
  areasIn(name).some((area) => kindOf(area) === 'restaurant' && area.head.part !== 'cafe');
