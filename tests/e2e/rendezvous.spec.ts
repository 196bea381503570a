/** Two phones whose own hub is gone find each other at a server that they have set themselves, and ask nobody before. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { type Signalling, startSignalling } from '../setup/signalling.js';
import { OUTSIDE_ADDRESS, type StunServer, startStun } from '../setup/stun.js';
import { arriveAndPair } from '../setup/two-phones.js';
import { enter, expectNear, go, readShownCode, untilKept } from '../setup/vesper-app.js';

let hub: StartedHub;
let signalling: Signalling;
let stun: StunServer;
let ana: Partner;
let ben: Partner;
/** Where each of Ana's sockets and requests went. */
const reached = new Set<string>();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  [hub, signalling, stun] = await Promise.all([startHub(), startSignalling(), startStun()]);
  ana = await launchPartner('ana', { baseURL: hub.url });
  ben = await launchPartner('ben', { baseURL: hub.url });
  noteReach(ana.page);
});

test.afterAll(async () => {
  await ana?.forget();
  await ben?.forget();
  await Promise.all([hub?.stop(), signalling?.stop(), stun?.stop()]);
});

function noteReach(page: Page): void {
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http')) reached.add(host);
  });
  page.on('websocket', (socket) => reached.add(new URL(socket.url()).host));
}

async function restart(partner: Partner): Promise<Partner> {
  await partner.quit();
  const phone = await launchPartner(partner.name, { baseURL: hub.url, profile: partner.profile });
  // Before the page is there: its sockets are opened while it loads.
  if (phone.name === 'ana') noteReach(phone.page);
  await phone.page.goto('/');
  return phone;
}

async function fill(page: Page, url: string, server?: string): Promise<void> {
  await go(page, '/rendezvous');
  await enter(page.getByLabel('Address of the meeting point'), url);
  if (server === undefined) return;
  await page.getByRole('button', { name: 'Add a server' }).click();
  await enter(page.getByLabel('Address of the server'), server);
}

test('[N130] nobody but the page’s own host is asked for anything while none is set', async () => {
  await arriveAndPair({ ana, ben });
  await expectNear(ana.page, 'Ben');
  await Promise.all([untilKept(ana.page), untilKept(ben.page)]);
  await go(ana.page, '/rendezvous');
  await expect(ana.page.getByText('it never sees a word of yours')).toBeVisible();
  expect([...reached]).toEqual([new URL(hub.url).host]);
  expect(stun.asked()).toBe(0);
});

test('a slip is told at its field, in a sentence', async () => {
  await fill(ana.page, 'ws://meet.example.org', 'turn:turn.example.org');
  await ana.page.getByRole('button', { name: 'Use it' }).click();
  await expect(
    ana.page.getByText('Only an address of your own network may begin with ws://.'),
  ).toBeVisible();
  await expect(ana.page.getByText('A TURN server asks for a name.')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Remove server 1' }).click();
  expect([...reached]).toEqual([new URL(hub.url).host]);
});

test('[N135] trying it says no for a dead one', async () => {
  const dead = await startSignalling();
  await dead.stop();
  await fill(ana.page, dead.url);
  await ana.page.getByRole('button', { name: 'Try it' }).click();
  await expect(ana.page.getByText(`localhost:${dead.port} could not be reached.`)).toBeVisible();
});

test('[N135] [N136] and yes for a true one, with the address from outside', async () => {
  await fill(ana.page, signalling.url, stun.url);
  await ana.page.getByRole('button', { name: 'Try it' }).click();
  await expect(
    ana.page.getByText(`localhost:${signalling.port} answers, and passes messages on.`),
  ).toBeVisible();
  await expect(ana.page.getByText(`this phone looks like ${OUTSIDE_ADDRESS}`)).toBeVisible({
    timeout: 20_000,
  });
  expect(stun.asked()).toBeGreaterThan(0);
});

test('what one has entered goes to the other as one line', async () => {
  await ana.page.getByRole('button', { name: 'Use it' }).click();
  const given = ana.page.getByRole('textbox', { name: 'All entries in one line' });
  await expect(given).toHaveValue(/^vesper-rendezvous:/);
  const line = await given.inputValue();
  await go(ben.page, '/rendezvous');
  // Pasted at once, as it would be.
  const field = ben.page.getByLabel('A line from the other phone');
  await field.focus();
  await ben.page.keyboard.insertText(line);
  await expect(ben.page.getByLabel('Address of the meeting point')).toHaveValue(signalling.url);
  await expect(ben.page.getByLabel('Address of the server')).toHaveValue(stun.url);
  await ben.page.getByRole('button', { name: 'Use it' }).click();
  for (const { page } of [ana, ben]) {
    await expect(
      page.getByText(`The connection to localhost:${signalling.port} is open.`),
    ).toBeVisible({ timeout: 30_000 });
  }
});

test('the screen holds in both lights', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await ana.page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: ana.page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await ana.page.emulateMedia({ colorScheme: null });
});

test('[N133] with the hub gone, they find each other there', async () => {
  await hub.stop();
  reached.clear();
  [ana, ben] = [await restart(ana), await restart(ben)];
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await go(ana.page, '/connections');
  await expect(ana.page.getByText('your own rendezvous', { exact: true })).toBeVisible();
  expect([...reached].sort()).toEqual([new URL(hub.url).host, new URL(signalling.url).host].sort());
});

test('taken away again, it is asked no more', async () => {
  await go(ben.page, '/rendezvous');
  await ben.page.getByRole('button', { name: 'Stop using it' }).click();
  await expect(ben.page.getByText('No rendezvous is asked any more.')).toBeVisible();
  ben = await restart(ben);
  const sockets: string[] = [];
  ben.page.on('websocket', (socket) => sockets.push(socket.url()));
  await ben.page.reload();
  await go(ben.page, '/connections');
  await expect(ben.page.getByText('None is set, so none is asked.')).toBeVisible();
  expect(sockets).toEqual([]);
});

test('[N134] a code holds addresses of the own network alone, whatever is set', async () => {
  await go(ana.page, '/us');
  const before = stun.asked();
  await ana.page.getByRole('button', { name: 'Part', exact: true }).click();
  await ana.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Part, and erase/ })
    .click();
  await go(ana.page, '/meet');
  const asked = stun.asked();
  await ana.page.getByRole('button', { name: 'Begin without a camera' }).click();
  await readShownCode(ana.page);
  expect(asked).toBeGreaterThanOrEqual(before);
  expect(stun.asked()).toBe(asked);
});
