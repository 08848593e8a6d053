import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Answer, problem } from './answer.ts';

const FOLDER = join(import.meta.dirname, 'page');
const PAGES: Record<string, string> = { '/': 'index.html', '/venue-data': 'venue-data.html', '/zones': 'zones.html' };
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything from this server, nothing inline: what people write can never run as part of the page. */
export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Known names only, taken from the folder itself: no path from outside ever reaches the file system. */
export function pageFile(method: string, path: string): Answer | undefined {
  const name = PAGES[path] ?? path.slice(1);
  const type = TYPES[extname(name)];
  if (!type || !readdirSync(FOLDER).includes(name)) return undefined;
  if (method !== 'GET' && method !== 'HEAD') {
    return problem(405, `${path} takes GET, not ${method}.`, { allow: 'GET, HEAD' });
  }
  return { status: 200, headers: { 'content-type': type }, body: readFileSync(join(FOLDER, name)) };
}
