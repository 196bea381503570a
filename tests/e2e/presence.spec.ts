/** Two who look at one board see each other there, and nowhere else; and not where one has switched it off. */
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { expectNear, go, noteWith, writeNote } from '../setup/vesper-app.js';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

const markOn = (page: Page, partner: string) =>
  page.getByRole('main').getByText(`${partner} is here`, { exact: true });

test('[N120] they see each other’s mark on the board where both are', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await writeNote(ana.page, 'Thank you for the soup');
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0);
  await go(ben.page, '/board');
  await expect(markOn(ana.page, 'Ben')).toBeVisible();
  await expect(markOn(ben.page, 'Ana')).toBeVisible();
});

test('[N120] and a note that the other has open, without losing the place they are at', async () => {
  await expect(noteWith(ben.page, 'for the soup')).toBeVisible();
  await ben.page.getByRole('button', { name: 'Write a note' }).first().focus();
  await noteWith(ana.page, 'for the soup').getByRole('button', { name: 'Edit' }).click();
  await expect(noteWith(ben.page, 'for the soup').getByText('Ana has it open')).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Write a note' }).first()).toBeFocused();
  await ana.page.getByRole('button', { name: 'Done' }).click();
  await expect(ben.page.getByText('Ana has it open')).toHaveCount(0);
  await expect(markOn(ben.page, 'Ana')).toBeVisible();
});

test('[N121] another month is another place, and another screen is none', async () => {
  await ben.page
    .getByRole('button', { name: /earlier|before/i })
    .first()
    .click();
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0);
  await expect(markOn(ben.page, 'Ana')).toHaveCount(0);
  await go(ben.page, '/us');
  await go(ben.page, '/board');
  await expect(markOn(ana.page, 'Ben')).toBeVisible();
  await go(ben.page, '/');
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0);
});

test('[N124] switched off, neither is shown, until it is on again', async () => {
  const toggle = ben.page.getByRole('switch', { name: /^Show that I’m here/ });
  await go(ben.page, '/board');
  await expect(markOn(ana.page, 'Ben')).toBeVisible();
  await go(ben.page, '/us');
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0);
  await toggle.press('Space');
  await expect(toggle).not.toBeChecked();
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, 'for the soup')).toBeVisible();
  // What is written after it arrives after it, so by then the mark would be there.
  await writeNote(ben.page, 'Thank you for waiting');
  await expect(noteWith(ana.page, 'for waiting')).toBeVisible();
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0);
  await expect(markOn(ben.page, 'Ana')).toHaveCount(0);
  await go(ben.page, '/us');
  await toggle.press('Space');
  await go(ben.page, '/board');
  await expect(markOn(ana.page, 'Ben')).toBeVisible();
  await expect(markOn(ben.page, 'Ana')).toBeVisible();
});

test('[N123] who closes the app is gone from the board', async () => {
  await ben.quit();
  await expect(markOn(ana.page, 'Ben')).toHaveCount(0, { timeout: 30_000 });
});
