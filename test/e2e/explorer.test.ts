import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveTamyr, temporaryFolder } from '../run-tamyr.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PICTURES = join(ROOT, 'test-results');
const folder = temporaryFolder();
let demo: Awaited<ReturnType<typeof serveTamyr>>;
let browser: Browser;

/** How long a step may take on a busy machine before it counts as not there. */
const PATIENCE_MS = 60_000;

/** The browser draws with its own software renderer, so that a machine without a screen shows the same. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
];

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  demo = await serveTamyr(['demo', '--port', '0'], folder.path);
  const executablePath = process.env.TAMYR_CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: FLAGS });
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  folder.remove();
});

/** Opens the explorer; any error in the page fails the test that opened it. */
async function open(options: { width?: number; height?: number; dark?: boolean; locale?: string; at?: string } = {}) {
  const { width = 1440, height = 900, dark = false, locale = 'en-GB', at = '' } = options;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', locale });
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(demo.url + at);
  await page.locator('.cluster-row').first().waitFor();
  return { page, errors };
}

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });

/** Number of different colours on the canvas: an empty one has very few. */
async function coloursOnCanvas(page: Page): Promise<number> {
  const png = await page.locator('.sigma').screenshot();
  return page.evaluate<number>(COUNT_COLOURS.replace('PNG', png.toString('base64')));
}

/** Runs in the page; a text, so that the program itself never sees a browser's names. */
const COUNT_COLOURS = `(async () => {
  const image = new Image();
  image.src = 'data:image/png;base64,PNG';
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return colours.size;
})()`;

/** A line of a file of the bundled data, by the name and number that the explorer shows. */
function sourceLine(file: string, line: number): string {
  const bytes = readFileSync(join(ROOT, 'datasets', 'demo', file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')[line - 1]!;
}

describe('the explorer in a real browser', () => {
  it('leads from search over the cluster and its picture to a finding and its source row', async () => {
    const { page, errors } = await open();
    await picture(page, 'start-light-1440');

    const first = page.locator('.cluster-row').first();
    const title = (await first.locator('.title').innerText()).split('\n')[0]!;
    await first.locator('a').click();
    await page.locator('.sigma canvas').first().waitFor();
    await page.locator('.panel-head').waitFor();
    expect(await page.locator('.panel-head').innerText()).toContain(title);
    await expect.poll(() => coloursOnCanvas(page), { timeout: PATIENCE_MS }).toBeGreaterThan(50);
    await picture(page, 'cluster-light-1440');

    const card = page.locator('article.card').first();
    await card.waitFor();
    expect(await card.locator('table.evidence').innerText()).toMatch(/\d/);
    const source = page.locator('article.card .source').first();
    await source.waitFor();
    const [, file, line] = /([\w.-]+\.csv(?:\.gz)?)\D+([\d,]+)/.exec((await source.getAttribute('title'))!)!;
    expect(sourceLine(file!, Number(line!.replaceAll(',', '')))).toBeTruthy();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('dismisses a finding with a reason, keeps that when the page is opened anew, and takes it back', async () => {
    const { page, errors } = await open();
    await page.locator('.cluster-row a').first().click();
    const review = page.locator('article.card .review').first();
    await review.getByRole('button', { name: 'Dismiss' }).click();
    expect(await review.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await review.getByRole('textbox').fill('Rent, contract 17');
    await review.getByRole('button', { name: 'Save' }).click();
    await review.getByText(/^Dismissed by .*Rent, contract 17$/).waitFor();
    await picture(page, 'decided-light-1440');
    await page.reload();
    await review.getByText('Rent, contract 17').waitFor();
    expect(await page.getByText(/^Decided: 0 confirmed, 1 dismissed of/).count()).toBe(1);
    await review.getByRole('button', { name: 'Undo' }).click();
    await review.locator('.decided').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the query behind a finding, about its subjects, and copies it whole', async () => {
    const { page, errors } = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.cluster-row a').first().click();
    const query = page.locator('article.card .query').first();
    await query.getByRole('button', { name: 'Show the query' }).click();
    const text = await query.locator('pre').innerText();
    expect(text).toMatch(/^WITH .*date\('\d{4}-\d{2}-\d{2}'\) AS asOf.*\['[a-z]+:.*\] AS only\n/);
    await query.getByRole('button', { name: 'Copy the query' }).click();
    await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe(text);
    const isInside = "document.querySelector('.query section').getBoundingClientRect().right <= innerWidth";
    expect(await page.evaluate<boolean>(isInside)).toBe(true);
    await picture(page, 'query-light-1440');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('finds a firm by BIN and by a folded name, and draws it with its neighbours', async () => {
    const { page, errors } = await open();
    const example = page.locator('.example').first();
    const bin = /\d{12}/.exec(await example.innerText())![0];
    await page.keyboard.press('/');
    await page.keyboard.type(bin);
    const hit = page.locator('.hits [role=option]').first();
    await hit.waitFor();
    expect(await hit.innerText()).toContain(bin);
    await page.keyboard.press('Enter');
    await page.locator('.sigma canvas').first().waitFor();
    await expect
      .poll(() => page.locator('.details, .panel').first().innerText(), { timeout: PATIENCE_MS })
      .toContain(bin);
    await picture(page, 'entity-light-1440');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('puts a firm on the whitelist with a reason and a day, and takes it off again', async () => {
    const { page, errors } = await open();
    const bin = /\d{12}/.exec(await page.locator('.example').first().innerText())![0];
    await page.keyboard.press('/');
    await page.keyboard.type(bin);
    await page.locator('.hits [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    const area = page.locator('.whitelist');
    await area.getByRole('button', { name: 'Put on the whitelist' }).click();
    await area.getByLabel(/Reason/).fill('the tenants’ own association, visited');
    await area.getByLabel(/Until/).fill('2099-01-01');
    await picture(page, 'whitelist-light-1440');
    await area.getByRole('button', { name: 'Save' }).click();
    await area.getByText(/^On the whitelist since .*visited/).waitFor();
    await page.reload();
    await area.getByText(/^On the whitelist since .*visited/).waitFor();
    await area.getByRole('button', { name: 'Take off the whitelist' }).click();
    await area.getByLabel(/Reason/).fill('entered by mistake');
    await area.getByRole('button', { name: 'Save' }).click();
    await area.getByRole('button', { name: 'Put on the whitelist' }).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('speaks Kazakh, Russian and English, and keeps the view when the language changes', async () => {
    const { page } = await open();
    await page.locator('.cluster-row a').first().click();
    await page.locator('.panel-head').waitFor();
    const address = page.url();
    const words: string[] = [];
    for (const language of ['kk', 'ru', 'en']) {
      await page.locator('select').first().selectOption(language);
      await page.locator(`html[lang="${language}"]`).waitFor();
      words.push(await page.locator('.panel-head').innerText());
      await picture(page, `cluster-${language}-1440`);
    }
    expect(new Set(words).size).toBe(3);
    expect(new URL(page.url()).hash.split('?')[0]).toBe(new URL(address).hash.split('?')[0]);
    await page.close();
  });

  it.each([
    { name: 'start-dark-1440', width: 1440, height: 900, dark: true },
    { name: 'start-light-390', width: 390, height: 844, dark: false },
  ])('has no accessibility violation: $name', async ({ name, width, height, dark }) => {
    const { page } = await open({ width, height, dark });
    await picture(page, name);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults;
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    expect(found).toEqual([]);
    await page.close();
  });

  it('draws a cluster on a narrow screen', async () => {
    const { page, errors } = await open({ width: 390, height: 844, dark: true });
    await page.locator('.cluster-row a').first().click();
    await page.locator('.sigma canvas').first().waitFor();
    await expect.poll(() => coloursOnCanvas(page), { timeout: PATIENCE_MS }).toBeGreaterThan(30);
    await picture(page, 'cluster-dark-390');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('opens the report from disk, in three languages, without a server', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    page.setDefaultTimeout(PATIENCE_MS);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`file://${join(folder.path, 'tamyr-demo', 'report', 'index.html')}`);
    await picture(page, 'report-index-1440');
    await page.locator('a[href^="clusters/"]:visible').first().click();
    await page.locator('figure svg:visible, svg:visible').first().waitFor();
    await picture(page, 'report-cluster-1440');
    expect(await page.locator('body').innerText()).toMatch(/transactions\.csv\.gz/);
    expect(errors).toEqual([]);
    await page.close();
  });
});
