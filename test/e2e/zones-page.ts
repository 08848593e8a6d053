import type { Locator, Page } from 'playwright-core';

/** A round comes every minute; a busy machine takes its time. */
const PATIENCE_MILLISECONDS = 60_000;

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
    found: page.getByRole('list', { name: 'Broken by hand' }),
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
    /** Waits until this was found of what was broken last; answers all that is told of it. */
    async isFound(words: RegExp): Promise<string> {
      const newest = page.getByRole('list', { name: 'Broken by hand' }).locator('> li').first();
      await newest.filter({ hasText: words }).waitFor(patient);
      return (await newest.textContent()) ?? '';
    },
    api: (fault: string, often: string) => page.getByLabel(fault).selectOption(often),
    async mendEverything() {
      await page.getByRole('button', { name: 'Mend everything' }).click();
      await page.getByText('Everything is mended').waitFor();
    },
  };
}
