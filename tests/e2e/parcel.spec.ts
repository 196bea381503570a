/** Two phones that don't meet: what is written goes back and forth as files, text, and from other apps. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { examine } from '../setup/sight.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import {
  checkIn,
  enter,
  expectNear,
  go,
  noteWith,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

const NOTE = 'Thank you for the letter on the table';
const LINE = 'The house is quiet without you';
const ANAS_SECRET = 'I was afraid to say it yesterday';
const BENS_SECRET = 'I knew, and waited';
const REPLY = 'Thank you for writing';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });
// Two profiles, typed letter by letter, on whatever machine there is.
test.setTimeout(300_000);

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function restartAlone(partner: Partner): Promise<Partner> {
  await partner.quit();
  const again = await launchPartner(partner.name, { baseURL: hub.url, profile: partner.profile });
  await again.page.goto('/#/parcel');
  return again;
}

/** Prepares a parcel and saves it as a file, whose path is returned. */
async function saveParcel(page: Page, button: RegExp | string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^vesper-.*\.vesper$/);
  return download.path();
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
}

test('paired once, then apart: the hub is gone and the phones are restarted', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await untilKept(ana.page);
  await untilKept(ben.page);
  await hub.stop();
  ana = await restartAlone(ana);
  ben = await restartAlone(ben);
  await writeNote(ana.page, NOTE);
  await checkIn(ana.page, { light: 'Dusk', line: LINE, share: true });
  await go(ana.page, '/meet');
  await ana.page.getByRole('link', { name: 'When you’re apart' }).click();
  await examine(ana.page, 'parcels, nothing opened');
});

test('Ana saves a file, and Ben opens it and is told what came', async () => {
  const path = await saveParcel(ana.page, 'Prepare for Ben');
  await expect(ana.page.getByText(/^Ben opens it in Vesper/)).toBeVisible();
  await examine(ana.page, 'parcels, sent');
  expect(readFileSync(path).includes(NOTE)).toBe(false);
  await openFile(ben.page, path);
  await expect(ben.page.getByText('From Ana: one note and tonight’s check-in.')).toBeVisible();
  await examine(ben.page, 'parcels, opened');
  await openFile(ben.page, path);
  await expect(ben.page.getByText('All of this is here already.')).toBeVisible();
  await go(ben.page, '/');
  await expect(ben.page.getByText(LINE)).toBeVisible();
});

test('the answer brings Ben’s words, and tells Ana what his phone has', async () => {
  await writeNote(ben.page, REPLY);
  await go(ana.page, '/us');
  await expect(ana.page.getByText('Ben’s phone has everything you shared.')).toHaveCount(0);
  await go(ben.page, '/parcel');
  const answer = await saveParcel(ben.page, 'Prepare for Ana');
  await go(ana.page, '/parcel');
  await openFile(ana.page, answer);
  await expect(ana.page.getByText('From Ben: one note.')).toBeVisible();
  await go(ana.page, '/us');
  await expect(ana.page.getByText('Ben’s phone has everything you shared.')).toBeVisible();
  await go(ana.page, '/board');
  await expect(noteWith(ana.page, REPLY)).toBeVisible();
});

/** Writes down the evening before, sealed until both have answered. */
async function sealLastNight(page: Page, line: string): Promise<string> {
  // As a local date, which Swedes write as the app does.
  const evening = await page.evaluate(() =>
    new Date(Date.now() - 28 * 60 * 60 * 1000).toLocaleDateString('sv-SE'),
  );
  await go(page, `/checkin?evening=${evening}`);
  await enter(page.getByLabel('One line, if you like'), line);
  await page.getByRole('checkbox', { name: /^Share/ }).setChecked(true);
  await page.getByRole('checkbox', { name: /^Seal until both/ }).setChecked(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Evenings', level: 1 })).toBeVisible();
  return evening;
}

async function carry(from: Page, button: string, to: Page): Promise<void> {
  await go(from, '/');
  await go(from, '/parcel');
  const path = await saveParcel(from, button);
  await go(to, '/');
  await go(to, '/parcel');
  await openFile(to, path);
  await expect(to.getByText(/^From (Ana|Ben): |^What Ana sent is here now/)).toBeVisible();
}

test('[A4] what is sealed opens by parcels too, with one more than the answers themselves', async () => {
  const evening = await sealLastNight(ana.page, ANAS_SECRET);
  await carry(ana.page, 'Prepare for Ben', ben.page);
  const evenings = `/evenings?month=${evening.slice(0, 7)}`;
  await go(ben.page, evenings);
  await expect(ben.page.getByText('It opens when you have too.')).toBeVisible();
  await expect(ben.page.getByText(ANAS_SECRET)).toHaveCount(0);
  await sealLastNight(ben.page, BENS_SECRET);
  await expect(ben.page.getByText(ANAS_SECRET)).toHaveCount(0);
  await carry(ben.page, 'Prepare for Ana', ana.page);
  await go(ana.page, evenings);
  await expect(ana.page.getByText(BENS_SECRET)).toBeVisible();
  await carry(ana.page, 'Prepare for Ben', ben.page);
  await go(ben.page, evenings);
  await expect(ben.page.getByText(ANAS_SECRET)).toBeVisible();
});

test('a small one goes as text, and another app can hand over either', async () => {
  await writeNote(ana.page, 'Thank you for the stamp');
  await go(ana.page, '/parcel');
  await ana.page.getByRole('button', { name: 'Prepare for Ben' }).click();
  await ana.page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(ana.page.getByText('Copied.')).toBeVisible();
  await ana.page.context().grantPermissions(['clipboard-read']);
  const words = await ana.page.evaluate(() => navigator.clipboard.readText());
  await go(ben.page, '/parcel');
  await ben.page.getByRole('button', { name: 'Paste as text' }).click();
  await ben.page.getByLabel('What came, as text').fill(`For you: ${words} Ana`);
  await ben.page.getByRole('button', { name: 'Open it' }).click();
  await expect(ben.page.getByText('From Ana: one note.')).toBeVisible();
  await shareWith(ben.page, words);
  await expect(ben.page.getByText('All of this is here already.')).toBeVisible();
});

/** As the system does it when somebody shares a message with Vesper. */
async function shareWith(page: Page, words: string): Promise<void> {
  await page.evaluate(async (text) => {
    const form = new FormData();
    form.set('parcel', new File([text], 'from-ana.vesper'));
    await fetch('./open-parcel', { method: 'POST', body: form });
  }, words);
  await go(page, '/');
  await go(page, '/parcel');
}

test('the system’s own form is answered by the worker, with no hub there', async () => {
  await writeNote(ana.page, 'Thank you for the envelope');
  await go(ana.page, '/parcel');
  const path = await saveParcel(ana.page, 'Prepare for Ben');
  // The app's own pages send no forms anywhere; the system's comes from outside.
  const outside = await ben.page.context().newPage();
  await outside.setContent(`
    <form method="post" enctype="multipart/form-data" action="${new URL('open-parcel', hub.url)}">
      <input type="file" name="parcel"><button>Share</button>
    </form>`);
  await ben.page.close();
  await outside.locator('input').setInputFiles(path);
  await outside.getByRole('button', { name: 'Share' }).click();
  await expect(outside.getByText('From Ana: one note.')).toBeVisible();
  expect(outside.url()).toMatch(/\/#\/parcel$/);
  ben = { ...ben, page: outside };
});

test('what is no parcel for this phone changes nothing, and says so', async () => {
  const { page } = ben;
  await go(ana.page, '/');
  await go(ana.page, '/parcel');
  const path = await saveParcel(ana.page, 'Prepare for Ben');
  const whole = readFileSync(path);
  const tryWith = async (bytes: Uint8Array, sentence: RegExp): Promise<void> => {
    const file = { name: 'try.vesper', mimeType: 'application/octet-stream' };
    await page.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from(bytes) });
    await expect(page.getByText(sentence)).toBeVisible();
  };
  const flip = (at: number) => whole.map((byte, i) => (i === at ? byte ^ 1 : byte));
  await tryWith(whole.subarray(0, whole.length - 9), /cut off on the way/);
  await examine(page, 'parcels, refused');
  await tryWith(flip(whole.length - 5), /It was damaged on the way/);
  await tryWith(flip(12), /That isn’t for this phone/);
  await tryWith(
    whole.map((byte, i) => (i === 4 ? 9 : byte)),
    /has a newer Vesper/,
  );
  await tryWith(Buffer.from('a shopping list'), /That is no parcel/);
  await openFile(ana.page, path);
  await expect(ana.page.getByText('That was made on this phone. It is for Ben.')).toBeVisible();
});
