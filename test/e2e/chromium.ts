import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium on this machine, if there is one; CHROMIUM_PATH names another. */
export function findChromium(environment: Record<string, string | undefined>): string | undefined {
  const onPath = (environment.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const given = environment.CHROMIUM_PATH;
  return given ? given : [...USUAL, ...onPath].find((path) => existsSync(path));
}

/** A browser that knows nothing and calls nobody but the page it is given. */
export async function openBrowser(
  executablePath: string,
  viewport: { width: number; height: number },
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const userData = mkdtempSync(join(tmpdir(), 'console-browser-'));
  const context = await chromium.launchPersistentContext(userData, {
    executablePath,
    viewport,
    locale: 'en-GB',
    timezoneId: 'Asia/Bangkok',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
