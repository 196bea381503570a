/** Answering the other's evening: a quiet sign, a guided answer by keyboard alone, and what only its reader notes. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { expectFocusKept, pressOn, tabTo, watchFocus } from '../setup/keys.js';
import { examine } from '../setup/sight.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { checkIn, expectNear, go } from '../setup/vesper-app.js';

const LINE = 'The meeting took all I had';
const HEARD = 'It sounds as if your day was too long';
const OFFER = 'Come here, I’d like to hold you.';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
  await watchFocus(ben);
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

const heardField = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Say back what you heard' });

test('alone, nothing of it is there', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await expect(ben.page.getByText('A quiet sign for Ana')).toHaveCount(0);
  await expect(ben.page.getByRole('link', { name: /^Answer/ })).toHaveCount(0);
  await go(ben.page, '/reply');
  await expect(ben.page.getByText('There is nothing to answer on this evening.')).toBeVisible();
});

test('a quiet sign is one tap, seen at once, and changed by another', async () => {
  await go(ana.page, '/checkin');
  await ana.page.getByRole('radio', { name: 'comfort' }).check();
  await checkIn(ana.page, { light: 'Dusk', line: LINE, share: true });
  await go(ben.page, '/');
  await ben.page.getByRole('radio', { name: 'thank you' }).check();
  await expect(ana.page.getByText('Thank you.')).toBeVisible();
  await ben.page.getByRole('radio', { name: 'a hug' }).check();
  await expect(ana.page.getByText('A hug.')).toBeVisible();
  await expect(ana.page.getByText('Thank you.')).toHaveCount(0);
  await ben.page.getByRole('radio', { name: 'a hug' }).press('Space');
  await expect(ana.page.getByText('A hug.')).toHaveCount(0);
  await ben.page.getByRole('radio', { name: 'a hug' }).check();
});

test('an answer is written step by step, by keyboard alone, with a beginning to go on from', async () => {
  const { page } = ben;
  const { keyboard } = page;
  await pressOn(page, /^Answer Ana$/);
  await expect(page.getByRole('heading', { name: 'Answer Ana' })).toBeVisible();
  await expect(page.getByText('Tonight I’d like: comfort')).toBeVisible();
  await pressOn(page, /^Ways to begin$/);
  await pressOn(page, /^It sounds as if your day was/);
  await keyboard.type('too long');
  await expect(heardField(page)).toHaveValue(HEARD);
  await expect(page.getByText('Ana would like comfort: what can you offer?').first()).toBeVisible();
  await tabTo(page, /^Say why it makes sense/);
  await tabTo(page, /what can you offer\?/);
  await pressOn(page, /^Ways to begin$/);
  await examine(page, 'answering', { rooms: 'narrow' });
  await pressOn(page, /^Come here/);
  await expect(page.getByRole('textbox', { name: /what can you offer/ })).toHaveValue(OFFER);
  await expectFocusKept(page);
});

test('what is being written is still there after a look elsewhere, and after the page was closed', async () => {
  const { page } = ben;
  await go(page, '/');
  await page.getByRole('link', { name: 'Answer Ana' }).click();
  await expect(heardField(page)).toHaveValue(HEARD);
  await page.reload();
  await expect(heardField(page)).toHaveValue(HEARD);
  await heardField(page).focus();
  await pressOn(page, /^Save$/);
  await expect(page.getByRole('heading', { name: /, Ben$/ })).toBeVisible();
  await expect(page.getByText(HEARD)).toBeVisible();
});

test('the other reads it at once, and notes for themselves how it felt', async () => {
  const { page } = ana;
  // Ben has opened the page anew.
  await expectNear(page, 'Ben');
  await expect(page.getByText(HEARD)).toBeVisible();
  await expect(page.getByText(OFFER)).toBeVisible();
  await page.getByRole('checkbox', { name: 'understood' }).check();
  await page.getByRole('checkbox', { name: 'cared for' }).check();
  await examine(page, 'today, answered');
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'understood' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'taken seriously' })).not.toBeChecked();
  await expect(ben.page.getByText('It stays on this phone.')).toHaveCount(0);
  await go(page, '/evenings');
  await expect(page.getByText(HEARD)).toBeVisible();
});

test('an answer is changed with its history, and removed for both', async () => {
  const { page } = ben;
  // Ana has opened the page anew.
  await expectNear(page, 'Ana');
  await expectNear(ana.page, 'Ben');
  await page.getByRole('link', { name: 'Change your answer' }).click();
  await heardField(page).press('ControlOrMeta+End');
  await heardField(page).pressSequentially(', and then the train');
  await page.getByRole('button', { name: 'Save' }).click();
  await go(ana.page, '/');
  await expect(ana.page.getByText(`${HEARD}, and then the train`)).toBeVisible();
  await ana.page.getByText('Edited; earlier versions').click();
  await expect(ana.page.getByText(HEARD, { exact: true })).toBeVisible();
  await examine(page, 'today, having answered', { rooms: 'narrow' });
  await page.getByRole('link', { name: 'Change your answer' }).click();
  await page.getByRole('button', { name: 'Remove for both' }).click();
  await expect(ana.page.getByText('An answer was removed.')).toBeVisible();
  await expect(ana.page.getByText(HEARD)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(ana.page.getByText(OFFER).first()).toBeVisible();
  await expect(ana.page.getByText('An answer was removed.')).toHaveCount(0);
});
