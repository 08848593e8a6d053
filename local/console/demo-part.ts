import { join } from 'node:path';
import type { DemoPart } from '../demo.ts';
import { startConsole } from './console.ts';
import { openVenueDesk } from './venue-data/open-venue-desk.ts';
import { publishedVenueNames } from './venue-names.ts';

/** The console of a running product; comes after the estate and the simulators. */
export const consolePart: DemoPart = {
  name: 'console',
  async start({ stack, ports, stateDirectory, onProblem }) {
    const { stageConfig } = await import('../../lib/config.ts');
    const names = publishedVenueNames(stack);
    await names.refresh();
    const console = await startConsole({
      port: ports.console,
      apiUrl: stack.apiUrl,
      aws: { admin: stack.admin, chatTable: stack.outputs.ChatTableName ?? '' },
      whatsAppUrl: `http://127.0.0.1:${ports.whatsapp}`,
      lineUrl: `http://127.0.0.1:${ports.line}`,
      directory: names,
      venues: openVenueDesk({
        stack,
        googleUrl: `http://127.0.0.1:${ports.google}`,
        undamagedFile: join(stateDirectory, 'venue-sheet-undamaged.json'),
        rhythm: stageConfig('Local').sync,
      }),
      onProblem,
    });
    return {
      address: { what: 'Console: open this', url: console.url },
      close: () => console.close().finally(names.close),
    };
  },
};
