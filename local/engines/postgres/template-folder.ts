import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { prepareDataFolder } from './data-folder.ts';
import type { PostgresBuild } from './native-build.ts';

const run = promisify(execFile);

/** Fills a folder from the template, which the first to ask makes: copying is a tenth of the work of making. */
export async function copyTemplate(build: PostgresBuild, template: string, directory: string): Promise<void> {
  if (!existsSync(template)) {
    const making = mkdtempSync(`${template}-`);
    await prepareDataFolder(build, making);
    try {
      renameSync(making, template);
    } catch {
      // Another process was faster.
      rmSync(making, { recursive: true, force: true });
    }
  }
  await run('cp', ['--archive', '--reflink=auto', `${template}/.`, directory]);
}
