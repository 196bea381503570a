/** One phone shows its code, the other's camera sees it, and the app's own scanner reads it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { cameraArgs, writeCameraFile } from '../setup/fake-camera.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import {
  arrive,
  go,
  pasteCode,
  readFourWords,
  readShownCode,
  showCode,
} from '../setup/vesper-app.js';

let folder: string;
let hub: StartedHub;
let ana: Partner;
let ben: Partner | undefined;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-camera-'));
  hub = await startHub();
  ana = await launchPartner('ana', { baseURL: hub.url });
  await arrive(ana.page, 'Ana', 'Circle');
});

test.afterEach(async () => {
  await ana.forget();
  await ben?.forget();
  ben = undefined;
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps hold of every camera the page opens, so that the test can see when it is let go. */
async function watchCameras(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opened: MediaStreamTrack[] = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      opened.push(...stream.getTracks());
      return stream;
    };
    Object.assign(globalThis, {
      countCameras: () => ({
        opened: opened.length,
        live: opened.filter((track) => track.readyState === 'live').length,
      }),
    });
  });
}

async function countCameras(page: Page): Promise<{ opened: number; live: number }> {
  return page.evaluate('countCameras()');
}

async function startBenWithCamera(picture: Buffer): Promise<Partner> {
  const path = join(folder, 'camera.y4m');
  await writeCameraFile(path, picture);
  const partner = await launchPartner('ben', { baseURL: hub.url, args: cameraArgs(path) });
  await watchCameras(partner.page);
  await arrive(partner.page, 'Ben', 'Arch');
  return partner;
}

test('the scanner reads the code, lets the camera go at once, and the phones find each other', async () => {
  await showCode(ana.page);
  const picture = await ana.page.getByRole('img', { name: /^Your code/ }).screenshot();
  ben = await startBenWithCamera(picture);
  await go(ben.page, '/meet');
  await ben.page.getByRole('button', { name: 'Begin, with the camera' }).click();
  await ben.page.getByRole('button', { name: 'Scan theirs' }).click();
  await expect(ben.page.getByRole('heading', { name: 'Now your code' })).toBeVisible();
  const cameras = await countCameras(ben.page);
  expect(cameras.opened).toBeGreaterThan(0);
  expect(cameras.live).toBe(0);
  await pasteCode(ana.page, await readShownCode(ben.page));
  expect(await readFourWords(ana.page)).toEqual(await readFourWords(ben.page));
});

test('a picture without a code keeps the camera looking until it is closed', async () => {
  const nothing = await ana.page.screenshot();
  ben = await startBenWithCamera(nothing);
  const { page } = ben;
  await go(page, '/meet');
  await page.getByRole('button', { name: 'Begin, with the camera' }).click();
  await page.getByRole('button', { name: 'Scan theirs' }).click();
  await expect.poll(async () => (await countCameras(page)).live).toBe(1);
  await page.getByRole('button', { name: 'Close the camera' }).click();
  await expect.poll(async () => (await countCameras(page)).live).toBe(0);
});
