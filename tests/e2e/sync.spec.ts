/** The sync room in two real browsers, with nothing else of the app: over a carrier that is the test itself. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import type { Phone } from './sync-page/page.js';

const ANA = '0a'.repeat(16);
const BEN = 'be'.repeat(16);
const BOND = '17'.repeat(32);

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Two processes on one computer find each other without the system's name service.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

declare const window: { syncPhone: Phone };

let server: PreviewServer;
let outDir: string;
let browsers: Browser[] = [];
let ana: Page;
let ben: Page;

test.beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'vesper-sync-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'sync-page'),
    build: { outDir, emptyOutDir: true },
  });
  server = await preview({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'sync-page'),
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
});

test.afterAll(async () => {
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
});

test.beforeEach(async () => {
  const path = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((each) => existsSync(each));
  const options = { args: ARGS, ...(path && { executablePath: path }) };
  browsers = await Promise.all([chromium.launch(options), chromium.launch(options)]);
  ana = await openPhone(browsers[0]!);
  ben = await openPhone(browsers[1]!);
  await ana.exposeFunction('carry', (bytes: number[]) => hear(ben, bytes));
  await ben.exposeFunction('carry', (bytes: number[]) => hear(ana, bytes));
});

test.afterEach(async () => {
  for (const browser of browsers) await browser.close();
});

async function openPhone(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  const address = server.resolvedUrls?.local[0];
  await page.goto(address ?? '');
  await page.waitForFunction(() => 'syncPhone' in window);
  return page;
}

async function hear(page: Page, bytes: number[]): Promise<void> {
  await page.evaluate((sealed) => window.syncPhone.hear(sealed), bytes);
}

async function start(page: Page, me: string, partner: string, proof?: string): Promise<void> {
  const options = { me, partner, bond: BOND, proof };
  await page.evaluate((each) => window.syncPhone.start(each), options);
}

async function meet(): Promise<void> {
  await start(ana, ANA, BEN);
  await start(ben, BEN, ANA);
  await expectPartner(ana, 'connected');
  await expectPartner(ben, 'connected');
}

async function expectPartner(page: Page, partner: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.syncPhone.status().partner)).toBe(partner);
}

const read = (page: Page): Promise<string[]> => page.evaluate(() => window.syncPhone.read());
const write = (page: Page, length: number, mark: string): Promise<void> =>
  page.evaluate(({ length, mark }) => window.syncPhone.write(length, mark), { length, mark });

test('[N31] what both wrote before and while connected is on both phones, and both know it', async () => {
  await write(ana, 100, 'before');
  await meet();
  await write(ben, 120, 'while');
  for (const page of [ana, ben]) {
    await expect.poll(() => read(page)).toEqual(['100 before', '120 while']);
    await expect
      .poll(() => page.evaluate(() => window.syncPhone.status().hasEverythingNow))
      .toBe(true);
  }
});

test('[N62] no connection is ever given a server', async () => {
  await meet();
  const configs = await ana.evaluate(() =>
    window.syncPhone.configs.map(({ iceServers }) => iceServers),
  );
  expect(configs.length).toBeGreaterThan(0);
  for (const servers of configs) expect(servers).toEqual([]);
});

test('[N10] one message larger than a data channel takes (262,144 bytes) arrives', async () => {
  await write(ana, 262_145, 'large');
  await write(ana, 3_000_000, 'larger');
  await meet();
  await expect.poll(() => read(ben)).toEqual(['262145 large', '3000000 larger']);
  await write(ben, 1_000_000, 'live');
  await expect.poll(() => read(ana)).toHaveLength(3);
});

test('[N13] 150 messages of 200 KB in one loop all arrive', async () => {
  await meet();
  await ana.evaluate(() => {
    for (let i = 0; i < 150; i++) window.syncPhone.write(200_000, `loop ${i}`);
  });
  const wanted = Array.from({ length: 150 }, (_, i) => `200000 loop ${i}`);
  await expect.poll(() => read(ben), { timeout: 60_000 }).toEqual(wanted);
});

test('[N4] [N5] who holds another bond gets as far as the channel, and no byte further', async () => {
  await write(ana, 100, 'secret');
  await write(ben, 100, 'forged');
  await start(ana, ANA, BEN);
  await start(ben, BEN, ANA, '99'.repeat(32));
  for (const page of [ana, ben]) {
    await expect
      .poll(() => page.evaluate(() => window.syncPhone.status().lastEnd?.type))
      .toMatch(/WrongProof|Closed/);
    expect(await read(page)).toHaveLength(1);
    expect(await page.evaluate(() => window.syncPhone.status().partner)).not.toBe('connected');
  }
});

test('[N47] with the carrier gone and back, a closed connection is followed by another', async () => {
  await meet();
  await ana.evaluate(() => {
    window.syncPhone.openCarrier(false);
    for (const connection of window.syncPhone.connections) connection.close();
  });
  await write(ana, 50, 'alone');
  await ana.evaluate(() => window.syncPhone.openCarrier(true));
  await expectPartner(ana, 'connected');
  await expect.poll(() => read(ben)).toEqual(['50 alone']);
});

test('[N25] [N70] at rest there is one connection and three in waiting; what came is not sent back', async () => {
  await meet();
  const alive = () =>
    ana.evaluate(
      () => window.syncPhone.connections.filter((each) => each.connectionState !== 'closed').length,
    );
  await expect.poll(alive).toBe(4);
  await ana.evaluate(() => window.syncPhone.write(200_000, 'once'));
  await expect.poll(() => read(ben)).toHaveLength(1);
  await expect
    .poll(() => ben.evaluate(() => window.syncPhone.status().hasEverythingNow))
    .toBe(true);
  const sent = await ben.evaluate(() => window.syncPhone.status().connections[0]?.bytesSent ?? 0);
  expect(sent).toBeLessThan(20_000);
});
