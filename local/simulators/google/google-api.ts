import type { Answer, Call } from '../loopback-server.ts';
import { GMAIL_ROUTES } from './gmail-routes.ts';
import { refuse } from './google-errors.ts';
import { breakHalfway } from './half-page.ts';
import type { Parts } from './parts.ts';
import type { Route } from './route.ts';
import { SHEETS_ROUTES } from './sheets-routes.ts';
import { exchange } from './tokens.ts';

const ROUTES = [...SHEETS_ROUTES, ...GMAIL_ROUTES];

/** The part of Google's APIs this simulator answers: tokens, Sheets and Gmail. */
export async function answerGoogle(parts: Parts, call: Call): Promise<Answer> {
  if (call.method === 'POST' && call.path === '/token') return noted(parts, 'token', exchange(parts, call));
  const route = call.method === 'GET' ? ROUTES.find(({ pattern }) => pattern.test(call.path)) : undefined;
  if (!route) return noted(parts, 'other', refuse('notFound'));
  const result = (await fail(parts, call)) ?? serve(parts, call, route);
  const halved = await halve(parts, call, result);
  return noted(parts, route.kind, halved);
}

function serve(parts: Parts, call: Call, route: Route): Answer {
  const token = parts.tokens.find(call.headers.authorization);
  if (!token) return refuse('badToken');
  if (!route.scopes.some((scope) => token.scopes.includes(scope))) return refuse('insufficientScope');
  const names = (route.pattern.exec(call.path) ?? []).slice(1).map(decoded);
  return route.spend(parts, token) ?? route.answer(parts, call, names, token);
}

async function fail({ faults, owed, tokens, waits }: Parts, { headers, path }: Call): Promise<Answer | undefined> {
  const slow = faults.strike('slow');
  if (slow && !(await waits.wait(Number(slow.seconds ?? 10) * 1000))) return { kind: 'drop' };
  if (owed.takeServerError() || faults.strike('http500')) return refuse('internal');
  if (faults.strike('http503')) return refuse('unavailable');
  if (faults.strike('tokenExpired')) {
    tokens.revoke(headers.authorization);
    return refuse('badToken');
  }
  if (faults.strike('rateLimited')) return refuse(path.startsWith('/gmail/') ? 'mailQuota' : 'readQuota');
  return faults.strike('userRateLimited') ? refuse('userRateLimited') : undefined;
}

async function halve({ faults, owed }: Parts, call: Call, result: Answer): Promise<Answer> {
  // What carries the data breaks; the short description of a spreadsheet comes whole.
  if (result.kind !== 'answer' || result.status !== 200 || call.path.split('/').length < 5) return result;
  if (faults.strike('halfPageThen500')) owed.oweServerError();
  else if (!faults.strike('halfPage')) return result;
  return breakHalfway(call, result);
}

function noted({ announce, requests }: Parts, kind: string, result: Answer): Answer {
  const status = result.kind === 'answer' ? result.status : 'broken';
  requests.note(kind, status);
  announce({ type: 'request', kind, status });
  return result;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
