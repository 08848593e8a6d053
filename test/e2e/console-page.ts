import type { Locator, Page } from 'playwright-core';

/** Long enough for a busy machine: a turn alone waits two seconds for the person to finish. */
const PATIENCE_MILLISECONDS = 30_000;

export type Phone = {
  place: Locator;
  says(text: string): Promise<void>;
  taps(title: string | RegExp): Promise<void>;
  /** Waits until the newest message from BMA on the phone fits; answers its words. */
  isTold(words: RegExp): Promise<string>;
};

/** The console's page as somebody uses it: by what is written on it. */
export function consolePage(page: Page) {
  const phone = (name: 'WhatsApp' | 'LINE'): Phone => {
    const place = page.getByRole('region', { name: `${name} phone` });
    const told = place.getByRole('log').locator('.theirs:not(.typing)');
    return {
      place,
      async says(text) {
        const box = place.getByRole('textbox', { name: `Message on ${name}` });
        await box.fill(text);
        await box.press('Enter');
      },
      taps: (title) => place.getByRole('button', { name: title, exact: true }).last().click(),
      async isTold(words) {
        const newest = told.filter({ hasText: words }).last();
        await newest.waitFor({ timeout: PATIENCE_MILLISECONDS });
        return (await newest.textContent()) ?? '';
      },
    };
  };
  return {
    whatsApp: phone('WhatsApp'),
    line: phone('LINE'),
    lookAt: (name: 'WhatsApp' | 'LINE') =>
      page.getByRole('group', { name: 'Whose conversation' }).getByRole('button', { name }).click(),
    /** Waits until the path of states has this one lit. */
    isIn: (state: string) =>
      page.locator(`.path [data-state="${state}"][aria-current="step"]`).waitFor({ timeout: PATIENCE_MILLISECONDS }),
    report: (words: RegExp) =>
      page.getByRole('region', { name: 'Reports noted' }).getByRole('row').filter({ hasText: words }).first(),
    outboxRow: (words: RegExp) =>
      page.getByRole('region', { name: 'Outbox' }).getByRole('row').filter({ hasText: words }).first(),
  };
}
