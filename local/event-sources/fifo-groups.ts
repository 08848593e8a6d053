import type { QueueRecord } from './queue-event.ts';

/** Adds the messages that follow a failed one in its group: doing them first would break the group's order. */
export function withTheirGroups(
  records: QueueRecord[],
  failed: Set<string>,
  report: (message: string) => void,
): Set<string> {
  const all = new Set<string>();
  const stopped = new Set<string>();
  for (const { messageId, attributes } of records) {
    const group = attributes.MessageGroupId ?? '';
    if (stopped.has(group) && !failed.has(messageId)) {
      report(`${messageId} follows a failed message of group ${group} but was not reported; AWS would delete it`);
    }
    if (failed.has(messageId)) stopped.add(group);
    if (stopped.has(group)) all.add(messageId);
  }
  return all;
}
