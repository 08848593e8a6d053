import { join, resolve } from 'node:path';
import { createFunctionLogs } from './function-logs.ts';
import { choosePorts } from './ports.ts';
import { startProduct, type WhatToRun } from './product.ts';
import { forgetRunning, rememberRunning } from './running.ts';
import { stepPrinter, summaryOf } from './start-report.ts';
import { openStateFolder } from './state-folder.ts';
import { onStopSignal, stopWithParent } from './stop-signals.ts';

const USAGE =
  'Usage: npm start [-- --fresh] [--venues N]\n  --fresh     forget everything of earlier starts: data, messages, the edited sheet, secrets\n  --venues N  size of the demo estate, 1 to 100000 (usually 2000)';
const USUAL_VENUES = 2_000;

/** Problems a person can solve are told in one line; anything else with its stack. */
const PLAIN = new Set([
  'PortInUse',
  'FolderInUse',
  'FolderUnusable',
  'StateProblem',
  'EngineUnavailable',
  'SynthesisFailed',
  'TemplateError',
  'TriggerFailed',
]);

/** `npm start`: the whole product on this machine until it is told to stop. */
export async function runLocally(
  args: string[],
  environment: Record<string, string | undefined>,
  what?: WhatToRun,
): Promise<void> {
  const wanted = read(args);
  if (!wanted) return exitWith(2, USAGE);
  try {
    await run(wanted, environment, what);
  } catch (problem) {
    const { name, message, stack, code } = problem as NodeJS.ErrnoException;
    const isPlain = PLAIN.has(name) || code === 'EADDRINUSE';
    exitWith(1, `\n${isPlain ? message : (stack ?? message)}`);
  }
}

async function run(
  { fresh, venues }: Wanted,
  environment: Record<string, string | undefined>,
  what?: WhatToRun,
): Promise<void> {
  const startedAt = performance.now();
  const print = (line: string) => console.log(line);
  const step = stepPrinter(print);
  const stateDirectory = resolve(environment.BMA_STATE_DIR ?? join(import.meta.dirname, '..', '.local'));
  const folder = openStateFolder(stateDirectory, { fresh });
  let stop: (() => Promise<void>) | undefined;
  // Everything else lives in this process or dies with it, so leaving at any moment leaves nothing behind.
  process.once('exit', () => {
    forgetRunning(stateDirectory);
    folder.close();
  });
  onStopSignal(() => stop?.());
  if (environment.npm_lifecycle_event !== undefined) stopWithParent();

  const ports = await choosePorts(environment);
  step('folder and ports free', performance.now() - startedAt);
  const logs = createFunctionLogs(join(stateDirectory, 'logs'));
  const onProblem = (message: string) => {
    logs.write('problems', `${new Date().toISOString()} ${message}`);
    console.error(`  ! ${message}`);
  };
  const { stack, demo, close } = await startProduct(
    {
      ports,
      stateDirectory,
      venues: venues ?? USUAL_VENUES,
      livingWorld: true,
      ...(environment.BMA_DYNAMODB_ENDPOINT !== undefined && { dynamoDbEndpoint: environment.BMA_DYNAMODB_ENDPOINT }),
      ...(environment.BMA_POSTGRES_URL !== undefined && { postgresUrl: environment.BMA_POSTGRES_URL }),
      onLog: ({ name, line }) => logs.write(name, line),
      onAccess: (entry) => logs.write('http-api', JSON.stringify(entry)),
      onNotice({ subject, message }) {
        logs.write('ops-notices', `${new Date().toISOString()} ${subject ?? ''}\n${message}\n`);
        print(`  > ops notice: ${subject ?? message} (${join(stateDirectory, 'logs', 'ops-notices.log')})`);
      },
      onProblem,
      onStep: step,
    },
    what,
  );
  rememberRunning(stateDirectory, stack, demo.addresses);
  stop = async () => {
    forgetRunning(stateDirectory);
    await close();
    await logs.close();
  };
  const milliseconds = performance.now() - startedAt;
  print(await summaryOf({ stack, demo, stateDirectory, milliseconds }));
}

type Wanted = { fresh: boolean; venues?: number };

function read(args: string[]): Wanted | undefined {
  const wanted: Wanted = { fresh: false };
  for (let index = 0; index < args.length; index++) {
    if (args[index] === '--fresh') wanted.fresh = true;
    else if (args[index] === '--venues' && isVenueCount(args[index + 1])) wanted.venues = Number(args[++index]);
    else return undefined;
  }
  return wanted;
}

const isVenueCount = (text = ''): boolean => /^[1-9]\d{0,5}$/.test(text) && Number(text) <= 100_000;

function exitWith(code: number, message: string): void {
  console.error(message);
  process.exit(code);
}
