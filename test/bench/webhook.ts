import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalStack } from '../../local/stack.ts';
import { synthesise } from '../../local/synth.ts';
import { VENDOR_SECRETS } from '../../local/vendor-secrets.ts';
import { median, table } from './figures.ts';
import type { LoadOrder, LoadResult } from './load.ts';

/**
 * `npm run bench:webhook`: how far the deployed webhook, run locally, is from the least a webhook can cost; and how big
 * each function is and how long it takes to load. Both servers are measured in turn, three times, in one run.
 */
const requests = 2_000;
const clients = 20;
const rounds = 3;
const webhookLimitBytes = 500_000;
const secret = VENDOR_SECRETS.WhatsAppSecret.appSecret;

const child = (file: string, ...args: string[]): ChildProcess =>
  fork(join(import.meta.dirname, file), args, { execArgv: ['--import', 'tsx'] });

const { assemblyDirectory, stage } = await synthesise();
const stack = await startLocalStack({ assemblyDirectory, stage, secrets: VENDOR_SECRETS, eventSources: false });
const bare = child('bare-webhook-server.ts', stack.outputs.InboxQueueUrl ?? '', stack.gatewayUrl, secret);
const [barePort] = await once(bare, 'message');
const loader = child('load.ts');

const measure = async (order: Omit<LoadOrder, 'secret' | 'clients'>): Promise<LoadResult> => {
  loader.send({ ...order, secret, clients } satisfies LoadOrder);
  const [result] = await once(loader, 'message');
  return result;
};
const targets = {
  'bare Node server (baseline)': `http://127.0.0.1:${barePort}/`,
  'product webhook': new URL('webhooks/whatsapp', stack.apiUrl).href,
};

const results: Record<string, LoadResult[]> = {};
for (const [name, url] of Object.entries(targets)) await measure({ url, requests: 300, run: `warm ${name}` });
for (let round = 0; round < rounds; round++) {
  for (const [name, url] of Object.entries(targets)) {
    process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`);
    results[name] = [...(results[name] ?? []), await measure({ url, requests, run: `${name} ${round}` })];
  }
}
loader.disconnect();
bare.disconnect();
const functions = stack.resources.functions.map(({ environment, code, name }) => ({
  name,
  environment,
  file: join('directory' in code ? code.directory : '', 'index.js'),
}));
await stack.close();

const figures = Object.entries(results).map(([name, runs]) => {
  const middle = (pick: (run: LoadResult) => number) => median(runs.map(pick));
  return {
    name,
    perSecond: middle((r) => r.perSecond),
    p50: middle((r) => r.p50),
    p99: middle((r) => r.p99),
    failed: runs.reduce((sum, r) => sum + r.failed, 0),
  };
});
const baseline = figures[0]?.perSecond ?? Number.NaN;
console.log(
  `\n${requests} signed messages, ${clients} clients, median of ${rounds} rounds, Node ${process.versions.node}\n`,
);
console.log(
  table(
    ['webhook', 'per second', 'ratio', 'p50 ms', 'p99 ms', 'failed'],
    figures.map(({ name, perSecond, p50, p99, failed }) => [
      name,
      perSecond,
      perSecond / baseline,
      p50,
      p99,
      String(failed),
    ]),
  ),
);

const emptyMilliseconds = emptyModule();
const sizes = functions.map(({ name, file, environment }) => {
  return [name, (statSync(file).size / 1000).toFixed(0), loadMilliseconds(file, environment)] as [
    string,
    string,
    number,
  ];
});
console.log(
  `\nBundles, and the time to load one in a fresh process (median of 7, an empty module subtracted: ${emptyMilliseconds.toFixed(1)} ms)\n`,
);
console.log(
  table(
    ['function', 'KB', 'load ms'],
    sizes.map(([name, size, ms]) => [name, size, ms - emptyMilliseconds]),
  ),
);

const webhook = functions.find(({ name }) => /receive-?webhook/i.test(name));
const size = webhook ? statSync(webhook.file).size : Number.NaN;
const ok = size <= webhookLimitBytes && figures.every(({ failed }) => failed === 0);
console.log(
  `\n${ok ? 'ok' : 'NOT OK'}: webhook bundle ${(size / 1000).toFixed(0)} KB of ${webhookLimitBytes / 1000} KB, no failed request`,
);
process.exitCode = ok ? 0 : 1;

function loadMilliseconds(file: string, environment: Record<string, string>): number {
  const script = `const at = performance.now(); require(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - at)); process.exit(0)`;
  const env = {
    ...environment,
    AWS_REGION: 'ap-southeast-1',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    PATH: process.env.PATH,
  };
  return median(
    Array.from({ length: 7 }, () =>
      Number(spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }).stdout),
    ),
  );
}

function emptyModule(): number {
  const folder = mkdtempSync(join(tmpdir(), 'bma-empty-'));
  const file = join(folder, 'empty.cjs');
  spawnSync(process.execPath, ['-e', `require('fs').writeFileSync(${JSON.stringify(file)}, '')`]);
  const ms = loadMilliseconds(file, {});
  rmSync(folder, { recursive: true });
  return ms;
}
