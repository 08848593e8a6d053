import { accountIdsIn } from './account-ids.ts';
import type { FactValue } from './facts.ts';

/** Whether two values of a field say the same: spacing, case and forms of the same character do not count. */
export function sameValue(one: FactValue, other: FactValue, field?: string): boolean {
  if (one === other) return true;
  if (one === null || other === null) return isNothing(one) && isNothing(other);
  if (field === 'soundtrack_account_id') return sameAccounts(String(one), String(other));
  return normal(one) === normal(other);
}

const isNothing = (value: FactValue): boolean => value === null || normal(value) === '';

const normal = (value: FactValue): string => String(value).normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** In any order; account ids are case-sensitive. */
function sameAccounts(one: string, other: string): boolean {
  const others = new Set(accountIdsIn(other));
  const ones = accountIdsIn(one);
  return ones.length === others.size && ones.every((id) => others.has(id));
}
