import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ZonesPicture } from '../../local/console/zones/look-around.ts';
import type { VenueView } from '../../local/console/zones/venue-view.ts';
import { planNow } from '../../local/plan-now.ts';
import { startTemporaryProduct } from '../../local/product.ts';
import { findChromium, openBrowser } from './chromium.ts';
import { lookNow, queueUrlOf } from './look-now.ts';
import { zonesPage } from './zones-page.ts';

jest.setTimeout(150_000);

const chromium = findChromium(process.env);
const screenshot =
  process.env.SCREENSHOT === '1' ? join(import.meta.dirname, '../../docs/images/zones.png') : undefined;
const withChromium = chromium ? describe : describe.skip;

withChromium(chromium ? 'the zones in a browser' : 'the zones in a browser (skipped: no Chromium here)', () => {
  let product: Awaited<ReturnType<typeof startTemporaryProduct>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let zones: ReturnType<typeof zonesPage>;
  let venue: VenueView;
  let zone: VenueView['zones'][number];
  const complaints: string[] = [];

  beforeAll(async () => {
    const venues = screenshot ? 2_000 : 200;
    product = await startTemporaryProduct({ venues, onProblem: (problem) => complaints.push(problem) });
    browser = await openBrowser(chromium ?? '', { width: 1440, height: 900 });
    page = await browser.context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(product.address('console'));
    await page.getByRole('link', { name: 'Zones' }).click();
    zones = zonesPage(page);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${product.address('console')}${path}`)).json()) as Answer;
  const look = () => lookNow(product.stack, zone.accountId);
  /** What is due is looked at, without waiting for the planner's next minute. */
  const plan = () => {
    const shards = ['one', 'two'].map((id) => ({ id, queueUrl: queueUrlOf(product.stack, id) }));
    return planNow(product.stack, { shards, intervalSeconds: 60 });
  };

  it('shows every venue after the first look', async () => {
    await zones.counts('Unknown', /^0$/);
    await zones.counts('Up', /[1-9]/);
    await page.getByText(/^Watching [\d,]+ zones of [\d,]+ venues$/).waitFor();
    await zones.shard('two').getByText('everything in full fits the budget of every round').waitFor();
    const { tiles } = await get<ZonesPicture>('/api/zones');
    const playing = tiles.find(({ counts }) => Number(counts.up) >= 3 && Number(counts.up) <= 8);
    venue = await get(`/api/zones/venue?venue=${playing?.id}`);
    zone = venue.zones.find(({ look, critical }) => look === 'up' && !critical) ?? (venue.zones[0] as typeof zone);
  });

  it('finds a venue by its name, and is worked by keyboard', async () => {
    await zones.search(venue.name);
    const tile = zones.tile(venue.name);
    await tile.focus();
    await page.keyboard.press('Enter');
    await zones.panel.getByRole('heading', { name: venue.name }).waitFor();
    await zones.search('');
    await tile.press('ArrowRight');
    expect(await page.locator('.tile:focus').getAttribute('data-venue')).not.toBe(venue.id);
    expect(await zones.map.locator('.tile[tabindex="0"]').count()).toBe(1);
    await zones.says(zone.name, /up since .*expected to play · read .* ago · next look/);
  });

  it('shows a broken zone suspected, then out, with how long that took', async () => {
    await zones.panel.getByRole('button', { name: `Offline: ${zone.name}` }).click();
    await zones.says(zone.name, /offline by hand/);
    await look();
    await zones.says(zone.name, /Suspected.*perhaps down: 1 reading/);
    await zones.says(zone.name, /Outage.*Out since .* sure at .* lasting/);
    expect(await zones.isFound(venue.name, /outage confirmed/)).toMatch(
      /broken.*suspected.*\+\d+ s.*outage confirmed.*\+\d+ s/,
    );
    await zones.panel.getByRole('list', { name: 'What happened' }).getByText('enough readings').first().waitFor();
    expect(await zones.tile(venue.name).getAttribute('aria-label')).toMatch(/1 outage.*1 broken by hand/);
  });

  it('shows it up again after it was mended', async () => {
    await zones.panel.getByRole('button', { name: `Mend: ${zone.name}` }).click();
    await look();
    await zones.isFound(venue.name, /mended.*recovered.*\+\d+ s/);
    await zones.says(zone.name, /Up.*up since/);
    await zones.mendEverything();
    await zones.counts('Outage', /^0$/);
  });

  it('says that Soundtrack does not answer, keeps what is known, and tells of no outage', async () => {
    await zones.api('Unplugged: answers 503', 'Always');
    while (!(await zones.banner.isVisible())) {
      await plan();
      await page.waitForTimeout(1_000);
    }
    expect(await zones.banner.textContent()).toMatch(/^Soundtrack has not answered since \d\d:\d\d \(\d of \d legs/);
    await zones.counts('Outage', /^0$/);
    await zones.counts('Suspected', /^0$/);
    await zones.counts('Up', /[1-9]/);
    await zones.mendEverything();
    await page.getByText('as it should be', { exact: true }).waitFor();
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('leaves nothing in the error console', () => {
    expect(complaints).toEqual([]);
  });

  if (screenshot) {
    it('is taken a picture of, with a part of the estate in trouble', async () => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await zones.banner.waitFor({ state: 'hidden', timeout: 200_000 });
      await zones.panel.getByRole('button', { name: `Offline: ${zone.name}` }).click();
      await fetch(`${product.address('console')}/api/zones/break`, {
        method: 'POST',
        body: JSON.stringify({ share: 0.03, state: 'offline' }),
      });
      for (let out = 0; out < 60; ) {
        await page.waitForTimeout(2_000);
        out = (await get<ZonesPicture>('/api/zones')).summary.counts.outage;
      }
      await zones.says(zone.name, /Outage/);
      await page.mouse.move(0, 0);
      await zones.map.locator('.tile-group').first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: screenshot, animations: 'disabled', fullPage: true });
    }, 300_000);
  }
});
