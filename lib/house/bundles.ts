import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** What a handler reads beside its code, so that a change of it is a change of the function. */
const besides: Record<string, string> = { 'venues/migrate-database': 'lambdas/venues/migrations' };

let bundles: { folder: string; entries: Set<string> } | undefined;

/**
 * The deployable code of `lambdas/<entry>.handler.ts`. Unit tests (context `aws:cdk:bundling-stacks: []`) get an empty
 * handler, because what they look at does not depend on the code.
 */
export function bundleOf(scope: Construct, entry: string): Code {
  const wanted: unknown = scope.node.tryGetContext('aws:cdk:bundling-stacks');
  if (Array.isArray(wanted) && wanted.length === 0) return Code.fromInline('exports.handler = async () => ({});');
  bundles ??= bundleAll();
  if (!bundles.entries.has(entry)) throw new Error(`There is no lambdas/${entry}.handler.ts to bundle.`);
  return Code.fromAsset(join(bundles.folder, entry));
}

// NodejsFunction starts one esbuild per function and stage; one pass for all keeps the local start short.
function bundleAll() {
  const folder = mkdtempSync(join(tmpdir(), 'bma-bundles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entries = globSync('lambdas/**/*.handler.ts', { cwd: root })
    .map((file) => file.slice('lambdas/'.length, -'.handler.ts'.length))
    .sort();
  buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry) => [`${entry}/index`, `lambdas/${entry}.handler.ts`])),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Minified and without kept names, because both cost cold start; errors carry closed codes to find them by.
    minify: true,
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'error',
    define: { 'import.meta.dirname': '__dirname' },
  });
  for (const [entry, beside] of Object.entries(besides)) {
    cpSync(join(root, beside), join(folder, entry, basename(beside)), { recursive: true });
  }
  return { folder, entries: new Set(entries) };
}
