import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');
let bundles: { folder: string; entries: Set<string> } | undefined;

/**
 * The deployable code of `lambdas/<entry>.handler.ts`. Unit tests (context `aws:cdk:bundling-stacks: []`) get an empty
 * handler, because what they look at does not depend on the code.
 */
export function bundleOf(scope: Construct, entry: string): Code {
  const wanted: unknown = scope.node.tryGetContext('aws:cdk:bundling-stacks');
  if (Array.isArray(wanted) && wanted.length === 0) return Code.fromInline('exports.handler = async () => ({});');
  bundles ??= bundleAll();
  if (!bundles.entries.has(entry)) standIn(join(bundles.folder, entry));
  return Code.fromAsset(join(bundles.folder, entry));
}

// NodejsFunction starts one esbuild per function and stage, about half a second each; one pass shares the parsing of
// the SDK among all handlers and keeps the local start short.
function bundleAll() {
  const folder = mkdtempSync(join(tmpdir(), 'bma-bundles-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const handlers = globSync('lambdas/**/*.handler.ts', { cwd: root }).sort();
  const entries = handlers.map((file) => file.slice('lambdas/'.length, -'.handler.ts'.length));
  buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry, index) => [`${entry}/index`, handlers[index] ?? ''])),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: false,
    // Names stay so that a stack trace read at night says where it happened.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  return { folder, entries: new Set(entries) };
}

/** For a handler that is not written yet: fails when called, saying so. */
function standIn(folder: string) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), "exports.handler = async () => { throw new Error('not written yet'); };\n");
}
