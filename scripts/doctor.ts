/**
 * Examines a running product and the vendors' accounts, and says what is right, what is wrong and what to do.
 * npm run doctor [-- --stage Dev|Prod] [--waba ID]
 */

import { type Check, examine } from './doctor/examine.ts';
import { lineChecks } from './doctor/line-checks.ts';
import { monitorChecks } from './doctor/monitor-checks.ts';
import { openPatient } from './doctor/patient.ts';
import { productChecks } from './doctor/product-checks.ts';
import { linesOf, verdictOn } from './doctor/report.ts';
import { venueDataChecks } from './doctor/venue-data-checks.ts';
import { whatsAppChecks } from './doctor/whatsapp-checks.ts';
import { findEnvironment, stageOption, stageUsage } from './environment.ts';
import { readOptions, runScript } from './run-script.ts';

const usage = `use ${stageUsage} [--waba ID]   (ID of the WhatsApp Business Account, to see whether our app is subscribed)`;

await runScript('doctor', async () => {
  const { stage, waba } = readOptions(usage, { ...stageOption, waba: { type: 'string' } } as const);
  const environment = await findEnvironment(stage);
  const patient = openPatient(environment, { businessAccountId: waba });
  try {
    const parts: [heading: string, checks: Check[]][] = [
      ['Product', productChecks(patient)],
      ['Venue data', venueDataChecks(patient)],
      ['Monitor', monitorChecks(patient)],
      ['WhatsApp', whatsAppChecks(patient)],
      ['LINE', lineChecks(patient)],
    ];
    const sections = await Promise.all(
      parts.map(async ([heading, checks]) => ({ heading, findings: (await examine(checks)).flat() })),
    );
    const { exitCode, line } = verdictOn(sections);
    console.log([`Examining ${environment.inWords}`, ...linesOf(sections), '', line].join('\n'));
    return exitCode;
  } finally {
    patient.close();
  }
});
