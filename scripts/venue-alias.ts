/**
 * Teaches another name for a venue, or takes one back.
 * npm run venues:alias -- --venue 1001 --alias "HBK" --by anna [--undo] [--stage Dev|Prod]
 */

import { learnAlias, undoAlias } from '../lambdas/venues/record/aliases-in-postgres.ts';
import { withDatabase } from './database.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { bringIntoForce } from './in-force.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';
import { readVenueId } from './venue-facts/venue-id.ts';

const usage = `use --venue ID --alias NAME --by WHO [--undo] ${stageUsage}`;

await runScript('venues:alias', async () => {
  const options = readOptions(usage, {
    ...stageOption,
    venue: { type: 'string' },
    alias: { type: 'string' },
    by: { type: 'string' },
    undo: { type: 'boolean' },
  } as const);
  const { alias, by, undo = false } = options;
  const venueId = readVenueId(options.venue, usage);
  if (!alias || !by) throw new UsageProblem(usage);
  const environment = await findEnvironment(options.stage);
  return withDatabase(environment, async (sql) => {
    const now = new Date();
    const said = { venueId, alias, by };
    const outcome = undo ? await undoAlias(sql, said, now) : await learnAlias(sql, { ...said, source: 'person' }, now);
    switch (outcome.kind) {
      case 'refused':
        throw new PlainProblem(`${outcome.problem}. Nothing was changed.`);
      case 'taken':
        throw new PlainProblem(
          `"${alias}" already means venue ${outcome.venueId}, whose people it would send to ${venueId}. Nothing was changed.`,
        );
      case 'not-known':
        throw new PlainProblem(`venue ${venueId} is not known as "${alias}". Nothing was changed.`);
      case 'known-already':
        console.log(`Venue ${venueId} is known as "${alias}" already.`);
        return 0;
      case 'learnt':
      case 'undone': {
        console.log(`Venue ${venueId} ${outcome.kind === 'learnt' ? 'is' : 'is no longer'} known as "${alias}".`);
        return bringIntoForce(environment, sql, venueId);
      }
    }
  });
});
