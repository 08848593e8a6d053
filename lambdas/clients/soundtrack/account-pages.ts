import { isForbidden, isTheirFault } from './errors.ts';
import type { AccountsPageAnswer } from './look-operations.ts';
import type { NoAnswer, PageEnd } from './looks.ts';
import type { SoundtrackOutcome } from './outcome.ts';
import type { Place } from './read-look.ts';

type Read<Node> = { nodes: { node: Node; place: Place }[]; end: PageEnd };

/** The accounts of a page with where they stand, and where the page ended; or why there is no page. */
export function readAccountsPage<Node>(
  { data, errors, cost }: SoundtrackOutcome<AccountsPageAnswer<Node>> & { kind: 'answer' },
  after: string | null,
): Read<Node> | NoAnswer {
  const accounts = data.me?.accounts;
  const told = cost && { cost };
  if (!accounts) {
    if (errors.some(isTheirFault)) return { kind: 'later', reason: 'unavailable', mayHaveRun: true, ...told };
    if (errors.some(isForbidden)) return { kind: 'refused', reason: 'forbidden', errors, ...told };
    const whose = `the token is of ${data.me?.__typename ?? 'nobody'}, not of an API client`;
    return notUnderstood(errors.length > 0 ? errors : [{ message: whose, path: ['me'] }], told);
  }
  const { edges, total, pageInfo } = accounts;
  const nodes = edges.flatMap(({ node }, at) =>
    node ? [{ node, place: { errors, path: ['me', 'accounts', 'edges', at, 'node'] } }] : [],
  );
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  // Called the last page, the accounts behind it would pass for gone.
  if (pageInfo.hasNextPage && (next === null || next === after)) {
    return notUnderstood([{ message: 'there are more accounts, but not where', path: ['me', 'accounts'] }], told);
  }
  const isWhole = after === null && next === null;
  const unread = (isWhole ? Math.max(total, edges.length) : edges.length) - nodes.length;
  return { nodes, end: { next, total, ...(unread > 0 && { unread }) } };
}

const notUnderstood = (errors: (NoAnswer & { kind: 'refused' })['errors'], told: object | undefined): NoAnswer => ({
  kind: 'refused',
  reason: 'not-understood',
  errors,
  ...told,
});
