/** Taking an evening back before it has left, and removing it from both phones after it has. */
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { examine } from '../setup/sight.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { checkIn, expectNear, go } from '../setup/vesper-app.js';

const NEVER_SENT = 'You never listen to me';
const SENT = 'The soup was cold and so was I';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^What to do with your evening of/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function switchConnections(page: Page, on: boolean): Promise<void> {
  await go(page, '/connections');
  const connections = page.getByRole('switch', { name: /^Connections/ });
  await connections.press('Space');
  await expect(connections).toBeChecked({ checked: on });
}

test('what has not left can be taken back, and the other phone never hears of it', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await switchConnections(ana.page, false);
  await checkIn(ana.page, { light: 'Night', line: NEVER_SENT, share: true });
  await expect(ana.page.getByText('Until then you can take it back.')).toBeVisible();
  await examine(ana.page, 'today, an evening that waits');
  await choose(ana.page, 'Take back');
  await expect(ana.page.getByText(NEVER_SENT)).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Undo' }).click();
  await expect(ana.page.getByText(NEVER_SENT)).toBeVisible();
  await choose(ana.page, 'Take back');
  await expect(ana.page.getByText('Taken back. It never left this phone.')).toBeVisible();
  await switchConnections(ana.page, true);
  await expectNear(ana.page, 'Ben');
  await checkIn(ana.page, { light: 'Cloud', line: SENT, share: true });
  await go(ben.page, '/');
  await expect(ben.page.getByText(SENT)).toBeVisible();
  await expect(ben.page.getByText(NEVER_SENT)).toHaveCount(0);
});

test('what has left is removed from both, after a question, and can be undone for a while', async () => {
  await choose(ana.page, 'Remove for both');
  await examine(ana.page, 'the question before removing for both', { rooms: 'narrow' });
  await ana.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(ben.page.getByText('Ana removed what was here.')).toBeVisible();
  await expect(ben.page.getByText(SENT)).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Undo' }).click();
  await expect(ben.page.getByText(SENT)).toBeVisible();
  await choose(ana.page, 'Remove for both');
  await ana.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(ana.page.getByText('You removed what was here.')).toBeVisible();
  // The undo goes with the page, and the words for good.
  await ana.page.reload();
  await expect(ana.page.getByText('You removed what was here.')).toBeVisible();
  await expect(ben.page.getByText('Ana removed what was here.')).toBeVisible();
  await examine(ben.page, 'today, removed by the other', { rooms: 'narrow' });
  for (const { page } of [ana, ben]) {
    await go(page, '/evenings');
    await expect(page.getByText(/removed what was here\./)).toBeVisible();
  }
});
