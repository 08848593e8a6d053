import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../../local/synth.ts';

/** Writes what it was asked for as its assembly. */
const APP = `import { mkdirSync, writeFileSync } from 'node:fs';
const out: string = process.env.CDK_OUTDIR ?? '';
mkdirSync(out, { recursive: true });
writeFileSync(out + '/manifest.json', process.env.CDK_CONTEXT_JSON ?? '');`;

function anApp(code = APP): string {
  const repository = mkdtempSync(join(tmpdir(), 'app-'));
  for (const folder of ['bin', 'lib', 'lambdas']) mkdirSync(join(repository, folder));
  writeFileSync(join(repository, 'cdk.json'), JSON.stringify({ context: { flag: true } }));
  writeFileSync(join(repository, 'bin', 'app.ts'), code);
  return repository;
}

describe('synthesising', () => {
  it('runs the app as the CDK CLI would, for one stage', async () => {
    const { assemblyDirectory, cached } = await synthesise({ repository: anApp() });
    expect(cached).toBe(false);
    expect(JSON.parse(readFileSync(join(assemblyDirectory, 'manifest.json'), 'utf8'))).toEqual({
      flag: true,
      stages: 'Local',
    });
  });

  it('runs it again only when a source has changed', async () => {
    const repository = anApp();
    const first = await synthesise({ repository });
    expect(await synthesise({ repository })).toEqual({ ...first, cached: true });
    writeFileSync(join(repository, 'lambdas', 'new.ts'), '');
    const changed = await synthesise({ repository });
    expect(changed.cached).toBe(false);
    expect(changed.assemblyDirectory).not.toBe(first.assemblyDirectory);
  });

  it('keeps what was used within the hour, and of the others a few', async () => {
    const repository = anApp();
    const anHourAgo = new Date(Date.now() - 61 * 60_000);
    const made: string[] = [];
    const make = async (nth: number) => {
      writeFileSync(join(repository, 'lambdas', 'changed.ts'), String(nth));
      made.push((await synthesise({ repository })).assemblyDirectory);
    };
    for (const nth of [1, 2, 3, 4]) await make(nth);
    expect(made.filter((path) => existsSync(path))).toEqual(made);
    for (const path of made.slice(0, 2)) utimesSync(path, anHourAgo, anHourAgo);
    await make(5);
    expect(made.filter((path) => existsSync(path))).toEqual(made.slice(2));
  });

  it('shows what a failing app printed, and keeps nothing of it', async () => {
    const repository = anApp(`console.error('half a template'); process.exit(1);`);
    await expect(synthesise({ repository })).rejects.toThrow(/could not be synthesised:\nhalf a template/);
    expect(readdirSync(join(repository, '.local', 'assemblies'))).toEqual(['package.json']);
  });
});
