/** The first evening, whole: two phones, one check-in each, one board, and then neither hub nor network. */
import { expect, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import {
  arrive,
  checkIn,
  expectNear,
  go,
  noteWith,
  pair,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

const ANAS_LINE = 'The train was late and I read all the way';
const BENS_LINE = 'I made soup and it was quiet';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function restart(partner: Partner): Promise<Partner> {
  await partner.quit();
  return launchPartner(partner.name, { baseURL: hub.url, profile: partner.profile });
}

test('each writes alone, and the words are kept on this phone', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await checkIn(ana.page, { light: 'Dusk', line: ANAS_LINE, share: true });
  await arrive(ben.page, 'Ben', 'Arch');
  await checkIn(ben.page, { light: 'Sun', line: BENS_LINE, share: true });
  await go(ana.page, '/');
  await expect(ana.page.getByText(ANAS_LINE)).toBeVisible();
  await expect(ana.page.getByText(BENS_LINE)).toHaveCount(0);
});

test('they pair by two codes, compare four words, and choose what to bring along', async () => {
  await pair(ana.page, ben.page);
  await expect(ana.page.getByText(BENS_LINE)).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Share one' }).click();
  await ben.page.getByRole('button', { name: 'Share one' }).click();
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await expect(ana.page.getByText(BENS_LINE)).toBeVisible();
  await expect(ben.page.getByText(ANAS_LINE)).toBeVisible();
});

test('a phone that is paired is not paired over by accident', async () => {
  await go(ana.page, '/meet');
  await expect(ana.page.getByText(/is near\. What either of you shares/)).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Begin without a camera' })).toHaveCount(0);
});

test('both write on one board at once, and in one note at once', async () => {
  await Promise.all([
    writeNote(ana.page, 'Thank you for the soup'),
    writeNote(ben.page, 'Thank you for waiting at the station'),
  ]);
  for (const page of [ana.page, ben.page]) {
    await expect(noteWith(page, 'Thank you for the soup')).toBeVisible();
    await expect(noteWith(page, 'Thank you for waiting at the station')).toBeVisible();
  }
  for (const { page } of [ana, ben]) {
    await noteWith(page, 'for the soup').getByRole('button', { name: 'Edit' }).click();
  }
  const anas = ana.page.getByRole('textbox', { name: 'Your note' });
  const bens = ben.page.getByRole('textbox', { name: 'Your note' });
  await anas.press('End');
  await bens.press('Home');
  await Promise.all([
    anas.pressSequentially(', and the bread', { delay: 30 }),
    bens.pressSequentially('Again: ', { delay: 40 }),
  ]);
  const both = 'Again: Thank you for the soup, and the bread';
  await expect(anas).toHaveValue(both);
  await expect(bens).toHaveValue(both);
  for (const { page } of [ana, ben]) await page.getByRole('button', { name: 'Done' }).click();
});

test('what one removes comes back with undo, on both phones', async () => {
  const words = 'waiting at the station';
  await ben.page.getByRole('button', { name: /What to do with “Thank you for waiting/ }).click();
  await ben.page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(noteWith(ana.page, words)).toHaveCount(0);
  await ben.page.getByRole('button', { name: 'Undo' }).click();
  await expect(noteWith(ben.page, words)).toBeVisible();
  await expect(noteWith(ana.page, words)).toBeVisible();
});

test('each is told truthfully what the other phone has', async () => {
  await go(ana.page, '/us');
  await expect(ana.page.getByText('Ben’s phone has everything you shared.')).toBeVisible();
  await go(ana.page, '/connections');
  await expect(ana.page.getByText('connected, both have proved the bond')).toBeVisible();
});

test('days later they are connected again by themselves, because the hub introduces them', async () => {
  ana = await restart(ana);
  await ana.page.goto('/');
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await writeNote(ana.page, 'Thank you for the long walk');
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, 'Thank you for the long walk')).toBeVisible();
});

test('without hub or network both open again, and everything is still there', async () => {
  await untilKept(ana.page);
  await untilKept(ben.page);
  await hub.stop();
  for (const phone of [ana, ben]) await phone.context.setOffline(true);
  ana = await restart(ana);
  ben = await restart(ben);
  for (const { page, context } of [ana, ben]) {
    await context.setOffline(true);
    await page.goto('/#/board');
    await expect(noteWith(page, 'Again: Thank you for the soup, and the bread')).toBeVisible();
    await expect(noteWith(page, 'Thank you for the long walk')).toBeVisible();
    await go(page, '/');
    await expect(page.getByText(ANAS_LINE)).toBeVisible();
    await expect(page.getByText(BENS_LINE)).toBeVisible();
  }
  await expect(ana.page.getByText('Ben is near.')).toHaveCount(0);
});
