/** No network at all: what Ana wrote goes from her screen to Ben's camera, and is opened there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { cameraArgs, writeCameraFilm } from '../setup/fake-camera.js';
import type { StartedHub } from '../setup/hub.js';
import { arriveAndPair, openTwoPhones } from '../setup/two-phones.js';
import { expectNear, go, noteWith, untilKept, writeNote } from '../setup/vesper-app.js';

const NOTE = 'Thank you for carrying the lamp';

let folder: string;
let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.setTimeout(240_000);

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-film-'));
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(async () => {
  await ana?.forget();
  await ben?.forget();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function restart({ name, profile, quit }: Partner, args: readonly string[] = []) {
  await quit();
  const again = await launchPartner(name, { baseURL: hub.url, profile, args });
  await again.page.goto('/#/parcel');
  return again;
}

/** As a camera would: whichever pictures are on the screen when it looks, of which each third is lost. */
async function film(page: Page, looks: number): Promise<readonly Buffer[]> {
  const pictures: Buffer[] = [];
  for (let look = 0; look < looks; look++) {
    const picture = await page.getByRole('img', { name: /^A code that keeps/ }).screenshot();
    if (look % 3 !== 0) pictures.push(picture);
  }
  return pictures;
}

test('Ana’s note arrives by the moving code alone', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await untilKept(ana.page);
  await untilKept(ben.page);
  await hub.stop();
  await ben.quit();
  ana = await restart(ana);
  await writeNote(ana.page, NOTE);
  await go(ana.page, '/parcel');
  await ana.page.getByRole('button', { name: 'Prepare for Ben' }).click();
  await ana.page.getByRole('button', { name: 'Show as a moving code' }).click();
  const path = join(folder, 'film.y4m');
  await writeCameraFilm(path, await film(ana.page, 60), 10);

  ben = await launchPartner('ben', {
    baseURL: hub.url,
    profile: ben.profile,
    args: cameraArgs(path),
  });
  await ben.page.goto('/#/parcel');
  await ben.page.getByRole('button', { name: 'Read a moving code' }).click();
  await expect(ben.page.getByText('From Ana: one note.')).toBeVisible({ timeout: 60_000 });
  await expect(ben.page.getByRole('progressbar')).toHaveCount(0);
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, NOTE)).toBeVisible();
});
