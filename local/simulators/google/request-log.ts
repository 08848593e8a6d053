export type RequestLog = {
  note(kind: string, status: number | 'broken'): void;
  counts(): { total: number; byKind: Record<string, number>; byStatus: Record<string, number> };
  clear(): void;
};

/** How often each kind of request came, and how it was answered. */
export function createRequestLog(): RequestLog {
  const byKind = new Map<string, number>();
  const byStatus = new Map<string, number>();
  let total = 0;
  const count = (counts: Map<string, number>, name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    note(kind, status) {
      total += 1;
      count(byKind, kind);
      count(byStatus, String(status));
    },
    counts: () => ({ total, byKind: Object.fromEntries(byKind), byStatus: Object.fromEntries(byStatus) }),
    clear() {
      total = 0;
      byKind.clear();
      byStatus.clear();
    },
  };
}
