import type { HistoryEvent } from './execution.ts';

/** An event as GetExecutionHistory gives it: its details stand under a name made from its type. */
export function asHistoryEvent({ id, at, type, details }: HistoryEvent): Record<string, unknown> {
  return {
    id,
    previousEventId: id - 1,
    timestamp: at / 1000,
    type,
    ...(Object.keys(details).length > 0 && { [detailsName(type)]: details }),
  };
}

function detailsName(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
