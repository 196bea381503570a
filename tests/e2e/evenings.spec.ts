/** Looking back and catching up: past evenings written later, alone and of two. */
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { examine } from '../setup/sight.js';
import { endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { arrive, checkIn, enter, expectNear, go, pair } from '../setup/vesper-app.js';

const TONIGHTS = 'The soup was still warm';
const EARLIER = 'We sat on the stairs and talked';
const BENS = 'The stairs, yes';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

/** A date in the month before, as the date field takes it. */
async function dateOfLastMonth(page: Page): Promise<string> {
  return page.evaluate(() => {
    const date = new Date();
    date.setUTCDate(0);
    return date.toISOString().slice(0, 10);
  });
}

async function chooseEvening(page: Page, date: string): Promise<void> {
  await page.getByRole('button', { name: 'An earlier evening' }).click();
  await page.getByLabel('Which evening').fill(date);
  await page.getByRole('button', { name: 'Write it down' }).click();
}

async function writeLine(page: Page, line: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'How did you arrive?' })).toBeVisible();
  await expect(page.getByText('Tonight I’d like')).toHaveCount(0);
  await enter(page.getByLabel('One line, if you like'), line);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Evenings', level: 1 })).toBeVisible();
}

test('alone: an evening that has been can be written down, and is found in its month', async () => {
  const { page } = ana;
  await arrive(page, 'Ana', 'Circle');
  await checkIn(page, { light: 'Sun', line: TONIGHTS, share: true });
  await page.getByRole('link', { name: 'Evenings before' }).click();
  await expect(page.getByText(TONIGHTS)).toBeVisible();
  await chooseEvening(page, '2999-01-01');
  await expect(page.getByText('Choose an evening that has been.')).toBeVisible();
  await page.keyboard.press('Escape');
  await chooseEvening(page, await dateOfLastMonth(page));
  await writeLine(page, EARLIER);
  await expect(page.getByText(EARLIER)).toBeVisible();
  await expect(page.getByText(TONIGHTS)).toHaveCount(0);
  await examine(page, 'evenings, alone');
  await page.getByRole('button', { name: 'The month before' }).click();
  await expect(page.getByText('Any evening can be written down later, too.')).toBeVisible();
  await examine(page, 'evenings, a month without a word');
  await page.getByRole('link', { name: 'Today' }).first().click();
  await expect(page.getByText(TONIGHTS)).toBeVisible();
});

test('a draft of a past evening is not taken for tonight’s', async () => {
  const { page } = ana;
  const date = await dateOfLastMonth(page);
  await go(page, `/checkin?evening=${date}`);
  await enter(page.getByLabel('One line, if you like'), 'half a thought');
  await go(page, '/checkin');
  await expect(page.getByLabel('One line, if you like')).toHaveValue(TONIGHTS);
  await go(page, `/checkin?evening=${date}`);
  await expect(page.getByLabel('One line, if you like')).toHaveValue('half a thought');
  await go(page, '/');
  await go(page, `/checkin?evening=${date}`);
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByLabel('One line, if you like')).toHaveValue(EARLIER);
});

test('of two: each past evening stands side by side, and the other can be added', async () => {
  await arrive(ben.page, 'Ben', 'Arch');
  await pair(ana.page, ben.page);
  await ana.page.getByRole('checkbox', { name: new RegExp(EARLIER) }).check();
  await ana.page.getByRole('button', { name: /^Share/ }).click();
  await expectNear(ana.page, 'Ben');
  await go(ben.page, `/evenings?month=${(await dateOfLastMonth(ben.page)).slice(0, 7)}`);
  await expect(ben.page.getByText(EARLIER)).toBeVisible();
  await ben.page.getByRole('link', { name: /^Write yours for/ }).click();
  await writeLine(ben.page, BENS);
  await examine(ben.page, 'evenings, of two');
  await go(ana.page, `/evenings?month=${(await dateOfLastMonth(ana.page)).slice(0, 7)}`);
  await expect(ana.page.getByText(BENS)).toBeVisible();
});
