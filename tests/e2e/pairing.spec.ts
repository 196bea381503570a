/** First pairing in real browsers, each a process of its own, with nothing else of the app; codes pasted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, firefox, type Page, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { findBrowsers } from '../setup/find-browsers.js';
import type { Phone } from './pairing-page/page.js';
import { drawAsVideo } from './pairing-page/video.js';

declare const window: { phone: Phone };

type Kind = 'chromium' | 'firefox';

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const programs = findBrowsers();
let server: PreviewServer;
let folder: string;
const browsers: Browser[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-pairing-'));
  const outDir = join(folder, 'site');
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'pairing-page'),
    build: { outDir, emptyOutDir: true },
  });
  server = await preview({
    configFile: false,
    root: folder,
    build: { outDir },
    preview: { port: 0, host: 'localhost' },
  });
});

test.afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.close();
});

function launch(kind: Kind, args: readonly string[] = CAMERA): Promise<Browser> {
  const executablePath = programs[kind] ?? '';
  return kind === 'chromium'
    ? chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...args] })
    : firefox.launch({ channel: 'moz-firefox', executablePath });
}

/** A phone whose browser, in Chromium's case, was allowed the camera and so tells its addresses. */
async function openPhone(kind: Kind, args?: readonly string[]): Promise<Page> {
  const browser = await launch(kind, args);
  browsers.push(browser);
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction(() => 'phone' in window);
  if (kind === 'chromium' && !args) await page.evaluate(() => window.phone.askForCamera());
  return page;
}

async function waitForStep(page: Page, step: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.phone.state()), { timeout: 45_000 })
    .toMatchObject({ step });
}

async function begin(page: Page, name: string): Promise<string> {
  const id = await page.evaluate((owner) => window.phone.begin(owner), name);
  await waitForStep(page, 'inviting');
  return id;
}

const codeOf = (page: Page) => page.evaluate(() => window.phone.code() ?? '');

async function paste(page: Page, code: string): Promise<string | undefined> {
  return page.evaluate((text) => window.phone.pairing?.accept(text)?.type, code);
}

async function compare(ana: Page, ben: Page): Promise<void> {
  await Promise.all([waitForStep(ana, 'comparing'), waitForStep(ben, 'comparing')]);
  const words = await ana.evaluate(() => window.phone.words());
  expect(words).toHaveLength(4);
  expect(await ben.evaluate(() => window.phone.words())).toEqual(words);
}

async function confirmAndKeep(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => window.phone.pairing?.confirm());
  for (const page of pages) await waitForStep(page, 'persisting');
  for (const page of pages) await page.evaluate(() => window.phone.pairing?.persisted());
  for (const page of pages) await waitForStep(page, 'done');
}

async function expectOneBond(ana: Page, ben: Page, ids: { ana: string; ben: string }) {
  const [hers, his] = await Promise.all(
    [ana, ben].map((page) => page.evaluate(() => window.phone.bond())),
  );
  expect(hers?.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(his?.secret).toBe(hers?.secret);
  expect([hers?.side, his?.side].sort()).toEqual(['a', 'b']);
  expect(hers).toMatchObject({ greeting: 'Ben', partner: ids.ben, partnerConfirmed: true });
  expect(his).toMatchObject({ greeting: 'Ana', partner: ids.ana, partnerConfirmed: true });
}

async function expectOpenLink(ana: Page, ben: Page): Promise<void> {
  await ana.evaluate(() => window.phone.pairing?.link?.send(Uint8Array.of(1, 2, 3)));
  await expect.poll(() => ben.evaluate(() => window.phone.heard)).toEqual([[1, 2, 3]]);
}

const pairs: readonly (readonly [Kind, Kind])[] = [
  ['chromium', 'chromium'],
  ...(programs.firefox
    ? ([
        ['chromium', 'firefox'],
        ['firefox', 'chromium'],
      ] as const)
    : []),
];

for (const [first, second] of pairs) {
  test(`[P7] Ana in ${first} shows, Ben in ${second} scans and shows back, Ana scans: one bond`, async () => {
    const [ana, ben] = await Promise.all([openPhone(first), openPhone(second)]);
    const ids = { ana: await begin(ana, 'Ana'), ben: await begin(ben, 'Ben') };
    expect(await paste(ben, await codeOf(ana))).toBeUndefined();
    await waitForStep(ben, 'replying');
    expect(await paste(ana, await codeOf(ben))).toBeUndefined();
    await compare(ana, ben);
    await confirmAndKeep(ana, ben);
    await expectOneBond(ana, ben, ids);
    await expectOpenLink(ana, ben);
  });
}

test('[P7] two who scan each other at once need no order', async () => {
  const [ana, ben] = await Promise.all([openPhone('chromium'), openPhone('chromium')]);
  const ids = { ana: await begin(ana, 'Ana'), ben: await begin(ben, 'Ben') };
  const [hers, his] = [await codeOf(ana), await codeOf(ben)];
  await Promise.all([paste(ana, his), paste(ben, hers)]);
  await compare(ana, ben);
  await confirmAndKeep(ben, ana);
  await expectOneBond(ana, ben, ids);
});

test('[P17] different words end it on both phones, and nothing is joined', async () => {
  const [ana, ben] = await Promise.all([openPhone('chromium'), openPhone('chromium')]);
  await begin(ana, 'Ana');
  await begin(ben, 'Ben');
  await paste(ben, await codeOf(ana));
  await paste(ana, await codeOf(ben));
  await compare(ana, ben);
  await ana.evaluate(() => window.phone.pairing?.reject());
  await waitForStep(ben, 'failed');
  expect(await ben.evaluate(() => window.phone.state().detail)).toEqual({
    type: 'PartnerSaysWordsDiffer',
  });
  expect(await ana.evaluate(() => window.phone.bond())).toBeUndefined();
  expect(await ben.evaluate(() => window.phone.bond())).toBeUndefined();
});

test('[P18] a phone that goes away is noticed while the words are compared', async () => {
  const [ana, ben] = await Promise.all([openPhone('chromium'), openPhone('chromium')]);
  await begin(ana, 'Ana');
  await begin(ben, 'Ben');
  await paste(ben, await codeOf(ana));
  await paste(ana, await codeOf(ben));
  await compare(ana, ben);
  await ana.evaluate(() => window.phone.connections.at(-1)?.close());
  await waitForStep(ben, 'failed');
  expect(await ben.evaluate(() => window.phone.state().detail)).toEqual({ type: 'LinkLost' });
});

for (const kind of new Set(pairs.map(([, second]) => second))) {
  test(`[P9] a ${kind} whose browser gave up waiting is still found by the code it showed`, async () => {
    const [ana, ben] = await Promise.all([openPhone('chromium'), openPhone(kind)]);
    const ids = { ana: await begin(ana, 'Ana'), ben: await begin(ben, 'Ben') };
    await paste(ben, await codeOf(ana));
    const shown = await codeOf(ben);
    const before = await ben.evaluate(() => window.phone.connections.length);
    await ben.evaluate(() => window.phone.giveUp());
    await expect.poll(() => ben.evaluate(() => window.phone.connections.length)).toBe(before + 1);
    expect(await codeOf(ben)).toBe(shown);
    await paste(ana, shown);
    await compare(ana, ben);
    await confirmAndKeep(ana, ben);
    await expectOneBond(ana, ben, ids);
  });
}

test('[P9] a browser that forbids written credentials shows a new code instead', async () => {
  const ana = await openPhone('chromium');
  const forbidding = [...CAMERA, '--force-fieldtrials=WebRTC-NoSdpMangleUfrag/Enabled/'];
  const ben = await openPhone('chromium', forbidding);
  await ben.evaluate(() => window.phone.askForCamera());
  const ids = { ana: await begin(ana, 'Ana'), ben: await begin(ben, 'Ben') };
  await paste(ben, await codeOf(ana));
  const shown = await codeOf(ben);
  await ben.evaluate(() => window.phone.giveUp());
  await expect.poll(() => codeOf(ben)).not.toBe(shown);
  await paste(ana, await codeOf(ben));
  await compare(ana, ben);
  await confirmAndKeep(ana, ben);
  await expectOneBond(ana, ben, ids);
});

test.describe('the camera', () => {
  test('[P21] reads a code off another screen, and lets go of the camera at once', async () => {
    const ana = await openPhone('chromium');
    await begin(ana, 'Ana');
    const code = await codeOf(ana);
    const picture = await ana.evaluate((text) => window.phone.qr(text), code);
    const video = join(folder, 'screen.y4m');
    writeFileSync(video, drawAsVideo(picture));
    const ben = await openPhone('chromium', [
      ...CAMERA,
      `--use-file-for-fake-video-capture=${video}`,
    ]);
    expect(await ben.evaluate(() => window.phone.scan())).toBe('ok');
    await expect.poll(() => ben.evaluate(() => window.phone.scanned)).toEqual([code]);
    await expect
      .poll(() => ben.evaluate(() => window.phone.camera()))
      .toEqual({ live: false, shown: false });
  });

  test('[P21] stops when told to', async () => {
    const ben = await openPhone('chromium');
    expect(await ben.evaluate(() => window.phone.scan())).toBe('ok');
    expect(await ben.evaluate(() => window.phone.camera())).toEqual({ live: true, shown: true });
    await ben.evaluate(() => window.phone.scanner?.stop());
    expect(await ben.evaluate(() => window.phone.camera())).toEqual({ live: false, shown: false });
  });

  test('[P22] a denied camera and a missing one are told apart', async () => {
    const denied = await openPhone('chromium', [
      '--use-fake-device-for-media-stream',
      '--deny-permission-prompts',
    ]);
    expect(await denied.evaluate(() => window.phone.scan())).toBe('CameraDenied');
    const missing = await openPhone('chromium', ['--use-fake-ui-for-media-stream']);
    expect(await missing.evaluate(() => window.phone.scan())).toBe('NoCamera');
  });
});
