/** The evening check-in, whole: the pad and the list, words, a thank-you to the board, undo, and a killed tab. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { killBrowser } from '../setup/end-process.js';
import type { StartedHub } from '../setup/hub.js';
import { filesHolding } from '../setup/profile-files.js';
import { examine } from '../setup/sight.js';
import { arriveBoth, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { checkIn, enter, expectNear, go, noteWith, pair, untilKept } from '../setup/vesper-app.js';

const DRAFT = 'Lanternfish over the velvetgrey breakwaters';
const DRAFT_HIGH = 'Marmaladen pancakes with Theodorakis';
const CONTROL = 'vesper-private';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function openSheet(page: Page): Promise<void> {
  await go(page, '/checkin');
  await expect(page.getByRole('heading', { name: 'How are you arriving?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved on this phone.').first()).toBeVisible();
}

function pad(page: Page): Locator {
  return page.getByRole('group', { name: 'Where you are just now' });
}

test('alone: the pad by its keys, and it is there again the next time', async () => {
  const { page } = ana;
  await arriveBoth({ ana, ben });
  await openSheet(page);
  await page.getByRole('button', { name: 'Rather as a place on a pad' }).click();
  const energy = pad(page).getByRole('slider', { name: 'Energy' });
  const pleasantness = pad(page).getByRole('slider', { name: 'Pleasantness' });
  await expect(energy).toHaveAttribute('aria-valuetext', 'not answered');
  await energy.press('ArrowDown');
  for (let step = 0; step < 4; step++) await energy.press('ArrowDown');
  for (let step = 0; step < 5; step++) await pleasantness.press('ArrowRight');
  await expect(energy).toHaveAttribute('aria-valuetext', 'Gentle energy');
  await expect(pleasantness).toHaveAttribute('aria-valuetext', 'Rather pleasant');
  await expect(pad(page).getByRole('status')).toHaveText(/Near here: .*calm/);
  await expect(page.getByRole('checkbox', { name: 'calm' })).toBeVisible();
  await examine(page, 'check-in, pad');
  await page.reload();
  await expect(pad(page)).toBeVisible();
});

test('alone: the pad under a finger, from one corner to the other', async () => {
  const { page } = ana;
  const energy = pad(page).getByRole('slider', { name: 'Energy' });
  await pad(page).scrollIntoViewIfNeeded();
  const area = await energy.boundingBox();
  if (!area) throw new Error('the pad is nowhere');
  const at = (across: number, down: number) =>
    [area.x + area.width * across, area.y + area.height * down] as const;
  await page.mouse.move(...at(0.95, 0.95));
  await page.mouse.down();
  await expect(pad(page).getByRole('status')).toHaveText(/peaceful|quiet|sleepy/);
  await page.mouse.move(...at(0.05, 0.05), { steps: 5 });
  await expect(pad(page).getByRole('status')).toHaveText(/furious/);
  await page.mouse.up();
  await page.mouse.move(...at(0.5, 0.5));
  await expect(pad(page).getByRole('status')).toHaveText(/furious/);
  await expect(energy).toHaveAttribute('aria-valuetext', 'High energy');
  await page.getByRole('checkbox', { name: 'furious' }).check();
  await page.getByRole('button', { name: 'Take back the place' }).click();
  await expect(energy).toHaveAttribute('aria-valuetext', 'not answered');
  await page.getByRole('checkbox', { name: 'furious' }).click();
  await expect(page.getByRole('checkbox', { checked: true, name: 'furious' })).toHaveCount(0);
});

test('alone: the list, its search, and a word of one’s own', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: 'more words' }).click();
  const list = page.getByRole('dialog', { name: 'Words for it' });
  await expect(list.getByRole('group')).toHaveCount(4);
  await enter(list.getByRole('searchbox'), 'expect to be held');
  await expect(list.getByRole('checkbox')).toHaveCount(1);
  const trusting = list.getByRole('checkbox', { name: 'trusting' });
  await expect(trusting).toHaveAccessibleDescription('You lean, and expect to be held.');
  await trusting.check();
  await enter(list.getByRole('searchbox'), 'moonlit');
  await list.getByRole('button', { name: 'Use it, and keep it in the list' }).click();
  await expect(list.getByRole('checkbox', { name: 'moonlit' })).toBeChecked();
  await expect(list.getByRole('group', { name: 'Your own words' })).toBeVisible();
  await examine(page, 'check-in, words');
  await list.getByRole('button', { name: 'Done, 2 words' }).click();
  await expect(list).toBeHidden();
  // A word that is let go stays where it is, and keeps the focus.
  const chip = page.getByRole('checkbox', { name: 'trusting' });
  await expect(chip).toBeChecked();
  await chip.press('Space');
  await expect(chip).not.toBeChecked();
  await expect(chip).toBeFocused();
  await chip.press('Space');
  await expect(chip).toBeChecked();
});

test('alone: high, low, good news and a thank-you, saved in one; and undone in one', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: 'High and low of the day' }).click();
  await expect(page.getByLabel('High of the day')).toBeFocused();
  await enter(page.getByLabel('High of the day'), 'Coffee on the roof');
  await enter(page.getByLabel('Low of the day'), 'The last train');
  await page.getByRole('button', { name: 'Good news' }).click();
  await enter(page.getByRole('textbox', { name: 'Good news' }), 'The flat is ours');
  await page.getByRole('button', { name: 'A thank-you' }).click();
  await enter(page.getByLabel('A thank-you for the board'), 'Thank you for the key');
  await examine(page, 'check-in, everything open');
  await save(page);
  await expect(page.getByText('Coffee on the roof')).toBeVisible();
  await go(page, '/board');
  await expect(noteWith(page, 'Thank you for the key')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(noteWith(page, 'Thank you for the key')).toHaveCount(0);
  await go(page, '/');
  await expect(page.getByText('Coffee on the roof')).toHaveCount(0);
  // None of the words is lost: they are a draft again.
  await openSheet(page);
  await expect(page.getByLabel('High of the day')).toHaveValue('Coffee on the roof');
  await expect(page.getByLabel('A thank-you for the board')).toHaveValue('Thank you for the key');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByLabel('High of the day')).toHaveCount(0);
});

/** Each change is one row on the disk: it is there once there is one more. */
async function countRows(page: Page): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('updates').objectStore('updates').count();
          counting.onerror = () => reject(counting.error);
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    CONTROL,
  );
}

async function writeDurably(page: Page, label: string, words: string): Promise<void> {
  const before = await countRows(page);
  await enter(page.getByLabel(label), words);
  await expect.poll(() => countRows(page)).toBeGreaterThan(before);
}

function expectUnreadable({ profile }: Partner): void {
  // The search finds what is there, so that finding nothing means something.
  expect(filesHolding(profile, CONTROL)).not.toEqual([]);
  for (const words of [DRAFT, DRAFT_HIGH]) expect(filesHolding(profile, words)).toEqual([]);
}

async function openAgain(): Promise<void> {
  ana = await launchPartner('ana', { baseURL: hub.url, profile: ana.profile });
  await ana.page.goto('/#/checkin');
  await expect(ana.page.getByText('You began this earlier.')).toBeVisible();
}

test('a draft outlives a killed browser, and no file of the profile can be read for it', async () => {
  await openSheet(ana.page);
  await ana.page.getByRole('button', { name: 'High and low of the day' }).click();
  await writeDurably(ana.page, 'One line, if you like', DRAFT);
  await untilKept(ana.page);
  await killBrowser(ana);
  expectUnreadable(ana);
  await openAgain();
  await expect(ana.page.getByLabel('One line, if you like')).toHaveValue(DRAFT);
  // A browser that is closed in peace writes more of what it holds to the disk than one that is killed.
  await ana.page.getByRole('button', { name: 'High and low of the day' }).click();
  await writeDurably(ana.page, 'High of the day', DRAFT_HIGH);
  await ana.quit();
  expectUnreadable(ana);
  await openAgain();
  await expect(ana.page.getByLabel('One line, if you like')).toHaveValue(DRAFT);
  await expect(ana.page.getByLabel('High of the day')).toHaveValue(DRAFT_HIGH);
});

test('two tabs write in one draft, and neither undoes the other', async () => {
  const { page, context } = ana;
  const other = await context.newPage();
  await other.goto('/#/checkin');
  await expect(other.getByLabel('One line, if you like')).toHaveValue(DRAFT);
  await enter(other.getByLabel('Low of the day'), 'Written in the other tab');
  await expect(page.getByLabel('Low of the day')).toHaveValue('Written in the other tab');
  await page.getByRole('radio', { name: /^Sun/ }).check();
  await expect(other.getByRole('radio', { name: /^Sun/ })).toBeChecked();
  await expect(other.getByLabel('Low of the day')).toHaveValue('Written in the other tab');
  await other.close();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByLabel('One line, if you like')).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(page.getByText('You began this earlier.')).toHaveCount(0);
});

test('two: what the one chose and wrote is read by the other, with what it means and a question', async () => {
  const { page } = ana;
  await pair(page, ben.page);
  await expectNear(page, 'Ben');
  await openSheet(page);
  await page.getByRole('button', { name: 'more words' }).click();
  const list = page.getByRole('dialog', { name: 'Words for it' });
  await list.getByRole('checkbox', { name: 'calm' }).check();
  await enter(list.getByRole('searchbox'), 'starlit');
  await list.getByRole('button', { name: 'keep it in the list for both of you' }).click();
  await list.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Good news' }).click();
  await enter(page.getByRole('textbox', { name: 'Good news' }), 'The flat is ours');
  await page.getByRole('button', { name: 'High and low of the day' }).click();
  await enter(page.getByLabel('High of the day'), 'Coffee on the roof');
  await checkIn(page, { light: 'Sun', share: true });
  await go(ben.page, '/');
  await expect(ben.page.getByText('The flat is ours')).toBeVisible();
  await expect(ben.page.getByText('You could ask Ana:')).toBeVisible();
  await expect(page.getByText('You could ask')).toHaveCount(0);
  await ben.page.getByRole('button', { name: 'calm, starlit' }).click();
  const meanings = ben.page.getByRole('dialog', { name: 'In these words' });
  await expect(meanings.getByText('Still water inside.')).toBeVisible();
  await expect(meanings.getByText('A word of one’s own.')).toBeVisible();
  await examine(ben.page, 'today, what the words mean');
  await meanings.getByRole('button', { name: 'Close' }).click();
  await examine(ben.page, 'today, all that was written');
});

test('two: the couple’s words stand in both lists, and either takes one out', async () => {
  await openSheet(ben.page);
  await ben.page.getByRole('button', { name: 'more words' }).click();
  const bens = ben.page.getByRole('dialog', { name: 'Words for it' });
  await bens.getByRole('button', { name: 'Take “starlit” out of the list' }).click();
  await expect(bens.getByRole('checkbox', { name: 'starlit' })).toHaveCount(0);
  await openSheet(ana.page);
  await ana.page.getByRole('button', { name: 'more words' }).click();
  const anas = ana.page.getByRole('dialog', { name: 'Words for it' });
  await expect(anas.getByRole('checkbox', { name: 'moonlit' })).toBeVisible();
  await expect(anas.getByRole('checkbox', { name: 'starlit' })).toHaveCount(0);
});
