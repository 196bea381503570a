/**
 * Takes the pictures for the README and for the install prompt from two real phones in a real evening.
 * By hand, after the look has changed: `npx tsx tests/setup/take-screenshots.ts`, then build again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { launchPartner, PHONE } from './browsers.js';
import { PROJECT, startHub } from './hub.js';
import { arrive, checkIn, expectNear, go, noteWith, pair, writeNote } from './vesper-app.js';

const folder = join(PROJECT, 'public', 'screenshots');
const WIDE = { width: 1280, height: 800 };

const ANAS_NOTES = [
  'Thank you for the soup, and for waiting with it until I was home.',
  'You called your mother before I could ask.',
];
const BENS_NOTES = ['The walk in the rain, and that you laughed.', 'Your hand on the train.'];

async function bringOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share one' }).click();
}

/** Fewer colours than a screen has make the picture a third of the size, and nobody sees it. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({ animations: 'disabled' });
  await sharp(picture)
    .png({ palette: true, colours: 192, effort: 10 })
    .toFile(join(folder, `${name}.png`));
}

async function spendAnEvening(ana: Page, ben: Page): Promise<void> {
  await arrive(ana, 'Ana', 'Circle');
  await checkIn(ana, { light: 'Dusk', line: 'Long day, but the light was good.', share: true });
  await arrive(ben, 'Ben', 'Arch');
  await checkIn(ben, { light: 'Sun', line: 'I made soup, and it was quiet.', share: true });
  await pair(ana, ben);
  await bringOver(ana);
  await bringOver(ben);
  await expectNear(ana, 'Ben');
  for (const words of ANAS_NOTES) await writeNote(ana, words);
  for (const words of BENS_NOTES) await writeNote(ben, words);
}

async function takeAll(ana: Page): Promise<void> {
  await go(ana, '/');
  await expect(ana.getByText('I made soup, and it was quiet.')).toBeVisible();
  await take(ana, 'today');
  await go(ana, '/checkin');
  await expect(ana.getByRole('heading', { name: 'How are you arriving?' })).toBeVisible();
  await take(ana, 'checkin');
  await go(ana, '/board');
  for (const words of [...ANAS_NOTES, ...BENS_NOTES]) {
    await expect(noteWith(ana, words)).toBeVisible();
  }
  await ana.evaluate(() => scrollTo(0, 0));
  await take(ana, 'board');
  await ana.setViewportSize(WIDE);
  await take(ana, 'board-wide');
}

const hub = await startHub();
const phone = { baseURL: hub.url, context: { viewport: PHONE, deviceScaleFactor: 2 } };
const ana = await launchPartner('ana', phone);
const ben = await launchPartner('ben', phone);
try {
  mkdirSync(folder, { recursive: true });
  await spendAnEvening(ana.page, ben.page);
  await takeAll(ana.page);
} finally {
  await ana.forget();
  await ben.forget();
  await hub.stop();
}
