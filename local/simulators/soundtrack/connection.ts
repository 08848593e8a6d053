import type { Json } from '../json.ts';
import { invalidValue, notSimulated } from './errors.ts';
import { orderKey, placeAfter } from './name-order.ts';

type Listed = { name: string; id: string };

/** One page of a list in order of name. A node stands for its own edge. */
export type Connection<Node extends Listed> = {
  edges: readonly Node[];
  total: number;
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
};

/** Remembers the place, not the row: what is added or removed between two pages neither repeats nor hides another row. */
export const cursorOf = (node: Listed): string => Buffer.from(orderKey(node)).toString('base64url');

/** The page the arguments ask for; forwards only. */
export function pageOf<Node extends Listed>(list: readonly Node[], args: Json, pageLimit: number): Connection<Node> {
  const { first, after } = args;
  if (args.last != null || args.before != null) throw notSimulated('paging backwards');
  if (typeof first !== 'number') throw invalidValue('first', 'first or last must be given');
  if (first < 0 || first > pageLimit) throw invalidValue('first', `must be between 0 and ${pageLimit}`);
  const from = typeof after === 'string' ? placeOf(list, after) : 0;
  const edges = list.slice(from, from + first);
  const [head, tail] = [edges[0], edges.at(-1)];
  return {
    edges,
    total: list.length,
    totalCount: list.length,
    pageInfo: {
      hasNextPage: from + first < list.length,
      hasPreviousPage: from > 0,
      startCursor: head ? cursorOf(head) : null,
      endCursor: tail ? cursorOf(tail) : null,
    },
  };
}

/** A page of a list in an order of its own; the cursor is the place in it. */
export function pageInOrder<Node>(list: readonly Node[], { first, after, last, before }: Json, pageLimit: number) {
  if (last != null || before != null) throw notSimulated('paging backwards');
  if (typeof first !== 'number') throw invalidValue('first', 'first or last must be given');
  if (first < 0 || first > pageLimit) throw invalidValue('first', `must be between 0 and ${pageLimit}`);
  const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) + 1 : 0;
  if (!Number.isInteger(from)) throw invalidValue('after', 'invalid cursor');
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
  const edges = list.slice(from, from + first).map((node, at) => ({ node, cursor: cursor(from + at) }));
  return {
    edges,
    total: list.length,
    pageInfo: {
      hasNextPage: from + first < list.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** What comes when a list breaks off and says that it was all. */
export function cutShort<Node extends Listed>(page: Connection<Node>, keep: number): Connection<Node> {
  const edges = page.edges.slice(0, Math.floor(page.edges.length * keep));
  const tail = edges.at(-1);
  return {
    ...page,
    edges,
    pageInfo: { ...page.pageInfo, hasNextPage: false, endCursor: tail ? cursorOf(tail) : null },
  };
}

function placeOf(list: readonly Listed[], cursor: string): number {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!key.includes('\u0000')) throw invalidValue('after', 'invalid cursor');
  return placeAfter(list, key);
}
