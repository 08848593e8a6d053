import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const REPOSITORY = join(import.meta.dirname, '..');
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** Everything a template can depend on. */
const SOURCES = ['bin', 'lib', 'lambdas', 'cdk.json', 'package-lock.json'];
const KEPT_ASSEMBLIES = 3;
/** So long after its last use an assembly is kept in any case. */
const USED_MILLISECONDS = 60 * 60_000;

/** The CDK app could not be synthesised; the message ends with what it printed. */
export class SynthesisFailed extends Error {
  override name = 'SynthesisFailed';
}

export type Synthesis = { assemblyDirectory: string; stage: string; cached: boolean };
export type SynthesisOptions = {
  /** @default Local */
  stage?: string;
  /** Where the CDK app is. @default this repository */
  repository?: string;
  /** @default `.local/assemblies` of the repository, shared by all state folders */
  cacheDirectory?: string;
};

/** The assembly of one stage: synthesised as the CDK CLI would, or taken from an earlier run on the same sources. */
export async function synthesise(options: SynthesisOptions = {}): Promise<Synthesis> {
  const { stage = 'Local', repository = REPOSITORY } = options;
  const cacheDirectory = options.cacheDirectory ?? join(repository, '.local', 'assemblies');
  const context = contextFor(stage, repository);
  const assemblyDirectory = join(cacheDirectory, hashOfSources(context, repository));
  if (existsSync(join(assemblyDirectory, 'manifest.json'))) {
    const now = new Date();
    utimesSync(assemblyDirectory, now, now);
    return { assemblyDirectory, stage, cached: true };
  }
  mkdirSync(cacheDirectory, { recursive: true });
  // On Lambda nothing above a bundle says what a .js file is; here this repository would call it an ES module.
  writeFileSync(join(cacheDirectory, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  // Renamed only when complete: an interrupted synthesis must never look like a cached one.
  const unfinished = join(cacheDirectory, `unfinished-${process.pid}-${Date.now()}`);
  try {
    await runApp(context, unfinished, repository);
    if (!existsSync(assemblyDirectory)) renameSync(unfinished, assemblyDirectory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetOldOnes(cacheDirectory);
  return { assemblyDirectory, stage, cached: false };
}

function contextFor(stage: string, repository: string): string {
  const { context } = JSON.parse(readFileSync(join(repository, 'cdk.json'), 'utf8'));
  return JSON.stringify({ ...context, stages: stage });
}

function runApp(context: string, outputDirectory: string, repository: string): Promise<void> {
  const { CDK_DEFAULT_ACCOUNT: _account, CDK_DEFAULT_REGION: _region, ...environment } = process.env;
  const app = spawn(process.execPath, ['--import', TSX, 'bin/app.ts'], {
    cwd: repository,
    env: { ...environment, CDK_OUTDIR: outputDirectory, CDK_CONTEXT_JSON: context },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const collect = (chunk: Buffer) => {
    printed = (printed + chunk).slice(-6_000);
  };
  app.stdout.on('data', collect);
  app.stderr.on('data', collect);
  const killApp = () => app.kill('SIGKILL');
  process.once('exit', killApp);
  return new Promise<void>((resolve, reject) => {
    app.once('error', reject);
    app.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new SynthesisFailed(`bin/app.ts could not be synthesised:\n${printed.trim()}`));
    });
  }).finally(() => process.off('exit', killApp));
}

function hashOfSources(context: string, repository: string): string {
  const hash = createHash('sha256').update(`${process.versions.node} ${context}`);
  for (const source of SOURCES) {
    for (const file of filesIn(source, repository)) {
      hash.update(`\0${file}\0`).update(readFileSync(join(repository, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path: string, repository: string): string[] {
  const absolute = join(repository, path);
  if (!statSync(absolute, { throwIfNoEntry: false })) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
    .sort();
}

/** Tells later starts that one still loads code from the assembly, until the answer is called. */
export function keepInUse(assemblyDirectory: string): () => void {
  const say = () => utimes(assemblyDirectory, new Date(), new Date(), () => {});
  const timer = setInterval(say, USED_MILLISECONDS / 6).unref();
  return () => clearInterval(timer);
}

/** Those in use stay, and a few of the others; what a killed start left unfinished goes like any other. */
function forgetOldOnes(cacheDirectory: string): void {
  const byAge = readdirSync(cacheDirectory)
    .filter((name) => /^([0-9a-f]{16}|unfinished-.+)$/.test(name))
    .map((name) => join(cacheDirectory, name))
    .map((path) => ({ path, usedAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { path, usedAt } of byAge.slice(KEPT_ASSEMBLIES)) {
    if (Date.now() - usedAt > USED_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
}
