/** An evening in Firefox: alone, then without any server, and then with a partner whose phone runs Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchFirefox, launchPartner, type Partner } from '../setup/browsers.js';
import { findBrowsers } from '../setup/find-browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import {
  arrive,
  checkIn,
  expectNear,
  go,
  noteWith,
  pair,
  showCode,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

const ANAS_LINE = 'The rain stopped just as I left the house';
const ANAS_NOTE = 'Thank you for carrying the heavy bag';
const LATE_NOTE = 'Thank you for the candle when the light went out';
const BENS_LINE = 'I fixed the lamp and sat under it';

type Fox = {
  readonly page: Page;
  /** What the browser complained about: errors nobody caught, and what the page's rules forbade. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

const program = findBrowsers().firefox;

let hub: StartedHub;
let profile: string;
let ana: Fox;
let ben: Partner | undefined;

test.skip(program === undefined, 'Firefox is not installed (apt-get install firefox-esr)');
test.describe.configure({ mode: 'serial' });

async function openFirefox(): Promise<Fox> {
  const { page, quit } = await launchFirefox('ana', { baseURL: hub.url, profile });
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.text().includes('Content-Security-Policy')) complaints.push(message.text());
  });
  return { page, complaints, close: quit };
}

test.beforeAll(async () => {
  hub = await startHub();
  profile = mkdtempSync(join(tmpdir(), 'vesper-firefox-'));
  ana = await openFirefox();
});

test.afterAll(async () => {
  await ana?.close();
  await ben?.forget();
  await hub?.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function expectWholeEvening(page: Page): Promise<void> {
  await page.goto('/#/board');
  await page.reload();
  await expect(noteWith(page, ANAS_NOTE)).toBeVisible();
  await go(page, '/');
  await expect(page.getByText(ANAS_LINE)).toBeVisible();
  await expect(page.getByText('Saved on this phone.').first()).toBeVisible();
}

test('what is written alone is kept, and a new page has it', async () => {
  const { page } = ana;
  await arrive(page, 'Ana', 'Circle');
  await checkIn(page, { light: 'Cloud', line: ANAS_LINE, share: true });
  await writeNote(page, ANAS_NOTE);
  await go(page, '/us');
  await expect(page.getByText('Everything you wrote is saved on this phone.')).toBeVisible();
  await expectWholeEvening(page);
});

test('Meet makes a code, for this browser can meet', async () => {
  expect(await showCode(ana.page)).toMatch(/^VESPER:[0-9A-Z]+/);
  await ana.page.getByRole('button', { name: 'Stop' }).click();
  await expect(ana.page.getByRole('button', { name: 'Begin without a camera' })).toBeVisible();
});

test('with the hub gone the browser starts anew, opens right at the board, and has it all', async () => {
  await untilKept(ana.page);
  await hub.stop();
  expect(ana.complaints).toEqual([]);
  await ana.close();
  ana = await openFirefox();
  await ana.page.goto('/#/board');
  await expect(noteWith(ana.page, ANAS_NOTE)).toBeVisible();
  await writeNote(ana.page, LATE_NOTE);
  await go(ana.page, '/us');
  await expect(ana.page.getByText('Everything you wrote is saved on this phone.')).toBeVisible();
  await expectWholeEvening(ana.page);
  await go(ana.page, '/board');
  await expect(noteWith(ana.page, LATE_NOTE)).toBeVisible();
});

test('it pairs with a Chromium by pasted codes, and each sees the other’s check-in', async () => {
  hub = await startHub({ port: hub.port });
  ben = await launchPartner('ben', { baseURL: hub.url });
  await arrive(ben.page, 'Ben', 'Arch');
  await checkIn(ben.page, { light: 'Sun', line: BENS_LINE, share: true });
  await pair(ana.page, ben.page);
  for (const { page } of [ana, ben]) await page.getByRole('button', { name: 'Share one' }).click();
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await expect(ana.page.getByText(BENS_LINE)).toBeVisible();
  await expect(ben.page.getByText(ANAS_LINE)).toBeVisible();
  expect(ana.complaints).toEqual([]);
});
