import { join } from 'node:path';
import { policyOfEnv } from '../../lambdas/monitoring/polling/policy-of-env.ts';
import type { DemoPart } from '../demo.ts';
import { startConsole } from './console.ts';
import { openVenueDesk } from './venue-data/open-venue-desk.ts';
import { publishedVenueNames } from './venue-names.ts';
import { openZonesDesk } from './zones/open-zones-desk.ts';

/** The console of a running product; comes after the estate and the simulators. */
export const consolePart: DemoPart = {
  name: 'console',
  async start({ stack, ports, stateDirectory, estate, onProblem }) {
    const { stageConfig } = await import('../../lib/config.ts');
    const { sync, monitoring } = stageConfig('Local');
    const chains = new Map(estate.venues.map(({ id, chain }) => [id, chain]));
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
        rhythm: sync,
      }),
      zones: openZonesDesk({
        stack,
        soundtrackUrl: `http://127.0.0.1:${ports.soundtrack}`,
        names,
        chainOf: (venueId) => chains.get(venueId),
        shardIds: monitoring.shards,
        policy: policyOfEnv({
          POLL_INTERVAL_SECONDS: monitoring.intervalSeconds,
          RECHECK_SECONDS: monitoring.recheckSeconds,
          CONFIRM_DOWN: monitoring.confirmDown,
          CONFIRM_DOWN_CRITICAL: monitoring.confirmDownCritical,
        }),
      }),
      onProblem,
    });
    return {
      address: { what: 'Console: open this', url: console.url },
      close: () => console.close().finally(names.close),
    };
  },
};
