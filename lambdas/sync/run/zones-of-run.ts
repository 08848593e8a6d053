import * as z from 'zod';
import { failureInWords } from '../../runtime/state-machine/step-failure.ts';
import type { ZonesPart } from './sync-report.ts';

const Failed = z.object({ Error: z.string(), Cause: z.string().optional() });

/** What came of the zones. A step that failed for good leaves the service's error; the last known zones stay. */
export const ZonesOfRun = z
  .custom<ZonesPart | z.input<typeof Failed>>()
  .transform((state): ZonesPart => {
    const failed = Failed.safeParse(state);
    // Anything else is our own, in this version or the one before.
    return failed.success ? { kind: 'skipped', reason: failureInWords(failed.data) } : (state as ZonesPart);
  })
  .optional();
