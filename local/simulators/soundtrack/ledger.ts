export type Spending = { requests: number; tokens: number };

/** What was asked of the API and what it cost, by operation and by credential. */
export type Ledger = {
  asked(credential: number, operation: string, tokens: number): void;
  refused(reason: 'rate-limited' | 'unauthenticated' | 'invalid' | 'fault'): void;
  show(): { requests: number; tokens: number; operations: Record<string, Spending>; refused: Record<string, number> };
  spentBy(credential: number): Spending & { operations: Record<string, Spending> };
  clear(): void;
};

export function createLedger(): Ledger {
  const operations = new Map<string, Spending>();
  const credentials = new Map<number, Map<string, Spending>>();
  const refused = new Map<string, number>();
  const add = <Key>(to: Map<Key, Spending>, key: Key, tokens: number) => {
    const so = to.get(key) ?? { requests: 0, tokens: 0 };
    to.set(key, { requests: so.requests + 1, tokens: so.tokens + tokens });
  };
  return {
    asked(credential, operation, tokens) {
      add(operations, operation, tokens);
      const own = credentials.get(credential) ?? new Map<string, Spending>();
      credentials.set(credential, own);
      add(own, operation, tokens);
    },
    refused: (reason) => void refused.set(reason, (refused.get(reason) ?? 0) + 1),
    show: () => ({ ...summed(operations), refused: Object.fromEntries(refused) }),
    spentBy: (credential) => summed(credentials.get(credential) ?? new Map()),
    clear() {
      for (const part of [operations, credentials, refused]) part.clear();
    },
  };
}

function summed(operations: ReadonlyMap<string, Spending>) {
  let requests = 0;
  let tokens = 0;
  for (const spending of operations.values()) {
    requests += spending.requests;
    tokens += spending.tokens;
  }
  return { requests, tokens, operations: Object.fromEntries(operations) };
}
