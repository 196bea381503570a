/**
 * The app from a host of files, a network that lets no multicast through, and a router that leads nowhere:
 * meeting asks nobody for anything, and says what stands in the way where the phones can't find each other.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import { type Home, openHome } from '../setup/home.js';
import {
  arrive,
  expectNear,
  noteWith,
  pairByCodes,
  pasteCode,
  showCode,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';
import { findStrangers } from './allowed.js';

const LANTERN = 'Thank you for the marrowlight lantern';
const ORCHARD = 'Thank you for the dewfallen orchard';
/** The page says so after about 10 s; this is for a slow machine. */
const LATE_MS = 60_000;

let home: Home;
let ana: Partner;
let ben: Partner;
let asked: Readonly<Record<'ana' | 'ben', number>>;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  home = await openHome({ router: true, withoutHub: true });
  home.network.dropMulticast();
  ana = await home.startPhone('ana');
  ben = await home.startPhone('ben');
});

test.afterAll(async () => {
  await home?.remove();
});

/** Requests for a connection with anybody, on any interface of this phone, its own loopback included. */
function countRequests(): typeof asked {
  const asks = 'tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn';
  const [ofAna, ofBen] = (['ana', 'ben'] as const).map(
    (name) => home.capture.packets(name, asks).length,
  );
  return { ana: ofAna ?? 0, ben: ofBen ?? 0 };
}

async function startOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).click();
}

/** Events that wake the meeting. */
async function comeBack({ context, page }: Partner): Promise<void> {
  await context.setOffline(true);
  await context.setOffline(false);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    document.dispatchEvent(new Event('resume'));
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('they open the app from a host of files, and have it', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await arrive(ben.page, 'Ben', 'Arch');
  for (const { page } of [ana, ben]) await untilKept(page);
  asked = countRequests();
  // The app itself came that way, so that finding no more of it means something.
  expect(Math.min(asked.ana, asked.ben)).toBeGreaterThan(0);
});

test('where no name can be looked up and no browser tells its address, both say what may help', async () => {
  const [codeOfAna, codeOfBen] = [await showCode(ana.page), await showCode(ben.page)];
  await pasteCode(ana.page, codeOfBen);
  await pasteCode(ben.page, codeOfAna);
  for (const { page } of [ana, ben]) {
    await page.getByRole('button', { name: 'They have read it' }).click();
  }
  for (const { page } of [ana, ben]) {
    await expect(page.getByText('They haven’t found each other yet')).toBeVisible({
      timeout: LATE_MS,
    });
    await expect(page.getByText(/with the camera allowed/)).toBeVisible();
  }
  const { network, capture } = home;
  const names = `udp port 5353 and src host ${network.addresses.ana}`;
  expect(capture.packets('ana', names)).not.toEqual([]);
  expect(capture.packets('ben', names)).toEqual([]);
});

test('it is enough that one may use its camera, since its browser then tells its address', async () => {
  for (const { page } of [ana, ben]) await startOver(page);
  await ana.context.grantPermissions(['camera'], { origin: home.appUrl });
  const codeOfAna = await showCode(ana.page, 'Begin, with the camera');
  await pairByCodes(ana.page, codeOfAna, ben.page, await showCode(ben.page));
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await writeNote(ana.page, LANTERN);
  await writeNote(ben.page, ORCHARD);
  await expect(noteWith(ana.page, ORCHARD)).toBeVisible();
  await expect(noteWith(ben.page, LANTERN)).toBeVisible();
});

test('meeting has asked nobody for anything, also on coming back', async () => {
  for (const phone of [ana, ben]) await comeBack(phone);
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  expect(countRequests()).toEqual(asked);
  const { capture, network } = home;
  await capture.stop();
  expect(capture.missed()).toBe(0);
  const onLoopback = 'not (host 127.0.0.1 or host ::1)';
  expect(findStrangers(capture, network, onLoopback)).toEqual([]);
  for (const place of network.places.keys()) expect(capture.packets(place, 'port 53')).toEqual([]);
  for (const words of [LANTERN, ORCHARD]) expect(capture.placesHolding(words)).toEqual([]);
});
