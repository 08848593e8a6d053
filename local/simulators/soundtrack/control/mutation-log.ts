import { type ArgumentNode, Kind, type OperationDefinitionNode, OperationTypeNode, valueFromASTUntyped } from 'graphql';
import { type Json, listOf, objectOf, textOf } from '../../json.ts';

/** One mutation as it came, whatever became of it. */
export type MutationRecord = {
  at: string;
  name: string;
  /** The zone it names; null when it names none or several. */
  zone: string | null;
  zones: string[];
  input: Json;
  result: { ok: boolean } & Json;
};

export type MutationLog = {
  add(name: string, input: Json, result: MutationRecord['result']): void;
  /** Every mutation of a request that was turned away before it was read. */
  refused(operation: OperationDefinitionNode, variables: Json, reason: string): void;
  /** `?zone=` of one zone; `?refused=true` with those that were turned away before they were read. */
  show(query?: URLSearchParams): MutationRecord[];
  clear(): void;
};

const MOST = 10_000;

export function createMutationLog(clock: () => Date): MutationLog {
  let records: MutationRecord[] = [];
  const add: MutationLog['add'] = (name, input, result) => {
    const zones = zonesIn(input);
    const zone = zones.length === 1 ? (zones[0] ?? null) : null;
    records.push({ at: clock().toISOString(), name, zone, zones, input, result });
    if (records.length > MOST) records = records.slice(-MOST);
  };
  return {
    add,
    refused({ operation, selectionSet }, variables, reason) {
      if (operation !== OperationTypeNode.MUTATION) return;
      for (const field of selectionSet.selections) {
        if (field.kind !== Kind.FIELD || field.name.value.startsWith('__')) continue;
        add(field.name.value, inputOf(field.arguments ?? [], variables), { ok: false, refused: reason });
      }
    },
    show(query) {
      const zone = query?.get('zone');
      const withRefused = query?.get('refused') === 'true';
      return records.filter(
        ({ zones, result }) => (!zone || zones.includes(zone)) && (withRefused || result.refused === undefined),
      );
    },
    clear() {
      records = [];
    },
  };
}

const zonesIn = ({ soundZone, soundZones, parent }: Json): string[] =>
  [soundZone, ...listOf(soundZones), parent].flatMap((id) => textOf(id) ?? []);

function inputOf(given: readonly ArgumentNode[], variables: Json): Json {
  const input = given.find(({ name }) => name.value === 'input');
  return input ? objectOf(valueFromASTUntyped(input.value, variables)) : {};
}
