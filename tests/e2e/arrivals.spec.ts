/** What comes while one is away: a quiet notice, a number on the icon, and a few lines when one is back. */
import { expect, type Page, test } from '@playwright/test';
import { examine } from '../setup/sight.js';
import { arriveAndPair, endTwoPhones, openTwoPhones, type TwoPhones } from '../setup/two-phones.js';
import { checkIn, expectNear, go, noteWith, untilKept, writeNote } from '../setup/vesper-app.js';

let phones: TwoPhones;
let ana: Page;
let ben: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  phones = await openTwoPhones();
  [ana, ben] = [phones.ana.page, phones.ben.page];
  await ben.addInitScript(recordBadges);
});

test.afterAll(() => endTwoPhones(phones));

/** What the page asks of the icon; the icon itself is nowhere to be seen here. */
function recordBadges(): void {
  const badges: number[] = [];
  Object.assign(window, { badges });
  navigator.setAppBadge = async (count = 0) => void badges.push(count);
  navigator.clearAppBadge = async () => void badges.push(0);
}

function lastBadge(page: Page): Promise<number | undefined> {
  return page.evaluate(() => (window as unknown as { badges: number[] }).badges.at(-1));
}

/** A browser without windows hides none, so the page is told what it would be told. */
async function turnAway(page: Page, isAway: boolean): Promise<void> {
  await page.evaluate((away) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (away ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isAway);
}

function noticesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body }) => title + body);
  });
}

const news = (page: Page) => page.getByRole('region', { name: 'Since last time' });

test('a notice is asked for by a press, and says what it will say', async () => {
  await arriveAndPair(phones);
  await expectNear(ana, 'Ben');
  await expectNear(ben, 'Ana');
  await untilKept(ben);
  await phones.ben.context.grantPermissions(['notifications']);
  await ben.reload();
  await go(ben, '/us');
  await ben.getByRole('link', { name: /^When something arrives/ }).press('Enter');
  const notice = ben.getByRole('switch', { name: /^A quiet notice/ });
  await expect(notice).not.toBeChecked();
  await expect(ben.getByText('“Something from Ana arrived”')).toBeVisible();
  await notice.press('Space');
  await expect(notice).toBeChecked();
  await expect(ben.getByRole('switch', { name: /^A number on the icon/ })).toBeChecked();
  await examine(ben, 'when something arrives');
});

test('out of sight, what comes is told once and counted, and nothing of it is said', async () => {
  await expectNear(ben, 'Ana');
  await go(ben, '/us');
  await turnAway(ben, true);
  await checkIn(ana, { light: 'Sun', line: 'Soup at home', share: true });
  await expect.poll(() => noticesOf(ben)).toEqual(['Something from Ana arrived']);
  await writeNote(ana, 'Thank you for the walk');
  await expect.poll(() => lastBadge(ben)).toBe(2);
  expect(await noticesOf(ben)).toEqual(['Something from Ana arrived']);
});

test('pressing the notice is answered, and it goes', async () => {
  const [worker] = phones.ben.context.serviceWorkers();
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as ServiceWorkerGlobalScope;
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error('There is no notice to press.');
    scope.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  });
  await expect.poll(() => noticesOf(ben)).toEqual([]);
});

test('back on Today, a few lines lead to it, and the number goes', async () => {
  await ben.reload();
  await expect.poll(() => lastBadge(ben)).toBe(2);
  const tab = await ben.context().newPage();
  await tab.addInitScript(recordBadges);
  await tab.goto('/#/us');
  await expect.poll(() => lastBadge(tab)).toBe(2);
  await go(ben, '/');
  await expect(news(ben).getByRole('listitem')).toHaveText([
    'Ana checked in this evening.',
    'A note from Ana on the board',
  ]);
  for (const page of [ben, tab]) await expect.poll(() => lastBadge(page)).toBe(0);
  await tab.close();
  await examine(ben, 'today, since last time');
  await news(ben).getByRole('link', { name: 'A note from Ana on the board' }).press('Enter');
  await expect(noteWith(ben, 'for the walk')).toBeVisible();
});

test('what was looked at is not told again, also not after a restart', async () => {
  await go(ben, '/');
  await expect(ben.getByText('Ana is near.')).toBeVisible({ timeout: 60_000 });
  await expect(news(ben)).toHaveCount(0);
  await ben.reload();
  // What comes after it is listed after it, so by then the rest would be there.
  await go(ben, '/us');
  await expectNear(ana, 'Ben');
  await writeNote(ana, 'Thank you for the bread');
  await expect.poll(() => lastBadge(ben)).toBe(1);
  await go(ben, '/');
  await expect(news(ben).getByRole('listitem')).toHaveText(['A note from Ana on the board']);
});
