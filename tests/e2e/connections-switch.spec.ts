/** One switch ends every connection and keeps them ended: at once, in every tab, and over restarts. */
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import { expectNear, go } from '../setup/vesper-app.js';

const OFF = 'Connections are off on this phone.';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

const switchOf = (page: Page) => page.getByRole('switch', { name: /^Connections/ });

/** Everything that this page does to reach anybody from now on, beside loading itself. */
async function noteReaching(page: Page): Promise<() => Promise<string[]>> {
  const reached: string[] = [];
  page.on('websocket', (socket) => reached.push(socket.url()));
  page.on('request', (request) => {
    if (request.url().endsWith('/hub.json')) reached.push(request.url());
  });
  await page.addInitScript(() => {
    const Real = RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(config?: RTCConfiguration) {
        super(config);
        document.documentElement.dataset['connections'] = 'made';
      }
    };
  });
  return async () => {
    const made = await page.evaluate(() => document.documentElement.dataset['connections']);
    return made === undefined ? reached : [...reached, `connection ${made}`];
  };
}

test('ends the connection on both phones', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await go(ana.page, '/connections');
  await expect(ana.page.getByText('connected, both have proved the bond')).toBeVisible();
  await expect(switchOf(ana.page)).toBeChecked();
  await switchOf(ana.page).press('Space');
  await expect(ana.page.getByText('There is none, and none is being made')).toBeVisible();
  await expect(ana.page.getByText('Not asked for while connections are off.')).toBeVisible();
  await expect(ben.page.getByText('Ana’s phone is not near.')).toBeVisible({ timeout: 40_000 });
});

test('says so wherever nearness is shown', async () => {
  for (const path of ['/', '/us', '/meet']) {
    await go(ana.page, path);
    await expect(ana.page.getByText(OFF)).toBeVisible();
  }
});

test('stays off over a restart, in every tab, and touches nothing of the network', async () => {
  await ana.quit();
  ana = await launchPartner('ana', { baseURL: hub.url, profile: ana.profile });
  const reached = await noteReaching(ana.page);
  await ana.page.goto('/#/us');
  await expect(ana.page.getByText(OFF)).toBeVisible();
  const other = await ana.page.context().newPage();
  const reachedByOther = await noteReaching(other);
  await other.goto('/#/connections');
  await expect(switchOf(other)).not.toBeChecked();
  // What wakes the connections otherwise wakes nothing.
  for (const page of [ana.page, other]) {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await go(page, '/connections');
    await expect(page.getByText('There is none, and none is being made')).toBeVisible();
  }
  expect([...(await reached()), ...(await reachedByOther())]).toEqual([]);
  await switchOf(other).click();
  await expect(switchOf(ana.page)).toBeChecked();
  await expectNear(ana.page, 'Ben');
  expect(await reached()).toContain('connection made');
  await other.close();
});
