/**
 * Feeds past readings through the product's own detection and writes what it would have found: to try a policy before it
 * is saved, or a change of the code on last month.
 * npm run -s alerts:replay -- --fleet FILE --events FILE --out DIR [--params FILE] [--changes]
 */

import { readParams } from '../lambdas/monitoring/replay/replay-params.ts';
import { readFleet } from './alerts-replay/fleet-file.ts';
import { readJson } from './alerts-replay/read-json.ts';
import { replayFiles } from './alerts-replay/replay-files.ts';
import { inWords } from './alerts-replay/summary.ts';
import { readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = 'use --fleet FILE --events FILE --out DIR [--params FILE] [--changes]';

await runScript('alerts:replay', async () => {
  const options = readOptions(usage, {
    fleet: { type: 'string' },
    events: { type: 'string' },
    out: { type: 'string' },
    params: { type: 'string' },
    changes: { type: 'boolean', default: false },
  });
  if (!options.fleet || !options.events || !options.out) throw new UsageProblem(usage);
  const { fleet, params: ofFleet } = readFleet(options.fleet, readJson(options.fleet));
  const params = readParams(ofFleet, options.params === undefined ? undefined : readJson(options.params));
  if ('problem' in params) throw new UsageProblem(`${options.params ?? options.fleet}: ${params.problem}`);
  if (params.policy.fastRecheckSec > 0) {
    console.error('fastRecheckSec: a file holds no answers to further looks; only what is in it is read.');
  }
  const { events, out, changes } = options;
  console.error(inWords(await replayFiles(fleet, params.policy, { events, out, changes })));
  return 0;
});
