/** Meeting again with no hub: one phone shows a code, the other reads it. In every combination of browsers. */
import { expect, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { StartedHub } from '../setup/hub.js';
import { arriveAndPair, endTwoPhones, openTwoPhones } from '../setup/two-phones.js';
import {
  enter,
  expectMet,
  go,
  noteWith,
  pasteCode,
  readShownCode,
  showGlance,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

const NO_MANGLING = ['--force-fieldtrials=WebRTC-NoSdpMangleUfrag/Enabled/'];

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

test.beforeAll(async () => {
  ({ hub, ana, ben } = await openTwoPhones());
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function restart(partner: Partner, args: readonly string[] = []): Promise<Partner> {
  await partner.quit();
  const { name, profile } = partner;
  const again = await launchPartner(name, { baseURL: hub.url, profile, args });
  await again.page.goto('/#/meet');
  return again;
}

test('paired once, then the hub goes for good', async () => {
  await arriveAndPair({ ana, ben });
  await untilKept(ana.page);
  await untilKept(ben.page);
  await hub.stop();
  ana = await restart(ana);
  ben = await restart(ben);
  await expect(ana.page.getByText(/phone is not near/)).toBeVisible();
});

test('[N80] [N81] one code is enough, and what was written goes over', async () => {
  await writeNote(ana.page, 'Thank you for the lantern');
  const code = await showGlance(ana.page);
  await go(ben.page, '/meet');
  await pasteCode(ben.page, code);
  await expectMet(ana.page, ben.page);
  await go(ben.page, '/board');
  await expect(noteWith(ben.page, 'Thank you for the lantern')).toBeVisible();
});

test('[P21] another code than theirs is refused with a sentence, and the way stays open', async () => {
  ana = await restart(ana);
  ben = await restart(ben);
  const code = await showGlance(ana.page);
  await pasteCode(ben.page, 'VESPER:123456.');
  await expect(ben.page.getByText(/A part of that code is missing or wrong/)).toBeVisible();
  await enter(ben.page.getByLabel('The other phone’s code'), code);
  await ben.page.getByRole('button', { name: 'Use this code' }).click();
  await expectMet(ana.page, ben.page);
});

test('[N82] where the browser forbids it, two codes do, and it says why', async () => {
  ana = await restart(ana);
  ben = await restart(ben, NO_MANGLING);
  const code = await showGlance(ana.page);
  await pasteCode(ben.page, code);
  await expect(ben.page.getByText(/This browser doesn’t let one code be enough/)).toBeVisible();
  const bens = await readShownCode(ben.page);
  await pasteCode(ana.page, bens);
  await expect(ana.page.getByText(/One code wasn’t enough for Ben’s phone/)).toBeVisible();
  await pasteCode(ben.page, await readShownCode(ana.page));
  await expectMet(ana.page, ben.page);
});
