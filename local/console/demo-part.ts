import type { DemoPart } from '../demo.ts';
import { startConsole } from './console.ts';
import { publishedVenueNames } from './venue-names.ts';

/** The console of a running product; comes after the estate and the simulators. */
export const consolePart: DemoPart = {
  name: 'console',
  async start({ stack, ports, onProblem }) {
    const names = publishedVenueNames(stack);
    await names.refresh();
    const console = await startConsole({
      port: ports.console,
      apiUrl: stack.apiUrl,
      aws: { admin: stack.admin, chatTable: stack.outputs.ChatTableName ?? '' },
      whatsAppUrl: `http://127.0.0.1:${ports.whatsapp}`,
      lineUrl: `http://127.0.0.1:${ports.line}`,
      directory: names,
      onProblem,
    });
    return {
      address: { what: 'Console: open this', url: console.url },
      close: () => console.close().finally(names.close),
    };
  },
};
