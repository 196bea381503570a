/**
 * One phone shows a moving code, a camera sees most of it, and the app's own scanner reads it on another phone.
 * The film that the camera sees is made of pictures of the first phone's real screen.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, type PreviewServer, preview } from 'vite';
import { sentencesPlugin } from '../../src/messages/build/sentences-plugin.js';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { cameraArgs, writeCameraFilm } from '../setup/fake-camera.js';
import { examine } from '../setup/sight.js';
import type { Arrived } from './moving-page/page.js';
import { makeParcel } from './moving-page/parcel.js';

declare const window: Arrived;

const FRAME_MS = 100;
const LARGEST = 20_480;

let folder: string;
let server: PreviewServer;
const partners: Partner[] = [];

test.setTimeout(240_000);

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-moving-'));
  const outDir = join(folder, 'site');
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'moving-page'),
    plugins: [react(), sentencesPlugin()],
    build: { outDir, emptyOutDir: true },
  });
  const where = { port: 0, host: 'localhost' };
  server = await preview({ configFile: false, root: folder, build: { outDir }, preview: where });
});

test.afterEach(async () => {
  for (const partner of partners.splice(0)) await partner.forget();
});

test.afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, query: string, args: readonly string[] = []): Promise<Page> {
  const partner = await launchPartner(name, { args });
  partners.push(partner);
  await watchCameras(partner.page);
  await partner.page.goto(`${server.resolvedUrls?.local[0]}${query}`);
  return partner.page;
}

/** Keeps hold of every camera the page opens, so that the test can see when it is let go. */
async function watchCameras(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opened: MediaStreamTrack[] = [];
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      opened.push(...stream.getTracks());
      return stream;
    };
    const countLive = () => opened.filter((track) => track.readyState === 'live').length;
    Object.assign(globalThis, { countCameras: () => [opened.length, countLive()] });
  });
}

function countCameras(page: Page): Promise<[opened: number, live: number]> {
  return page.evaluate('countCameras()');
}

/** Begins showing, with time in the test's hands. */
async function show(name: string, length: number): Promise<Page> {
  const page = await open(name, `?show=${length}`);
  await page.clock.install({ time: 0 });
  await page.reload();
  await page.clock.pauseAt(600_000);
  await page.getByRole('button', { name: 'Show as a moving code' }).click();
  return page;
}

const code = (page: Page) => page.getByRole('img', { name: /^A code that keeps changing/ });

/** The screen at each of so many steps. */
async function film(page: Page, round: number, steps: number): Promise<readonly Buffer[]> {
  const pictures: Buffer[] = [];
  for (let step = 0; step < steps; step++) {
    const shown = (step % round) + 1;
    await expect(page.getByText(`${shown} of ${round}`, { exact: true })).toBeVisible();
    pictures.push(await code(page).screenshot());
    await page.clock.runFor(FRAME_MS);
  }
  return pictures;
}

test('20 KB arrive whole though 30 % of the frames are never read, and the camera goes off', async () => {
  const round = 70;
  const shower = await show('ana', LARGEST);
  const pictures = await film(shower, round, 2 * round);
  await expect(shower.getByText('All of it was shown once.')).toBeVisible();
  const path = join(folder, 'film.y4m');
  // Of each ten, three are gone: in the first round blocks, later sums.
  const seen = pictures.filter((_, step) => ![1, 4, 8].includes(step % 10));
  expect(seen).toHaveLength(98);
  await writeCameraFilm(path, seen, 10);

  const reader = await open('ben', '?read', cameraArgs(path));
  await reader.getByRole('button', { name: 'Read a moving code' }).click();
  const progress = reader.getByRole('progressbar', { name: 'Read so far' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^\d+ of 70$/);
  await expect(progress).toHaveJSProperty('max', 70);
  expect(await countCameras(reader)).toEqual([1, 1]);
  await reader.waitForFunction(() => window.arrived !== undefined, undefined, { timeout: 120_000 });
  expect(await countCameras(reader)).toEqual([1, 0]);
  const arrived = await reader.evaluate(() => window.arrived);
  expect(Buffer.from(arrived ?? []).equals(makeParcel(LARGEST))).toBe(true);
});

test('above 20 KB it says so, and shows nothing that could not be read', async () => {
  const page = await open('ana', `?show=${LARGEST + 1}`);
  await expect(page.getByText('This is too much for a moving code.')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('shown by keyboard and stopped again; it begins when asked to, whoever wants less motion', async () => {
  const page = await open('ana', '?show=3000');
  await expect(page.getByText('You asked for less motion.')).toBeHidden();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByText('You asked for less motion.')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show as a moving code' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop showing' })).toBeFocused();
  const path = code(page).locator('path').last();
  const first = await path.getAttribute('d');
  await expect(path).not.toHaveAttribute('d', first ?? '');
  await expect(page.getByText('All of it was shown once.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(code(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show as a moving code' })).toBeFocused();
});

test('a camera that sees no code looks on until it is closed', async () => {
  const blank = await open('ana', `?show=${LARGEST + 1}`);
  const path = join(folder, 'blank.y4m');
  await writeCameraFilm(path, [await blank.screenshot()], 10);
  const page = await open('ben', '?read', cameraArgs(path));
  await page.getByRole('button', { name: 'Read a moving code' }).click();
  await expect(page.getByText('Looking for the code.')).toBeVisible();
  await expect.poll(() => countCameras(page)).toEqual([1, 1]);
  await page.getByRole('button', { name: 'Close the camera' }).click();
  await expect.poll(() => countCameras(page)).toEqual([1, 0]);
  await expect(page.getByRole('button', { name: 'Read a moving code' })).toBeFocused();
});

test('a phone without a camera says what to do instead', async () => {
  const page = await open('ben', '?read');
  await page.getByRole('button', { name: 'Read a moving code' }).click();
  await expect(
    page.getByText(/Let the other phone send the file|let the other phone send/),
  ).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('both sides have room, and axe finds nothing', async () => {
  const shower = await open('ana', '?show=3000');
  await expect(shower.getByRole('button', { name: 'Show as a moving code' })).toBeVisible();
  await examine(shower, 'moving code, offered');
  await shower.getByRole('button', { name: 'Show as a moving code' }).click();
  await expect(code(shower)).toBeVisible();
  await examine(shower, 'moving code, shown');
  const path = join(folder, 'still.y4m');
  const picture = await code(shower).screenshot();
  await writeCameraFilm(path, [picture], 10);
  const reader = await open('ben', '?read', cameraArgs(path));
  await reader.getByRole('button', { name: 'Read a moving code' }).click();
  await expect(reader.getByRole('progressbar')).toBeVisible();
  await examine(reader, 'moving code, read');
});
