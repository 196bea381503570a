/**
 * Two phones on a network without a way out, and a hub that is gone once they have the app: they pair, write,
 * lose each other and find each other again with nobody's help.
 */
import { setTimeout as pass } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import { type Home, openHome } from '../setup/home.js';
import {
  arrive,
  checkIn,
  expectNear,
  go,
  noteWith,
  pairByCodes,
  readShownCode,
  showCode,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';
import { findStrangers } from './allowed.js';

const ANAS_LINE = 'Marzipantine lanternglow over the frostharbour';
const BENS_LINE = 'Quillowing kettlesong behind the rainwindow';
const SOUP = 'Thank you for the velvetine soup';
const STATION = 'Thank you for the brackenlight at the station';

/** Longer than ICE waits before it calls the connection failed (15.8 s). */
const CUT_OFF_MS = 20_000;
/** One knock at the standby lasts 15 s at most, and the next follows: this is for a slow machine. */
const RETURN_MS = 60_000;

let home: Home;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  home = await openHome();
  ana = await home.startPhone('ana');
  ben = await home.startPhone('ben');
});

test.afterAll(async () => {
  await home?.remove();
});

/** The tap on the browser's own question, which a script can't make. */
async function allowCamera({ context }: Partner): Promise<void> {
  await context.grantPermissions(['camera'], { origin: home.appUrl });
}

type Place = 'Control+Home' | 'Control+End';

/** Changes the note about the soup, whatever it says by now. */
async function addToSoup(page: Page, place: Place, words: string): Promise<void> {
  await go(page, '/board');
  await noteWith(page, 'velvetine soup').getByRole('button', { name: 'Edit' }).click();
  const note = page.getByRole('textbox', { name: 'Your note' });
  await note.press(place);
  await note.pressSequentially(words);
  await page.getByRole('button', { name: 'Done' }).click();
}

async function expectApart(): Promise<void> {
  for (const { page } of [ana, ben]) await go(page, '/');
  await expect(ana.page.getByText('Ben is near.')).toHaveCount(0);
  await expect(ben.page.getByText('Ana is near.')).toHaveCount(0);
}

type Outage = { readonly begin: () => void; readonly end: () => void; readonly name: string };

/** Both write while they are apart: each a note, and both in the same one. */
async function writeThrough({ begin, end, name }: Outage): Promise<void> {
  begin();
  const over = pass(CUT_OFF_MS);
  await expectApart();
  await addToSoup(ana.page, 'Control+End', `, ${name} lemonthyme`);
  await addToSoup(ben.page, 'Control+Home', `${name} breadcrust: `);
  await writeNote(ana.page, `${name} pebblewalk`);
  await writeNote(ben.page, `${name} candlesmoke`);
  await over;
  await expect(noteWith(ana.page, `${name} candlesmoke`)).toHaveCount(0);
  await expect(noteWith(ben.page, `${name} pebblewalk`)).toHaveCount(0);
  end();
}

async function expectBothToHave(name: string): Promise<void> {
  for (const { page } of [ana, ben]) {
    await go(page, '/board');
    for (const words of [`${name} pebblewalk`, `${name} candlesmoke`]) {
      await expect(noteWith(page, words)).toBeVisible({ timeout: RETURN_MS });
    }
    const soup = noteWith(page, 'velvetine soup');
    await expect(soup).toContainText(`${name} breadcrust: `);
    await expect(soup).toContainText(`, ${name} lemonthyme`);
  }
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
}

test('they open the app and arrive; then the hub is gone, and the app still opens', async () => {
  await ana.page.goto(`${home.plainUrl}/trust`);
  await expect(ana.page.getByRole('link', { name: 'Get the certificate' }).first()).toBeVisible();
  await arrive(ana.page, 'Ana', 'Circle');
  await arrive(ben.page, 'Ben', 'Arch');
  for (const { page } of [ana, ben]) await untilKept(page);
  await home.stopHub();
  for (const { page } of [ana, ben]) await page.reload();
  await checkIn(ana.page, { light: 'Dusk', line: ANAS_LINE, share: true });
  await checkIn(ben.page, { light: 'Sun', line: BENS_LINE, share: false });
});

test('they pair by pasted codes, once the camera is allowed and the browser so tells its address', async () => {
  await go(ben.page, '/meet');
  await ben.page.getByRole('button', { name: 'Begin without a camera' }).click();
  await expect(ben.page.getByText('This phone finds no way out')).toBeVisible();
  await allowCamera(ben);
  await ben.page.getByRole('button', { name: 'Allow the camera' }).click();
  const codeOfBen = await readShownCode(ben.page);
  await allowCamera(ana);
  const codeOfAna = await showCode(ana.page, 'Begin, with the camera');
  await pairByCodes(ana.page, codeOfAna, ben.page, codeOfBen);
});

test('what one shares arrives and what one keeps does not, and both write on one board', async () => {
  await ana.page.getByRole('button', { name: 'Share one' }).click();
  await expectNear(ana.page, 'Ben');
  await expectNear(ben.page, 'Ana');
  await expect(ben.page.getByText(ANAS_LINE)).toBeVisible();
  await writeNote(ana.page, SOUP);
  await writeNote(ben.page, STATION);
  await expect(noteWith(ana.page, STATION)).toBeVisible();
  await expect(noteWith(ben.page, SOUP)).toBeVisible();
  await addToSoup(ben.page, 'Control+End', ' and the bread');
  await expect(noteWith(ana.page, `${SOUP} and the bread`)).toBeVisible();
  await go(ana.page, '/');
  await expect(ana.page.getByText('Ben is near.')).toBeVisible();
  await expect(ana.page.getByText(BENS_LINE)).toHaveCount(0);
});

test('one phone leaves the network for 20 s, both write, it returns, and both have everything', async () => {
  const { network } = home;
  await writeThrough({
    name: 'garden',
    begin: () => network.cutOff('ben'),
    end: () => network.reconnect('ben'),
  });
  await expectBothToHave('garden');
});

test('no packet gets through for 20 s, which neither phone is told, and both have everything after', async () => {
  const { network } = home;
  await writeThrough({
    name: 'cellar',
    begin: () => network.wallOff('ben'),
    end: () => network.openWall('ben'),
  });
  await expectBothToHave('cellar');
});

test('nothing left the home, and no word could be read on the way', async () => {
  const { capture, network } = home;
  await capture.stop();
  expect(capture.missed()).toBe(0);
  // What went in clear is found, and so is the talk of the phones, so that finding nothing means something.
  expect(capture.placesHolding('GET /trust')).toEqual(['hub', 'ana', 'switch']);
  const { ana: anas, ben: bens } = network.addresses;
  expect(capture.packets('switch', `udp and src host ${anas} and dst host ${bens}`)).not.toEqual(
    [],
  );
  expect(findStrangers(capture, network)).toEqual([]);
  const typed = ['velvetine soup', 'and the bread', 'breadcrust', 'lemonthyme', 'pebblewalk'];
  for (const words of [ANAS_LINE, BENS_LINE, SOUP, STATION, ...typed, 'candlesmoke']) {
    expect(capture.placesHolding(words)).toEqual([]);
  }
});
