/**
 * Meeting again between Chromium and Firefox, and what may be in the way of one glance. The phones were
 * joined long ago, so each remembers a certificate of the other that is no more; and Ana's is always due for renewal.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createCouple } from '../bench/couple.js';
import { layDown, makePairedPhone, seenFromPartner } from '../bench/phone.js';
import { launchFirefox, launchPartner, type Partner } from '../setup/browsers.js';
import { findBrowsers } from '../setup/find-browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import {
  expectMet,
  go,
  noteWith,
  pasteCode,
  readShownCode,
  showGlance,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

const TODAY = '2026-11-24';
const OTHER_SEED = 43;
const SHOWN_FOR_MS = 180_000;
/** After 5 s Firefox gives up a connection that has nobody to try. */
const FIREFOX_PATIENCE_MS = 7_000;
/** A next certificate is made when the present one has fewer than 90 left. */
const SHORT_DAYS = 80;

let hub: StartedHub;
let ana: Partner;
let ben: Partner;
let stranger: Page;

test.skip(!findBrowsers().firefox, 'Firefox is not installed (apt-get install firefox-esr)');
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  hub = await startHub();
  ana = await launchPartner('ana', { baseURL: hub.url });
  ben = await launchFirefox('ben', { baseURL: hub.url });
  const couple = createCouple();
  await ana.page.clock.install();
  await ana.context.addInitScript(shortenCertificates, SHORT_DAYS);
  await layDown(ana.page, hub.url, makePairedPhone(couple, TODAY, []));
  await layDown(ben.page, hub.url, makePairedPhone(seenFromPartner(couple), TODAY, []));
});

test.afterAll(async () => {
  await ana?.forget();
  await ben?.forget();
  await hub?.stop();
});

/** Another couple's phone: to a browser, another address is another device. */
async function openStranger(): Promise<Page> {
  const page = await ana.context.newPage();
  const home = hub.url.replace('localhost', '127.0.0.1');
  await layDown(page, home, makePairedPhone(createCouple(OTHER_SEED), TODAY, []));
  await page.goto(`${home}/#/meet`);
  await expect(page.getByRole('button', { name: 'Show a code' })).toBeVisible();
  return page;
}

/** Runs in the page: whatever certificate it makes is due for renewal from the first day. */
function shortenCertificates(days: number): void {
  const generate = RTCPeerConnection.generateCertificate.bind(RTCPeerConnection);
  RTCPeerConnection.generateCertificate = (algorithm) =>
    generate(Object.assign({}, algorithm, { expires: days * 86_400_000 }));
}

/** Of the certificate that the phone has kept as its own. */
function readOwnFingerprint(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const open = indexedDB.open('vesper-device');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const get = open.result.transaction('values').objectStore('values').get('certificate');
    await new Promise((resolve) => {
      get.onsuccess = resolve;
    });
    open.result.close();
    const certificate: RTCCertificate = get.result;
    return certificate.getFingerprints()[0]?.value ?? '';
  });
}

/** Whatever connected the two is gone, and no hub brings it back. */
async function openAnew(): Promise<void> {
  for (const { page } of [ana, ben]) {
    await page.goto('/#/meet');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Show a code' })).toBeVisible();
  }
}

function shownCode(page: Page): Locator {
  return page.getByRole('textbox', { name: 'The code as text' });
}

async function expectSaysChanged(page: Page): Promise<void> {
  await expect(page.getByText(/one of your phones has renewed/)).toBeVisible();
}

test('[N86] [P23] with other certificates than remembered both go on to two codes, and say why', async () => {
  // One after the other: the hub is not to introduce them.
  for (const { page } of [ana, ben]) {
    await page.goto('/');
    await untilKept(page);
    await page.goto('about:blank');
  }
  stranger = await openStranger();
  await hub.stop();
  await openAnew();
  const before = await readOwnFingerprint(ana.page);
  await pasteCode(ben.page, await showGlance(ana.page));
  for (const { page } of [ana, ben]) await expectSaysChanged(page);
  await pasteCode(ana.page, await readShownCode(ben.page));
  await pasteCode(ben.page, await readShownCode(ana.page));
  await expectMet(ana.page, ben.page);
  // Ben's phone knows the next one by now, and so it has taken over.
  await expect.poll(() => readOwnFingerprint(ana.page)).not.toBe(before);
});

test('[N85] [N143] [N87] after a renewal Firefox shows one code and keeps it, Chromium reads it, and a word goes over', async () => {
  await openAnew();
  await writeNote(ben.page, 'Thank you for the lantern');
  const code = await showGlance(ben.page);
  const since = await ben.page.evaluate(() => performance.now());
  await ben.page.waitForFunction((from) => performance.now() > from, since + FIREFOX_PATIENCE_MS);
  await expect(shownCode(ben.page)).toHaveValue(code);
  await pasteCode(ana.page, code);
  await expectMet(ana.page, ben.page);
  await go(ana.page, '/board');
  await expect(noteWith(ana.page, 'Thank you for the lantern')).toBeVisible();
});

test('[P21] [N80] a code shown for three minutes, read by a stranger’s phone first: a sentence there, nothing here; then by Firefox', async () => {
  await openAnew();
  const code = await showGlance(ana.page);
  await pasteCode(stranger, code);
  await expect(
    stranger.getByText('That code isn’t from the phone you are joined with.'),
  ).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'Show a code' })).toBeVisible();
  await ana.page.clock.fastForward(SHOWN_FOR_MS);
  await expect(shownCode(ana.page)).toHaveValue(code);
  await pasteCode(ben.page, code);
  await expectMet(ana.page, ben.page);
});
