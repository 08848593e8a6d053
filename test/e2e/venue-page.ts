import type { Locator, Page } from 'playwright-core';

/** A run takes a second; a busy machine takes its time. */
const PATIENCE_MILLISECONDS = 60_000;

/** The page of the venue data as somebody uses it: by what is written on it. */
export function venuePage(page: Page) {
  const sync = page.getByRole('region', { name: 'Sync' });
  const sheet = page.getByRole('region', { name: 'Sheet' });
  const report = page.getByRole('region', { name: 'Report of the last run' });
  const decision = page.getByRole('region', { name: 'A change waits for you' });
  const cell = (text: string | RegExp): Locator => sheet.getByRole('gridcell', { name: text, exact: true });
  /** Resolves when the report is another one than before. */
  const ended = async (work: () => Promise<void>): Promise<string> => {
    const [before] = (await report.textContent())?.split('\n') ?? [];
    await work();
    await report.filter({ hasNotText: before ?? '' }).waitFor({ timeout: PATIENCE_MILLISECONDS });
    return (await report.textContent()) ?? '';
  };
  return {
    sync,
    sheet,
    report,
    decision,
    cell,
    facts: page.locator('#facts'),
    force: page.getByRole('form', { name: 'Force a value' }),
    audit: page.getByRole('list', { name: 'Audit trail' }),
    disagreements: page.getByRole('list', { name: 'Open disagreements' }),
    search: (words: string) => sheet.getByRole('searchbox', { name: 'Search all cells' }).fill(words),
    async edit(from: string, to: string) {
      await cell(from).first().click();
      const input = sheet.getByRole('textbox', { name: `Cell, was ${from}` });
      await input.fill(to);
      await input.press('Enter');
      await cell(to).first().waitFor();
    },
    syncNow: () => ended(() => sync.getByRole('button', { name: 'Sync now' }).click()),
    approve: () => ended(() => decision.getByRole('button', { name: 'Approve exactly this' }).click()),
    async damage(words: string) {
      await sheet.getByText('Damage the sheet').click();
      await sheet.getByRole('button', { name: words }).click();
    },
    async putBack() {
      await sheet.getByRole('button', { name: 'Put it back' }).click();
      await sheet.getByText('undamaged').waitFor();
    },
    /** Waits until that is in force. */
    inForce: (words: RegExp) =>
      page.locator('#in-force').filter({ hasText: words }).waitFor({ timeout: PATIENCE_MILLISECONDS }),
    async lookUp(words: string, id: number) {
      const venue = page.locator('#venue');
      await venue.getByRole('searchbox', { name: 'Venue id or name' }).fill(words);
      await venue.getByRole('button', { name: 'Look up' }).click();
      await page.locator('#venue-state').getByText(`venue ${id},`).waitFor();
    },
    field: (label: string) =>
      page.locator('#facts tr').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) }),
  };
}
