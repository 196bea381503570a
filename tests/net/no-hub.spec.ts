/**
 * Two phones that have the app from some web host, on a network with no hub and no way out: they pair, and meet
 * again by one glance; also after an address has changed, and where what is said to many gets lost.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type Capture, startCapture } from '../setup/capture.js';
import { PHONE_ARGS } from '../setup/home.js';
import { createHomeNetwork, type HomeNetwork } from '../setup/home-network.js';
import { type StaticSite, serveBuildIn } from '../setup/static-site.js';
import {
  arrive,
  expectMet,
  go,
  noteWith,
  pair,
  pasteCode,
  readShownCode,
  showGlance,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';
import { findStrangers } from './allowed.js';

const LANTERN = 'Thank you for the pepperwood lantern';
/** Opening an installed app asks its own host whether there is a newer one; here that is the phone itself. */
const WITHIN_THE_PHONE = '(net 127.0.0.0/8 or host ::1)';

let folder: string;
let network: HomeNetwork;
let capture: Capture;
const sites: StaticSite[] = [];
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-no-hub-'));
  network = createHomeNetwork({ router: true });
  const { namespaces } = network;
  for (const name of ['ana', 'ben'] as const) {
    sites.push(await serveBuildIn(namespaces[name], join(folder, name)));
  }
  capture = await startCapture(network);
  const start = (name: 'ana' | 'ben'): Promise<Partner> =>
    launchPartner(name, {
      baseURL: sites[0]?.url ?? '',
      namespace: namespaces[name],
      args: PHONE_ARGS,
    });
  ana = await start('ana');
  ben = await start('ben');
});

test.afterAll(async () => {
  for (const site of sites) await site.stop();
  for (const phone of [ana, ben]) await phone?.forget();
  await capture?.remove();
  network?.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Whatever connected the two is gone, and nothing but a code brings it back. */
async function openAnew(...phones: readonly Partner[]): Promise<void> {
  for (const { page } of phones) {
    await page.goto('/#/meet');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Show a code' })).toBeVisible();
  }
}

function shownCode(page: Page): Locator {
  return page.getByRole('textbox', { name: 'The code as text' });
}

test('they open the app and pair; then nobody serves it any more', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await arrive(ben.page, 'Ben', 'Arch');
  await pair(ana.page, ben.page);
  for (const { page } of [ana, ben]) await untilKept(page);
  for (const site of sites.splice(0)) await site.stop();
});

test('[N80] [N81] one glance, and a word goes over', async () => {
  await openAnew(ana, ben);
  await writeNote(ana.page, LANTERN);
  await pasteCode(ben.page, await showGlance(ana.page));
  await expectMet(ana.page, ben.page);
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, LANTERN)).toBeVisible();
});

test('[P25] a phone gets another address while it shows a code: the code is another, and leads to it', async () => {
  await openAnew(ana, ben);
  const before = await showGlance(ana.page);
  network.changeAddress('ana');
  // Another picture, and its text folded away again.
  await expect(shownCode(ana.page)).toHaveCount(0);
  const after = await readShownCode(ana.page);
  expect(after).not.toBe(before);
  await pasteCode(ben.page, after);
  await expectMet(ana.page, ben.page);
});

test('[P24] where names get lost one glance says so after a while, and two codes do once one phone tells its address', async () => {
  network.dropMulticast();
  await ben.context.grantPermissions(['camera']);
  await openAnew(ana, ben);
  await pasteCode(ben.page, await showGlance(ana.page));
  await expect(ben.page.getByText('They haven’t found each other yet')).toBeVisible();
  await ben.page.getByRole('button', { name: 'Use two codes' }).click();
  await pasteCode(ana.page, await readShownCode(ben.page));
  await pasteCode(ben.page, await readShownCode(ana.page));
  await expectMet(ana.page, ben.page);
});

test('[N81] and one glance does, where the phone that shows tells its address', async () => {
  await openAnew(ana, ben);
  await pasteCode(ana.page, await showGlance(ben.page));
  await expectMet(ana.page, ben.page);
});

test('nobody was asked for anything: no name, no server, no request', async () => {
  await capture.stop();
  expect(capture.missed()).toBe(0);
  const [anas, bens] = [network.laterAddresses.ana, network.addresses.ben];
  expect(capture.packets('switch', `udp and src host ${anas} and dst host ${bens}`)).not.toEqual(
    [],
  );
  for (const place of network.places.keys()) {
    expect(
      capture.packets(place, `not ${WITHIN_THE_PHONE} and (tcp or port 53 or port 3478)`),
    ).toEqual([]);
  }
  expect(findStrangers(capture, network, [WITHIN_THE_PHONE])).toEqual([]);
  expect(capture.placesHolding(LANTERN)).toEqual([]);
});
