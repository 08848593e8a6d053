// A start of its own process on the small assembly: what `npm start` is, without the CDK's time and the demo.
import { runLocally } from '../../../local/run-locally.ts';

const { SMALL_ASSEMBLY = '', ...environment } = process.env;
await runLocally(process.argv.slice(2), environment, {
  synthesise: async () => ({ assemblyDirectory: SMALL_ASSEMBLY, stage: 'Local', cached: true }),
  startDemo: async () => ({ addresses: [], close: async () => {} }),
});
