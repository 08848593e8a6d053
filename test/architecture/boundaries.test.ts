import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Which capabilities may use which others, through their index.ts (docs/architecture.md). */
const mayUse: Record<string, string[]> = {
  conversation: ['alerting', 'monitoring', 'venues'],
  monitoring: ['venues'],
  alerting: ['venues'],
  sync: ['venues'],
  venues: [],
  operations: ['conversation', 'monitoring', 'alerting', 'sync', 'venues'],
};
const shared = ['clients', 'events', 'runtime'];
const capabilities = Object.keys(mayUse);

type Rule = (file: string, source: string) => string[];

const folderOf = (file: string) => file.split('/')[1] ?? '';
const importsOf = (source: string): string[] =>
  [
    ...source.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ].flatMap(([, fixed, dynamic]) => fixed ?? dynamic ?? []);
const localImportsOf = (file: string, source: string) =>
  importsOf(source)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));

/** Only a handler may pick another capability's adapter; everything else goes through the front door. */
const isAdapterForHandler = (file: string, target: string) =>
  file.endsWith('.handler.ts') && /-in-[a-z0-9]+\.ts$/.test(target);

const crossesBorders: Rule = (file, source) =>
  localImportsOf(file, source).flatMap((target) => {
    const from = folderOf(file);
    const to = folderOf(target);
    if (!target.startsWith('lambdas/')) return [`${file} imports ${target}, which is not deployed`];
    if (from === to) return [];
    if (from === 'runtime') return [`${file} imports ${target}: runtime knows no domain`];
    if (from === 'clients' && to !== 'runtime') return [`${file} imports ${target}: clients know only their vendor`];
    if (shared.includes(to)) return [];
    if (!(mayUse[from] ?? []).includes(to)) return [`${file} imports ${target}: ${from} may not use ${to}`];
    if (target.endsWith(`${to}/index.ts`) || isAdapterForHandler(file, target)) return [];
    return [`${file} imports ${target}: only ${to}/index.ts is public`];
  });

const readsEnvironment: Rule = (file, source) =>
  /process\.env\b/.test(code(source)) && !file.endsWith('/env.ts') ? [`${file} reads process.env outside env.ts`] : [];

const impure = [
  [/\bnew Date\(\s*\)|\bDate\.now\(|performance\.now\(|\bsetTimeout\(|\bsetInterval\(/, 'reads the clock'],
  [/\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/, 'rolls dice'],
] as const;
const mayBeImpure = (file: string) => file.endsWith('.handler.ts') || file === 'lambdas/runtime/clock.ts';

const readsClock: Rule = (file, source) =>
  mayBeImpure(file) ? [] : impure.flatMap(([pattern, does]) => (pattern.test(code(source)) ? [`${file} ${does}`] : []));

/** Adapters carry their technology in their name; handlers and runtime put things together. */
const mayUseSdk = (file: string) =>
  file.endsWith('.handler.ts') || /-(in|on)-[a-z0-9]+\.ts$/.test(file) || file.startsWith('lambdas/runtime/');
const usesSdk: Rule = (file, source) =>
  mayUseSdk(file)
    ? []
    : importsOf(source)
        .filter((name) => name.startsWith('@aws-sdk/') || name.startsWith('@aws-lambda-powertools/'))
        .map((name) => `${file} imports ${name}: pure files have no SDK`);

const importsWholeZod: Rule = (file, source) =>
  /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(source)
    ? [`${file}: import * as z from 'zod', it is 355 KB smaller`]
    : [];

const code = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

const rules = { crossesBorders, readsEnvironment, readsClock, usesSdk, importsWholeZod };
const files = globSync('lambdas/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const sources = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

describe('the deployed code', () => {
  it.each(Object.entries(rules))('has no file that %s against the rules', (_, rule) => {
    expect(sources.flatMap(([file, source]) => rule(file, source))).toEqual([]);
  });

  it('lives in known folders', () => {
    expect([...new Set(files.map(folderOf))].filter((name) => ![...capabilities, ...shared].includes(name))).toEqual(
      [],
    );
  });
});

describe('every client of AWS', () => {
  it('gives up on a socket that hangs, so that it does not pass for a crash', () => {
    const bad = globSync('lambdas/**/*.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/new \w+Client\(.*/g)]
        .filter(([line]) => !/impatient|requestHandler/.test(line))
        .map(([line]) => `${file}: ${line}`),
    );
    expect(bad).toEqual([]);
  });
});

describe('the constructs', () => {
  it('of one capability know another only by its durable state and its front door', () => {
    const allowed = /\/(state|secrets|index|database)\.ts$|^lib\/(house|config)/;
    const bad = globSync('lib/**/*.ts', { cwd: root })
      .filter((file) => !file.startsWith('lib/stacks/'))
      .flatMap((file) =>
        localImportsOf(file, readFileSync(join(root, file), 'utf8'))
          .filter((target) => target.startsWith('lib/') && folderOf(target) !== folderOf(file) && !allowed.test(target))
          .map((target) => `${file} imports ${target}`),
      );
    expect(bad).toEqual([]);
  });
});

describe('these rules', () => {
  it.each<[keyof typeof rules, string, string]>([
    ['crossesBorders', 'lambdas/venues/a.ts', "import { x } from '../conversation/index.ts';"],
    ['crossesBorders', 'lambdas/conversation/a.ts', "import { x } from '../venues/resolver.ts';"],
    ['crossesBorders', 'lambdas/conversation/a.ts', "import type {\n  X,\n} from '../venues/directory-in-s3.ts';"],
    ['crossesBorders', 'lambdas/runtime/a.ts', "export { x } from '../venues/index.ts';"],
    ['crossesBorders', 'lambdas/clients/line/a.ts', "import { x } from '../../conversation/index.ts';"],
    ['crossesBorders', 'lambdas/conversation/a.ts', "const x = await import('../../local/stack.ts');"],
    ['readsEnvironment', 'lambdas/conversation/a.ts', 'const x = process.env.SECRET;'],
    ['readsClock', 'lambdas/conversation/a.ts', 'const now = new Date();'],
    ['readsClock', 'lambdas/conversation/a.ts', 'const now = Date.now();'],
    ['readsClock', 'lambdas/conversation/a.ts', 'const id = Math.random();'],
    ['usesSdk', 'lambdas/conversation/a.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['importsWholeZod', 'lambdas/conversation/a.ts', "import { z } from 'zod';"],
  ])('catch what %s in %s: %s', (rule, file, source) => expect(rules[rule](file, source)).toHaveLength(1));

  it.each<[keyof typeof rules, string, string]>([
    ['crossesBorders', 'lambdas/conversation/a.ts', "import { x } from '../venues/index.ts';"],
    ['crossesBorders', 'lambdas/conversation/a.handler.ts', "import { x } from '../venues/directory-in-s3.ts';"],
    ['readsClock', 'lambdas/conversation/a.ts', 'const at = new Date(text); // not new Date()'],
    ['readsClock', 'lambdas/conversation/a.handler.ts', 'const now = Date.now();'],
  ])('allow what does not %s in %s: %s', (rule, file, source) => expect(rules[rule](file, source)).toEqual([]));
});
