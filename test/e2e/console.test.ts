import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTemporaryProduct } from '../../local/product.ts';
import { findChromium, openBrowser } from './chromium.ts';
import { consolePage } from './console-page.ts';

jest.setTimeout(120_000);

const chromium = findChromium(process.env);
const screenshot =
  process.env.SCREENSHOT === '1' ? join(import.meta.dirname, '../../docs/images/console.png') : undefined;
if (!chromium) console.warn('No Chromium here: the console is not driven. Install one, or name it in CHROMIUM_PATH.');
const withChromium = chromium ? describe : describe.skip;

withChromium(chromium ? 'the product in a browser' : 'the product in a browser (skipped: no Chromium here)', () => {
  let product: Awaited<ReturnType<typeof startTemporaryProduct>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let console: ReturnType<typeof consolePage>;
  const complaints: string[] = [];

  beforeAll(async () => {
    product = await startTemporaryProduct({ venues: 2_000, onProblem: (problem) => complaints.push(problem) });
    browser = await openBrowser(chromium ?? '', { width: 1440, height: 900 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(product.address('console'));
    console = consolePage(page);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  it('finds the venue, asks for what is missing and notes the problem, in English on WhatsApp', async () => {
    const { whatsApp, isIn, report } = console;
    await page.getByText('Product ok').waitFor();
    await whatsApp.says('Hi, no music in the lobby');
    await whatsApp.isTold(/which venue/i);
    await isIn('asking-venue-name');
    await whatsApp.says('Hilton Bangkok');
    expect(await whatsApp.isTold(/Is this your venue/)).toContain('Hilton Bangkok located at Sukhumvit Road');
    await isIn('confirming-venue');
    await whatsApp.taps('Yes');
    await whatsApp.isTold(/your name/i);
    await isIn('asking-person-name');
    await whatsApp.says("I'm Anna");
    await whatsApp.isTold(/position/i);
    await isIn('asking-position');
    await whatsApp.says('Duty manager');
    const summary = await whatsApp.isTold(/Issue:/);
    expect(summary).toMatch(/Venue: Hilton Bangkok/);
    expect(summary).toMatch(/Contact: Anna, Duty manager/i);
    expect(summary).toMatch(/Issue: .*no music in the lobby/i);
    await isIn('identified');
    await report(/Hilton Bangkok.*Anna.*no music in the lobby/i).waitFor();
    await console.outboxRow(/Venue: Hilton Bangkok.*read/).waitFor({ timeout: 30_000 });
  });

  it('does the same in Thai on LINE', async () => {
    const { line, isIn, report } = console;
    await line.says('สวัสดีค่ะ เพลงที่ล็อบบี้ไม่ดังค่ะ โรงแรม Hilton Bangkok');
    await line.isTold(/Hilton Bangkok.*ใช่ไหมคะ/);
    await isIn('confirming-venue');
    await line.taps('ใช่');
    await line.isTold(/ชื่อ/);
    await isIn('asking-person-name');
    await takeScreenshot();
    await line.says('พลอยค่ะ');
    await line.isTold(/ตำแหน่ง/);
    await isIn('asking-position');
    await line.says('ผู้จัดการ');
    const summary = await line.isTold(/ปัญหา:/);
    expect(summary).toMatch(/สถานที่: Hilton Bangkok/);
    expect(summary).toMatch(/ผู้ติดต่อ: .*พลอย/);
    await isIn('identified');
    await report(/เพลงที่ล็อบบี้ไม่ดัง/).waitFor();
  });

  it('shows what people write as they wrote it, and never as part of the page', async () => {
    const { whatsApp } = console;
    await whatsApp.place.getByRole('button', { name: 'New person' }).click();
    await whatsApp.says('<img src=x onerror="document.title=1"> <b>Hilton</b>');
    await whatsApp.place.getByRole('log').getByText('<b>Hilton</b>').waitFor();
    await whatsApp.isTold(/./);
    expect(await page.locator('main img, main b').count()).toBe(0);
    expect(await page.title()).toContain('BMA Social');
  });

  it('shows a fault at the vendor and how the answer waits, then arrives', async () => {
    const { line } = console;
    await line.place.getByRole('button', { name: 'New person' }).click();
    await page.getByText('Faults', { exact: true }).click();
    const fault = page.getByRole('group', { name: /^LINE/ }).getByLabel('Answers 503');
    await fault.selectOption('Always');
    await page.getByText('1 on', { exact: true }).waitFor();
    await line.says('Hi');
    await line.place.locator('.ghost').waitFor({ timeout: 30_000 });
    await page.getByRole('group', { name: /^LINE/ }).getByRole('button', { name: 'All off' }).click();
    await page.getByText('all off', { exact: true }).waitFor();
    await line.place.locator('.theirs:not(.ghost):not(.typing)').waitFor({ timeout: 30_000 });
    expect(await line.place.locator('.ghost').count()).toBe(0);
    expect(await fault.inputValue()).toBe('off');
  });

  it('leaves nothing in the error console', () => {
    expect(complaints).toEqual([]);
  });

  /** Both phones in mid-dialogue, for the README. */
  async function takeScreenshot(): Promise<void> {
    if (!screenshot) return;
    await page.locator('.receipt svg.waiting').first().waitFor({ state: 'detached' });
    await page.screenshot({ path: screenshot, animations: 'disabled' });
  }
});
