/** Sealed until both have answered: what each of two real phones shows before, at, and after that moment. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { enter, expectNear, go } from '../setup/vesper-app.js';

const ANAS_LINE = 'I was proud of you today';
const BENS_LINE = 'I missed you at noon';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function answer(page: Page, line: string, seal: boolean): Promise<void> {
  await go(page, '/checkin');
  await enter(page.getByLabel('One line, if you like'), line);
  const sealed = page.getByRole('checkbox', { name: /^Seal until both/ });
  if (await sealed.isVisible()) await sealed.setChecked(seal);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(lineOn(page, line)).toBeVisible();
}

/** As Today shows it. */
function lineOn(page: Page, line: string): Locator {
  return page.getByRole('blockquote').filter({ hasText: line });
}

test('while only one has answered, the other knows that, and no more', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await answer(ana.page, ANAS_LINE, true);
  await expect(ana.page.getByText('Sealed until Ben has answered too.')).toBeVisible();
  await expect(ben.page.getByText('Ana has answered. It opens when you have too.')).toBeVisible();
  await expect(ben.page.getByText(ANAS_LINE)).toHaveCount(0);
});

test('one’s own can be opened before, after a question', async () => {
  await ana.page.getByRole('button', { name: 'Open it now' }).click();
  await expect(ana.page.getByRole('dialog')).toContainText('That can’t be taken back.');
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.getByText('Sealed until Ben has answered too.')).toBeVisible();
});

test('when the other answers too, both open by themselves', async () => {
  await answer(ben.page, BENS_LINE, true);
  for (const { page } of [ana, ben]) {
    await expect(lineOn(page, ANAS_LINE)).toBeVisible();
    await expect(lineOn(page, BENS_LINE)).toBeVisible();
    await expect(page.getByText(/Sealed until/)).toHaveCount(0);
  }
});

test('what is changed after that is shown as changed, and can’t be sealed again', async () => {
  await go(ana.page, '/checkin');
  await expect(ana.page.getByRole('checkbox', { name: /^Share with Ben/ })).toBeChecked();
  await expect(ana.page.getByRole('checkbox', { name: /^Seal/ })).toHaveCount(0);
  await answer(ana.page, `${ANAS_LINE}, and before`, false);
  await expect(
    ben.page.getByText('Ana changed this after yours had been opened for it.'),
  ).toBeVisible();
  await ben.page.getByText('What Ana had written before').click();
  await expect(ben.page.getByText(ANAS_LINE, { exact: true })).toBeVisible();
});
