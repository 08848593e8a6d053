import { generateEstate } from '../../../local/estate/generate-estate.ts';
import type { CostModel } from '../../../local/simulators/soundtrack/settings.ts';
import { startSoundtrackSimulator } from '../../../local/simulators/soundtrack/simulator.ts';
import { realTime } from '../../../local/simulators/time.ts';

/** Runs in a process of its own, so that what answering costs is not counted as the monitor's. */
export type SimulatorOrder = { kind: 'move'; at: number } | { kind: 'usage' };
export type SimulatorUsage = { cpuSeconds: number; peakMb: number };

const [venues = 0, zones = 0, start = 0] = process.argv.slice(2).map(Number);
const costModel = process.argv[5] as CostModel;
let now = start;
const simulator = await startSoundtrackSimulator({
  estate: generateEstate({ venues, zones }),
  costModel,
  time: { ...realTime, clock: () => new Date(now) },
});
process.on('message', (order: SimulatorOrder) => {
  if (order.kind === 'move') {
    now = order.at;
    return void process.send?.('moved');
  }
  const { user, system } = process.cpuUsage();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ cpuSeconds: (user + system) / 1e6, peakMb } satisfies SimulatorUsage);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: simulator.url, apiUrl: simulator.apiUrl });
