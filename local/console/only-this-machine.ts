import type { IncomingHttpHeaders } from 'node:http';
import { isHostHere } from '../this-machine.ts';
import { Refused } from './answer.ts';

/**
 * Another site's script can reach this port, and a name of its own can be made to mean 127.0.0.1. Neither may drive the
 * console: the host must be this machine's, and whatever changes something must come from the console's own page.
 */
export function requireThisMachine(method: string, { host, origin }: IncomingHttpHeaders): void {
  if (!isHostHere(host)) {
    throw new Refused(403, 'The console answers only on this machine: open it as http://127.0.0.1 with its port.');
  }
  if (method === 'GET' || method === 'HEAD' || origin === undefined) return;
  if (origin !== `http://${host}`) {
    throw new Refused(
      403,
      `Requests from ${origin} are refused: use the console's own page, or a tool without Origin.`,
    );
  }
}
