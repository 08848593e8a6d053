import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything tests put into the temporary folder, the CDK's output included, lies in one that goes with the run. */
export default function makeTemporaryFolder() {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'bma-tests-'));
}
