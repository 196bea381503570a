/** Looking back over ten months that were laid down before the app started: months, this day, what rests, search, lines. */
import { expect, type Page, test } from '@playwright/test';
import { addDays, type LocalDate } from '../../src/kernel/index.js';
import { layDown } from '../bench/phone.js';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { pressOn, readStop, tabTo } from '../setup/keys.js';
import { makePhoneWithPast, type PastEvening } from '../setup/past-evenings.js';
import { examine } from '../setup/sight.js';
import { go } from '../setup/vesper-app.js';

const TODAY = '2026-11-27';
const A_YEAR_AGO = '2025-11-27';
const PIANO = 'We moved the piano';
const CAFE = 'In the Café, a long while, and then home along the river';
const MONTHS = 10;

let hub: StartedHub;
let ana: Partner;

test.describe.configure({ mode: 'serial' });

/** Six evenings of each of ten months, and nearly all of the last two weeks. */
function tenMonths(): readonly PastEvening[] {
  const days: LocalDate[] = [];
  for (let month = 0; month < MONTHS; month++) {
    const first = new Date(Date.UTC(2026, 10 - month, 2)).toISOString().slice(0, 10);
    for (let n = 0; n < 6; n++) days.push(addDays(first, 2 * n));
  }
  const lately = Array.from({ length: 12 }, (_, back) => addDays(TODAY, -back));
  const written = [...new Set([...days, ...lately])].flatMap((evening, n): PastEvening[] => [
    { by: 'ana', evening, light: n % 2 ? 4 : 3, energy: (n * 7) % 101, line: `Ana, ${evening}` },
    ...(n % 3
      ? [{ by: 'ben', evening, light: 2, energy: 60, line: `Ben, ${evening}` } as const]
      : []),
  ]);
  return [
    ...written,
    { by: 'ana', evening: A_YEAR_AGO, light: 5, line: PIANO },
    { by: 'ben', evening: '2026-03-20', line: CAFE, high: 'The café' },
    { by: 'mine', evening: '2026-03-21', line: 'CAFÉ, only for me' },
  ];
}

test.beforeAll(async () => {
  hub = await startHub();
  ana = await launchPartner('ana', { baseURL: hub.url });
  await ana.context.clock.setFixedTime(`${TODAY}T20:00:00`);
  await layDown(ana.page, hub.url, makePhoneWithPast(TODAY, tenMonths()));
  await ana.page.goto('/');
  await expect(ana.page.getByRole('heading', { level: 1, name: /Ana$/ })).toBeVisible();
});

test.afterAll(async () => {
  await ana?.forget();
  await hub?.stop();
});

function monthsOn(page: Page) {
  return page.getByRole('main').getByRole('heading', { level: 2, name: /20\d\d$/ });
}

test('every month can be found, and only those near the window are filled', async () => {
  const { page } = ana;
  await go(page, '/evenings');
  await expect(page.getByText(`Ana, ${TODAY}`)).toBeVisible();
  await expect(monthsOn(page)).toHaveText([
    /November 2026/,
    ...['October', 'September', 'August', 'July', 'June', 'May', 'April', 'March', 'February'].map(
      (name) => new RegExp(`${name} 2026`),
    ),
    /November 2025/,
  ]);
  await expect(page.getByText(PIANO)).toHaveCount(1);
  await monthsOn(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByRole('article').getByText(PIANO)).toBeVisible();
  await expect(page.getByText(`Ana, ${TODAY}`)).toHaveCount(0);
  expect(await page.getByRole('article').count()).toBeLessThan(40);
  await monthsOn(page).first().scrollIntoViewIfNeeded();
  await expect(page.getByText(`Ana, ${TODAY}`)).toBeVisible();
});

test('where there is room each one’s words stand under their own answers', async () => {
  const { page } = ana;
  await go(page, '/evenings?month=2026-02');
  const evening = page.getByRole('article', { name: /4 February|February 4/ });
  await expect(evening.getByText('Ben, 2026-02-04')).toBeVisible();
  await examine(page, 'evenings, of two, in a month', { rooms: 'narrow' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const box = async (words: string) =>
    (await evening.getByText(words, { exact: true }).boundingBox())!;
  const [mine, theirs] = [await box('Ana, 2026-02-04'), await box('Ben, 2026-02-04')];
  const [myCard, theirCard] = [await box('Ana'), await box('Ben')];
  expect(Math.abs(mine.y - theirs.y)).toBeLessThan(2);
  expect(theirs.x - mine.x).toBeGreaterThan(200);
  expect(theirCard.x - myCard.x).toBeGreaterThan(200);
  await page.setViewportSize({ width: 390, height: 844 });
});

async function choose(page: Page, menu: RegExp, item: string): Promise<void> {
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  while ((await readStop(page))?.name !== item) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('this day comes back, on Today too, until it rests; by keyboard', async () => {
  const { page } = ana;
  await go(page, '/');
  const onThisDay = page.getByRole('region', { name: 'On this day' });
  await expect(onThisDay.getByText(PIANO)).toBeVisible();
  await expect(onThisDay.getByText('A year ago')).toBeVisible();
  await go(page, '/evenings');
  await expect(onThisDay.getByText(PIANO)).toBeVisible();
  await choose(page, /^What to do with .*27/, 'Let it rest');
  await expect(onThisDay.getByText(PIANO)).toHaveCount(0);
  // Its menu went with it, and took nobody's place on the page away.
  await expect.poll(() => readStop(page)).toBeDefined();
  await page.reload();
  await go(page, '/');
  await expect(page.getByText('Evenings before')).toBeVisible();
  await go(page, '/evenings?month=2025-11');
  await expect(page.getByRole('article').getByText(PIANO)).toBeVisible();
  await expect(page.getByText('Resting', { exact: true })).toBeVisible();
  await expect(onThisDay).toHaveCount(0);
});

test('a longer time can rest, is listed, and can come back', async () => {
  const { page } = ana;
  await go(page, '/resting');
  await expect(page.getByRole('listitem').filter({ hasText: '2025' })).toBeVisible();
  await pressOn(page, /Let a time rest/);
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('From').fill('2026-03-31');
  await sheet.getByRole('button', { name: 'Let it rest' }).press('Enter');
  await expect(sheet.getByText('Choose two days that have been.')).toBeVisible();
  await sheet.getByLabel('To', { exact: true }).fill('2026-03-01');
  await sheet.getByRole('button', { name: 'Let it rest' }).press('Enter');
  await expect(page.getByText(/1.*31.*2026/)).toBeVisible();
  await examine(page, 'what rests');
  await pressOn(page, /^Let it come back: .*2025/);
  await expect(page.getByRole('listitem').filter({ hasText: '2025' })).toHaveCount(0);
  await expect.poll(() => readStop(page)).toBeDefined();
  await go(page, '/');
  await expect(page.getByRole('region', { name: 'On this day' }).getByText(PIANO)).toBeVisible();
});

test('a search finds both one’s own and what is shared, whatever case and accents; by keyboard', async () => {
  const { page } = ana;
  await go(page, '/evenings');
  await pressOn(page, /^Search/);
  await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeFocused();
  await tabTo(page, /A word, or some letters of it/);
  await page.keyboard.type('cafe');
  await expect(page.getByRole('status').getByText('Found 2 times.')).toBeVisible();
  await expect(page.locator('mark')).toHaveText(['CAFÉ', 'Café', 'café']);
  await expect(page.getByText('Resting', { exact: true })).toHaveCount(2);
  await examine(page, 'search');
  await page.keyboard.type('x');
  await expect(page.getByRole('status').getByText('Nothing has that in it.')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(page.locator('mark')).toHaveCount(3);
  await tabTo(page, /river.*café/);
  await expect(page.getByRole('link', { name: /^Ben .*In the Café/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const evening = page.getByRole('heading', { level: 3, name: /March 20|20 March/ });
  await expect(evening).toBeFocused();
  await expect(evening).toBeInViewport();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('cafe');
  await expect(page.locator('mark')).toHaveCount(3);
});

test('how it was over time is a sentence, a picture with a name, and a table', async () => {
  const { page } = ana;
  await go(page, '/us');
  await pressOn(page, /How you feel over time/);
  const light = page.getByRole('region', { name: 'Light' });
  await expect(light.getByText(/^Around (Cloud|Sun)\b.*From 12 check-ins\.$/)).toBeVisible();
  const picture = light.getByRole('img');
  await expect(picture).toHaveAccessibleName(/Light, 14 days: You/);
  await expect(
    light.getByRole('table', { name: 'Light, as a table' }).getByRole('row'),
  ).toHaveCount(13);
  await examine(page, 'over time, alone');
  await tabTo(page, /With what Ben shared/);
  await page.keyboard.press('Space');
  await expect(
    light.getByText(/^What Ben shared: around Dusk\. From \d+ check-ins\.$/),
  ).toBeVisible();
  await expect(picture).toHaveAccessibleName(/You and Ben/);
  await expect(light.getByRole('columnheader')).toHaveText(['When', 'You', 'Ben']);
  await examine(page, 'over time, with what the other shared');
  await tabTo(page, /14 days/, 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(picture).toHaveAccessibleName(/A year/);
  await expect(light.getByRole('rowheader', { name: 'February 2026' })).toBeVisible();
});
