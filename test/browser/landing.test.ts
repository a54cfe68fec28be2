import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ServedDemo, serveDemo } from '../support/served-demo.ts';

const executablePath = '/usr/bin/chromium';
const isThere = existsSync(executablePath);
if (!isThere)
  console.log(`Pages are not tried in a browser: there is no ${executablePath}. Install the package chromium.`);

const quiet = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const desktop = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };

const violations = z.object({ violations: z.array(z.object({ id: z.string(), help: z.string() })) });

const readers = ['Police missing coordinator', 'School safeguarding lead', 'Auditor'] as const;
type ReaderTitle = (typeof readers)[number];
const [police, school, auditor] = readers;

describe.skipIf(!isThere)('the first page in a browser', () => {
  let hub: ServedDemo;
  let browser: Browser;
  const opened: Page[] = [];
  beforeAll(async () => {
    [hub, browser] = await Promise.all([serveDemo(), chromium.launch({ executablePath, args: quiet })]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
  });

  const blank = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: desktop, ...options })).newPage();
    opened.push(page);
    return page;
  };

  const open = async (path: string, options?: BrowserContextOptions): Promise<Page> => {
    const page = await blank(options);
    await page.goto(`${hub.address}${path}`);
    return page;
  };

  const columnOf = (page: Page, reader: ReaderTitle) =>
    page.locator(`#shared-view tbody td:nth-child(${readers.indexOf(reader) + 2})`);

  const cellOf = (page: Page, field: string, reader: ReaderTitle) =>
    page
      .locator('#shared-view tbody tr')
      .filter({ has: page.getByRole('rowheader', { name: field, exact: true }) })
      .getByRole('cell')
      .nth(readers.indexOf(reader));

  /** Where she is placed as police are shown it, line by line, its postcode with its space and without. */
  const placementLines = async (page: Page): Promise<readonly string[]> => {
    const lines = ((await cellOf(page, 'Placement address', police).textContent()) ?? '').split(', ');
    return [...lines, ...lines.map((line) => line.replaceAll(' ', ''))];
  };

  const brokenRules = async (page: Page) => {
    await page.evaluate(axe.source);
    return violations.parse(await page.evaluate('axe.run()')).violations;
  };

  /** Moves the slider as a hand would, to an hour of the week. */
  const slideTo = (page: Page, hours: number) => page.getByRole('slider').fill(String(hours));

  test('shows police where she is placed, and tells her school and the auditor that it is withheld, and whom to ask', async () => {
    const page = await open('/');
    expect(await cellOf(page, 'Placement address', police).textContent()).toContain('DN4 9ZZ');
    for (const reader of [school, auditor]) {
      const text = await cellOf(page, 'Placement address', reader).textContent();
      expect(text).toMatch(
        /^Withheld\s+Class AD, placement and home address \(policy \S+\)\s+Ask the responsible authority$/,
      );
    }
    const hatching = await page.evaluate(`getComputedStyle(document.querySelector('td.withheld')).backgroundImage`);
    expect(hatching).toMatch(/^repeating-linear-gradient/);
  });

  test('says of what is not withheld but lacking why it is: nobody asked her religion', async () => {
    const page = await open('/');
    expect(await cellOf(page, 'Religion or belief', police).textContent()).toMatch(/^Not held\s+Not asked$/);
    expect(await cellOf(page, 'Religion or belief', auditor).textContent()).toMatch(/^Withheld/);
  });

  test.for([7, 166, 178])(
    'holds nothing of her placement address in the column of her school, at hour %i of the week',
    async (hours) => {
      const lines = await placementLines(await open('/'));
      const page = await open(`/?at=${hours}`);
      const seenBy = async (reader: ReaderTitle) =>
        (await columnOf(page, reader).allTextContents()).join('\n').toLowerCase();
      const linesIn = (text: string) => lines.filter((line) => text.includes(line.toLowerCase()));
      expect(lines).toContain('DN4 9ZZ');
      expect(linesIn(await seenBy(police))).not.toEqual([]);
      const seenBySchool = await seenBy(school);
      expect(seenBySchool).toContain('robyn');
      expect(linesIn(seenBySchool)).toEqual([]);
    },
  );

  test('moves through the week without a reload: at nine in the evening nobody knows, at ten police have told', async () => {
    const page = await open('/');
    await page.evaluate('globalThis.stayed = true');
    await slideTo(page, 165);
    await expect.poll(() => cellOf(page, 'Missing now', school).textContent()).toBe('No');
    expect(await cellOf(page, 'Risk grade', police).textContent()).toBe('No absence on record');
    await slideTo(page, 166);
    await expect.poll(() => cellOf(page, 'Missing now', school).textContent()).toBe('Yes');
    expect(await cellOf(page, 'Risk grade', police).textContent()).toBe('High');
    expect(await page.locator('#known-at').textContent()).toBe('Thursday 22 October 2015, 22:00');
    expect(await page.getByRole('status').textContent()).toMatch(/^Thursday 22 October 2015, 22:00: \d+ cells differ/);
    expect(await page.evaluate('globalThis.stayed')).toBe(true);
    expect(page.url()).toBe(`${hub.address}/?at=166`);
  });

  test('is moved by the keyboard too, and shows where the keyboard is', async () => {
    const page = await open('/');
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('caption').textContent()).toContain('Friday 23 October 2015, 09:00');
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toBe('Friday 23 October 2015, 09:00');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  test('does the same by its form where scripts do not run', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await slideTo(page, 165);
    await page.getByRole('button', { name: 'Show' }).click();
    expect(page.url()).toBe(`${hub.address}/?at=165#shared`);
    expect(await cellOf(page, 'Missing now', police).textContent()).toBe('No');
    await page.getByRole('link', { name: 'Thursday 22:00' }).click();
    expect(await cellOf(page, 'Missing now', police).textContent()).toBe('Yes');
  });

  test.for([
    { title: 'a desk', viewport: desktop },
    { title: 'a telephone of 320 points', viewport: phone },
  ])('breaks no rule of accessibility and is no wider than the screen of $title', async ({ viewport }) => {
    for (const path of ['/', '/?at=0', '/?at=never']) {
      const page = await open(path, { viewport });
      expect(await brokenRules(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(viewport.width);
    }
  });

  test('the table of a narrow screen is scrolled by the keyboard, in a region that says what it is', async () => {
    const page = await open('/', { viewport: phone });
    const region = page.getByRole('region', { name: 'What each reader is shown' });
    await region.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate(`document.getElementById('shared-view').scrollLeft`)).toBeGreaterThan(0);
  });

  test('asks nobody but the hub for anything, and nothing it does is refused by its own policy', async () => {
    const page = await blank();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${hub.address}/`);
    await slideTo(page, 100);
    await expect.poll(() => page.url()).toContain('at=100');
    expect(asked.filter((url) => !url.startsWith(`${hub.address}/`))).toEqual([]);
    expect(asked.some((url) => url.endsWith('/shared-view?at=100'))).toBe(true);
    expect(complaints).toEqual([]);
  });
});
