import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTemporaryProduct } from '../../local/product.ts';
import { findChromium, openBrowser } from './chromium.ts';
import { consolePage } from './console-page.ts';
import { venuePage } from './venue-page.ts';

jest.setTimeout(120_000);

const chromium = findChromium(process.env);
const screenshot =
  process.env.SCREENSHOT === '1' ? join(import.meta.dirname, '../../docs/images/venue-data.png') : undefined;
const withChromium = chromium ? describe : describe.skip;
const title = chromium ? 'the venue data in a browser' : 'the venue data in a browser (skipped: no Chromium here)';

withChromium(title, () => {
  let product: Awaited<ReturnType<typeof startTemporaryProduct>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let venues: ReturnType<typeof venuePage>;
  const complaints: string[] = [];

  beforeAll(async () => {
    product = await startTemporaryProduct({ venues: 200, onProblem: (problem) => complaints.push(problem) });
    browser = await openBrowser(chromium ?? '', { width: 1440, height: 900 });
    page = await open('/');
    await page.getByRole('link', { name: 'Venue data' }).click();
    venues = venuePage(page);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  async function open(path: string): Promise<Page> {
    const opened = await browser.context.newPage();
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('console', (line) => {
      // A refusal is a status of its own, which browsers report; anything else is a fault of the page.
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
    });
    opened.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    await opened.goto(`${product.address('console')}${path}`);
    return opened;
  }

  it('shows the run of the start, the sheet and what is in force', async () => {
    await venues.inForce(/Directory version \d+: 201 venues/);
    await venues.report.filter({ hasText: '(start)' }).waitFor();
    await venues.sheet.getByText(/^24\d rows, shown 1–50$/).waitFor();
    await venues.disagreements.filter({ hasText: 'Soundtrack has the account' }).waitFor();
  });

  it('brings an edited name into force with the next sync', async () => {
    const before = await page.locator('#in-force').textContent();
    await venues.search('millennium hilton');
    await venues.edit('Millennium Hilton Bangkok', 'Nightingale Riverside');
    expect(await venues.syncNow()).toMatch(/Venues: 0 added, 1 changed, 0 removed/);
    await page
      .locator('#in-force')
      .filter({ hasNotText: before ?? '' })
      .waitFor();
    await venues.lookUp('nightingale', 1002);
    await page.getByRole('heading', { name: 'Nightingale Riverside' }).waitFor();
  });

  it('edits by keyboard: arrows move, typing replaces, Esc reverts, Enter saves', async () => {
    await venues.search('1003');
    await venues.cell('Hilton Garden Inn Bangkok Silom').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('Surawong Road');
    await page.keyboard.press('Escape');
    await venues.cell('Silom Road, Bangkok').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.type(' 10500');
    await page.keyboard.press('Enter');
    await venues.sheet.getByText(/Row 8 is saved in the sheet/).waitFor();
    await venues.cell('Silom Road, Bangkok 10500').waitFor();
  });

  it('shows HTML and scripts of the sheet as the text they are, wherever it goes', async () => {
    const html = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    await venues.search('1004');
    await venues.edit('Sukhumvit Soi 24, Bangkok', html);
    expect(await venues.syncNow()).toMatch(/2 changed/);
    await venues.lookUp('1004', 1004);
    await venues.field('Location').getByText(html, { exact: true }).waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('adds and deletes rows', async () => {
    const form = venues.sheet.getByRole('form', { name: 'Add a row' });
    await form.getByLabel('Venue id').fill('5001');
    await form.getByLabel('Name').fill('Lantern House');
    await form.getByRole('button', { name: 'Add row' }).click();
    await venues.cell('Lantern House').waitFor();
    expect(await venues.syncNow()).toMatch(/1 added, 0 changed/);
    await venues.lookUp('lantern', 5001);
    await page.getByRole('heading', { name: 'Lantern House' }).waitFor();
    await venues.cell('5001').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await venues.sheet.getByText('No row contains that.').waitFor();
    expect(await venues.syncNow()).toMatch(/1 removed/);
  });

  it('forces a phone number, and shows who did and why', async () => {
    await venues.lookUp('Hilton Bangkok', 1001);
    await venues.field('Phone').getByRole('button', { name: 'Force Phone' }).click();
    await venues.force.getByLabel('Value').fill('081 234 5678');
    await venues.force.getByLabel('Reason').fill('she called from it');
    await venues.force.getByRole('button', { name: 'Force it' }).click();
    await venues.force.getByText(/no phone number with its country/).waitFor();
    await venues.force.getByLabel('Value').fill('+66 81 234 5678');
    await venues.force.getByRole('button', { name: 'Force it' }).click();
    await venues.field('Phone').getByText('forced', { exact: true }).waitFor();
    const said = await venues.field('Phone').textContent();
    expect(said).toMatch(/\+66812345678.*a person decided so.*ops.*because: she called from it/);
    expect(said).toMatch(/the venue sheet: \+66\d+/);
    await venues.audit.getByText(/Phone: \+66\d+ → \+66812345678/).waitFor();
  });

  it('refuses when most rows are gone, changes nothing, and applies exactly what somebody approves', async () => {
    await venues.search('');
    await venues.damage('Drop nine of ten venues');
    await venues.sheet.getByText('nine of ten venues are gone').waitFor();
    expect(await venues.syncNow()).toMatch(/NOT APPLIED: it waits for a person/);
    await venues.decision.getByText(/- removed: Nightingale Riverside \(1002\)/).waitFor();
    await venues.inForce(/Directory version \d+: 201 venues/);
    await takeScreenshot();
    await venues.lookUp('1002', 1002);
    await page.locator('#venue-state').getByText('venue 1002, open').waitFor();
    await venues.decision.getByRole('button', { name: 'Leave it' }).click();
    await venues.decision.getByText(/nothing was applied/).waitFor();
    await venues.decision.getByRole('button', { name: 'Look at it again' }).click();
    expect(await venues.approve()).toMatch(/180 removed.*approved by ops/);
    await venues.inForce(/Directory version \d+: 21 venues/);
    await page.locator('#venue-state').getByText('venue 1002, no longer in the sheet').waitFor();
    expect(await venues.decision.isVisible()).toBe(false);
  });

  it('brings everything back when the sheet is put back', async () => {
    await venues.putBack();
    expect(await venues.syncNow()).toMatch(/Venues: 180 added/);
    await venues.inForce(/Directory version \d+: 201 venues/);
  });

  it('lifts what was forced, with a reason, and the sources count again', async () => {
    await venues.lookUp('1001', 1001);
    await venues.field('Phone').getByRole('button', { name: 'Change or lift Phone' }).click();
    await venues.force.getByLabel('Reason').fill('she has left');
    await venues.force.getByRole('button', { name: 'Lift' }).click();
    await venues.field('Phone').getByText('only the venue sheet says so').waitFor();
    await venues.audit.getByText(/lifted/).waitFor();
  });

  it('leads from a disagreement to its venue', async () => {
    const link = venues.disagreements.getByRole('link').first();
    while ((await link.count()) === 0) {
      const before = await venues.disagreements.textContent();
      await page.getByRole('button', { name: 'Next page' }).click();
      await venues.disagreements.filter({ hasNotText: before ?? '' }).waitFor();
    }
    const [, name] = /^(.*) \(\d+\)$/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
  });

  it('tells what went wrong at Google in the report', async () => {
    await venues.damage('Take our permission away');
    expect(await venues.syncNow()).toMatch(/FAILED: the directory stays as it was/);
    await venues.putBack();
    expect(await venues.syncNow()).toMatch(/: done/);
  });

  it('finds the venue by its new name in chat within a minute, without a restart', async () => {
    const chats = await open('/');
    const { whatsApp } = consolePage(chats);
    for (let answer = ''; !answer.includes('Nightingale Riverside'); ) {
      await whatsApp.place.getByRole('button', { name: 'New person' }).click();
      await whatsApp.says('Hi, no music at Nightingale Riverside');
      answer = await whatsApp.isTold(/./);
    }
    await chats.close();
  });

  it('leaves nothing in the error console', () => {
    // The run that could not read the sheet is told to the operator.
    expect(complaints.filter((complaint) => !/RunFailed/.test(complaint))).toEqual([]);
  });

  /** A refused change beside the sheet it comes from, for the README. */
  async function takeScreenshot(): Promise<void> {
    if (!screenshot) return;
    await page.mouse.move(0, 0);
    await page.screenshot({ path: screenshot, animations: 'disabled', fullPage: true });
  }
});
