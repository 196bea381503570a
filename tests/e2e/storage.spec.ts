/** The storage room over a real browser's IndexedDB, Web Locks and BroadcastChannel, with nothing else of the app. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, expect, type Page, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { Tab } from './storage-page/page.js';

declare const window: { tab: Tab };

let server: PreviewServer;
let outDir: string;
let origin: string;
let ana: Partner;
let context: BrowserContext;
let complaints: string[];

test.beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'vesper-storage-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'storage-page'),
    build: { outDir, emptyOutDir: true },
  });
  server = await preview({
    configFile: false,
    logLevel: 'error',
    root: outDir,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  origin = new URL(server.resolvedUrls?.local[0] ?? '').origin;
});

test.afterAll(async () => {
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
});

test.beforeEach(async () => {
  ana = await launchPartner('ana');
  context = ana.context;
  complaints = [];
});

test.afterEach(() => ana.forget());

async function newTab(): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(origin);
  return page;
}

async function openTab(): Promise<Page> {
  const page = await newTab();
  await page.evaluate(() => window.tab.open());
  return page;
}

const words = (page: Page) => page.evaluate(() => window.tab.words());

function controlStorage(page: Page): Promise<CDPSession> {
  return context.newCDPSession(page);
}

test('[S1] what was saved outlives a tab that dies at that very moment', async () => {
  const written: string[] = [];
  for (let round = 0; round < 20; round++) {
    const page = await openTab();
    expect(await words(page)).toEqual(written);
    const word = `round ${round}`;
    const saved = await page.evaluate((word) => {
      window.tab.write(word);
      return window.tab.saved();
    }, word);
    expect(saved.ok).toBe(true);
    written.push(word);
    // Half of them end as a killed process does, with no event and no last words.
    if (round % 2 === 0) await page.goto('chrome://crash').catch(() => undefined);
    await page.close();
  }
  expect(await words(await openTab())).toEqual(written);
  expect(complaints).toEqual([]);
});

test('[S1] and a browser that is started again', async () => {
  const page = await openTab();
  await page.evaluate(() => {
    window.tab.write('soup');
    return window.tab.saved();
  });
  await ana.quit();
  const again = await launchPartner('ana', { profile: ana.profile });
  context = again.context;
  expect(await words(await openTab())).toEqual(['soup']);
  await again.quit();
});

test('[S6] a database the browser closes and deletes is made again with everything', async () => {
  const page = await openTab();
  await page.evaluate(() => {
    window.tab.write('soup');
    return window.tab.saved();
  });
  const storage = await controlStorage(page);
  await storage.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await expect.poll(() => page.evaluate(() => window.tab.states())).toContain('trouble');
  await page.evaluate(() => window.tab.write('walk'));
  await expect.poll(() => page.evaluate(() => window.tab.status().state)).toBe('ready');
  expect((await page.evaluate(() => window.tab.saved())).ok).toBe(true);
  await page.close();
  expect(await words(await openTab())).toEqual(['soup', 'walk']);
  expect(complaints).toEqual([]);
});

test('[S7] a full allowance is told, and what did not fit is stored when there is room again', async () => {
  const page = await newTab();
  const storage = await controlStorage(page);
  // Before the database is opened: Chromium remembers for a while how much room there was.
  await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await page.evaluate(() => window.tab.open());
  const refused = await page.evaluate(() => {
    window.tab.write('a long evening', 300_000);
    return window.tab.saved();
  });
  expect(refused).toMatchObject({ ok: false, error: { type: 'QuotaExceeded' } });
  expect(await page.evaluate(() => window.tab.status())).toMatchObject({
    state: 'trouble',
    error: { type: 'QuotaExceeded' },
  });
  await page.evaluate(() => window.tab.write('still writing'));
  expect(await words(page)).toHaveLength(2);
  await storage.send('Storage.overrideQuotaForOrigin', { origin });
  await expect.poll(() => page.evaluate(() => window.tab.status().state)).toBe('ready');
  await page.close();
  expect(await words(await openTab())).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test('[S10] and that room runs out is said before, where the browser tells how much there is', async () => {
  await ana.forget();
  // Without this Chromium says that there are always 10 GiB more.
  ana = await launchPartner('ana', { args: ['--disable-features=StaticStorageQuota'] });
  context = ana.context;
  const page = await newTab();
  const storage = await controlStorage(page);
  await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 5_000_000 });
  await page.evaluate(() => window.tab.open());
  await expect.poll(() => page.evaluate(() => window.tab.status().nearlyFull)).toBe(true);
});

test('[S11] damaged rows do not keep the others from being loaded', async () => {
  const first = await openTab();
  await first.evaluate(async () => {
    window.tab.write('soup');
    await window.tab.saved();
    await window.tab.addRows(['no bytes', new Uint8Array([1, 200, 3]), null]);
  });
  await first.close();
  const page = await newTab();
  expect(await page.evaluate(() => window.tab.open())).toMatchObject({ rowsSetAside: 3 });
  expect(await words(page)).toEqual(['soup']);
  expect((await page.evaluate(() => window.tab.compact())).ok).toBe(true);
  expect(await page.evaluate(() => window.tab.countRows())).toBe(1);
  expect(complaints).toEqual([]);
});

test('[S17] [S18] two tabs show the same, and each keeps it when the other dies', async () => {
  const [one, two] = [await openTab(), await openTab()];
  await one.evaluate(() => window.tab.write('soup'));
  await expect.poll(() => words(two)).toEqual(['soup']);
  await two.evaluate(() => window.tab.write('walk'));
  await expect.poll(() => words(one)).toEqual(['soup', 'walk']);
  await one.goto('chrome://crash').catch(() => undefined);
  expect((await two.evaluate(() => window.tab.saved())).ok).toBe(true);
  await two.goto('chrome://crash').catch(() => undefined);
  expect(await words(await openTab())).toEqual(['soup', 'walk']);
});

test('[S21] what one tab erases, another does not make again', async () => {
  const [one, two] = [await openTab(), await openTab()];
  await one.evaluate(() => window.tab.write('soup'));
  await expect.poll(() => words(two)).toEqual(['soup']);
  expect((await one.evaluate(() => window.tab.erase())).ok).toBe(true);
  const saved = await two.evaluate(() => {
    window.tab.write('walk');
    return window.tab.saved();
  });
  expect(saved).toMatchObject({ ok: false, error: { type: 'Closed' } });
  expect(await two.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('[S22] a certificate, a key and bytes are kept', async () => {
  const page = await newTab();
  expect(await page.evaluate(() => window.tab.keepKeys())).toEqual({
    kept: [true, true, true],
    back: ['[object RTCCertificate]', '[object CryptoKey]', '[object Object]'],
  });
});

test('[S26] one tab leads, and the next when that one is gone', async () => {
  const [one, two] = [await newTab(), await newTab()];
  await one.evaluate(() => window.tab.lead());
  await expect.poll(() => one.evaluate(() => window.tab.leads())).toBe(true);
  await two.evaluate(() => window.tab.lead());
  expect(await two.evaluate(() => window.tab.leads())).toBe(false);
  await one.close();
  await expect.poll(() => two.evaluate(() => window.tab.leads())).toBe(true);
});
