/**
 * Two phones at home with a hub and a router that leads nowhere, no camera allowed: they pair under names made
 * for the evening, and whatever is started again, the hub or a phone, they meet again by themselves.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import { type Home, openHome, type PhoneName } from '../setup/home.js';
import {
  arrive,
  expectNear,
  go,
  noteWith,
  pair,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';
import { findStrangers } from './allowed.js';
import { keepDiary, weighPage } from './diary.js';

const HARBOUR = 'Thank you for the saltgrass harbour';
const KITCHEN = 'Thank you for the cinnamonade kitchen';
const PORCH = 'Thank you for the featherlight porch';
const WINDOW = 'Thank you for the thimblerain window';

/** A page looks for the hub every 10 s at the least, its socket too, and then they say hello. */
const MEET_AGAIN_MS = 90_000;

/** Until the engine has compiled what it sees often. */
const WARM_UPS = 50;
const CYCLES = 100;
/** Some may be waiting for an outage, and more or less of them at any moment. */
const MOST_WAYS_IN = 9;
/** A connection that is held on to, with its channels, timers and listeners, holds dozens of functions. */
const MOST_FUNCTIONS_PER_CYCLE = 3;
/** The smallest thing of a meeting that can be listened to holds three maps. */
const MOST_MAPS_PER_CYCLE = 1;
/** What is only on its way, or not yet collected, goes meanwhile; a leak stays. */
const UNTIL_COLLECTED_MS = 60_000;

let home: Home;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  home = await openHome({ router: true });
  ana = await start('ana');
  ben = await start('ben');
});

test.afterAll(async () => {
  await home?.remove();
});

async function start(name: PhoneName): Promise<Partner> {
  const phone = await home.startPhone(name);
  await keepDiary(phone.context);
  return phone;
}

async function restart(partner: Partner, name: PhoneName): Promise<Partner> {
  await partner.quit();
  const phone = await start(name);
  await phone.page.goto('/');
  return phone;
}

async function expectNote(page: Page, words: string): Promise<void> {
  await go(page, '/board');
  await expect(noteWith(page, words)).toBeVisible({ timeout: MEET_AGAIN_MS });
}

async function expectMetByHub({ page }: Partner): Promise<void> {
  await go(page, '/connections');
  await expect(page.getByText('connected, both have proved the bond')).toBeVisible();
  await expect(page.getByText('the hub’s WebSocket')).toBeVisible();
}

/** Ana's switch for all connections, off and on again. */
async function reconnect(times: number): Promise<void> {
  const all = ana.page.getByRole('switch', { name: /^Connections/ });
  for (let i = 0; i < times; i++) {
    await all.press('Space');
    await expect(ana.page.getByText('There is none, and none is being made')).toBeVisible();
    await all.press('Space');
    await expect(ana.page.getByText('connected, both have proved the bond')).toBeVisible();
  }
}

test('they pair by pasted codes, without any camera', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await arrive(ben.page, 'Ben', 'Arch');
  for (const { page } of [ana, ben]) await untilKept(page);
  await pair(ana.page, ben.page);
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
});

test('a phone that is started again while the hub is gone opens, and finds nobody', async () => {
  await home.stopHub();
  ben = await restart(ben, 'ben');
  await expect(ben.page.getByText('Ana’s phone is not near.')).toBeVisible();
  await go(ana.page, '/');
  await expect(ana.page.getByText('Ben’s phone is not near.')).toBeVisible({ timeout: 60_000 });
  await writeNote(ana.page, HARBOUR);
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, HARBOUR)).toHaveCount(0);
});

test('the hub is started again, and they find each other by it', async () => {
  await home.restartHub();
  await expectNote(ben.page, HARBOUR);
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await expectMetByHub(ana);
  await expectMetByHub(ben);
});

test('a phone is started again while the hub’s machine sleeps; it wakes, and they meet', async () => {
  home.network.freeze('hub');
  ana = await restart(ana, 'ana');
  await expect(ana.page.getByText('Ben’s phone is not near.')).toBeVisible();
  home.network.thaw('hub');
  await expectNear(ana.page, 'Ben');
  await expectMetByHub(ana);
  await writeNote(ana.page, KITCHEN);
  await expectNote(ben.page, KITCHEN);
});

test('hub and both phones are started again, as after a power cut', async () => {
  await home.stopHub();
  await ana.quit();
  await ben.quit();
  await home.restartHub();
  ana = await start('ana');
  ben = await start('ben');
  for (const { page } of [ana, ben]) await page.goto('/');
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await writeNote(ben.page, WINDOW);
  await expectNote(ana.page, WINDOW);
});

test('a phone leaves the network and comes back, and then gets another address: each time they meet again', async () => {
  await go(ana.page, '/');
  home.network.cutOff('ben');
  await expect(ana.page.getByText('Ben is near.')).toHaveCount(0);
  home.network.reconnect('ben');
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  home.network.changeAddress('ben');
  await writeNote(ana.page, PORCH);
  await expectNote(ben.page, PORCH);
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
});

test('connected and disconnected a hundred times, neither phone holds on to anything of it', async () => {
  test.setTimeout(300_000);
  await go(ben.page, '/');
  await go(ana.page, '/connections');
  await reconnect(WARM_UPS);
  const before = await Promise.all([ana, ben].map(({ page }) => weighPage(page)));
  await reconnect(CYCLES);
  const after = await Promise.all([ana, ben].map(({ page }) => weighPage(page)));
  for (const [i, phone] of [ana, ben].entries()) {
    const [first, last] = [before[i]!, after[i]!];
    console.log(`  ${phone.name}: ${JSON.stringify(first)} then ${JSON.stringify(last)}`);
    expect(last.connections).toBeLessThanOrEqual(first.connections + MOST_WAYS_IN);
    // One of before the address changed may still be waiting for its farewell to be answered.
    expect(last.sockets).toBeLessThanOrEqual(Math.max(1, first.sockets));
    expect(last.timers).toBeLessThanOrEqual(first.timers + CYCLES / 10);
    expect(last.remembered).toBeLessThanOrEqual(first.remembered + CYCLES / 10);
    await expect
      .poll(async () => (await weighPage(phone.page)).functions - first.functions, {
        timeout: UNTIL_COLLECTED_MS,
      })
      .toBeLessThan(CYCLES * MOST_FUNCTIONS_PER_CYCLE);
    expect(last.maps - first.maps).toBeLessThan(CYCLES * MOST_MAPS_PER_CYCLE);
  }
});

test('nothing tried to leave the home, though a router stood ready to take it', async () => {
  const { capture, network } = home;
  await capture.stop();
  expect(capture.missed()).toBe(0);
  const { addresses, laterAddresses } = network;
  const fromLater = `udp and src host ${laterAddresses.ben} and dst host ${addresses.ana}`;
  expect(capture.packets('switch', fromLater)).not.toEqual([]);
  // The phones did look for each other by name, on this segment.
  expect(capture.packets('switch', 'udp port 5353')).not.toEqual([]);
  expect(findStrangers(capture, network)).toEqual([]);
  for (const words of [HARBOUR, KITCHEN, WINDOW, PORCH]) {
    expect(capture.placesHolding(words)).toEqual([]);
  }
});
