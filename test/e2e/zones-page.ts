import type { Locator, Page } from 'playwright-core';

/** A round comes every minute; a busy machine takes its time. */
const PATIENCE_MILLISECONDS = 90_000;

/** The page of the zones as somebody uses it: by what is written on it. */
export function zonesPage(page: Page) {
  const panel = page.locator('#panel');
  const patient = { timeout: PATIENCE_MILLISECONDS };
  const zone = (name: string): Locator =>
    panel.getByRole('list', { name: 'Zones' }).getByRole('listitem').filter({ hasText: name }).first();
  return {
    panel,
    zone,
    banner: page.getByRole('alert'),
    shard: (id: string) => page.getByRole('region', { name: `Shard ${id}` }),
    map: page.getByRole('region', { name: /^Map of venues/ }),
    tile: (name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) }),
    search: (words: string) => page.getByRole('searchbox', { name: /Find venues/ }).fill(words),
    /** Waits until so many zones are like that. */
    async counts(look: string, number: RegExp) {
      const summary = page.getByRole('region', { name: 'Summary' });
      await summary.getByRole('button', { name: look }).locator('strong').filter({ hasText: number }).waitFor(patient);
    },
    /** Waits until the page says that of the zone. */
    says: (name: string, words: RegExp) => zone(name).filter({ hasText: words }).waitFor(patient),
    /** Waits until this was found of what was broken there last; answers all that is told of it. */
    async isFound(where: string, words: RegExp): Promise<string> {
      const found = page
        .getByRole('list', { name: 'Broken by hand' })
        .locator('> li')
        .filter({ hasText: where })
        .first();
      await found.filter({ hasText: words }).waitFor(patient);
      return (await found.textContent()) ?? '';
    },
    api: (fault: string, often: string) => page.getByLabel(fault).selectOption(often),
    async mendEverything() {
      await page.getByRole('button', { name: 'Mend everything' }).click();
      await page.getByText('Everything is mended').waitFor();
    },
  };
}
