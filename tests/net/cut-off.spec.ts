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
import { awaitNote, countSaidToHub, keepDiary, type Note, readNotes } from './diary.js';

const ANAS_LINE = 'Marzipantine lanternglow over the frostharbour';
const BENS_LINE = 'Quillowing kettlesong behind the rainwindow';
const SOUP = 'Thank you for the velvetine soup';
const STATION = 'Thank you for the brackenlight at the station';

/** Longer than ICE waits before it calls the connection failed (15.8 s). */
const CUT_OFF_MS = 20_000;
const MINUTE_MS = 60_000;
const STOPPED_MS = 30_000;
/** One each 2 s; and the browser's own doubt asks for a sign once more. */
const HEARTBEATS_IN_10_S = 5;
const ASKED_ONCE_MORE = 1;
const TAB_FROZEN_MS = 20_000;
/** The connection in use, and three ways in for when it breaks (SPEC N70). */
const AT_REST = 4;
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
  for (const { context } of [ana, ben]) await keepDiary(context);
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

/** Both write while they are apart: each a note, and both in the same one. Takes as long as it has to. */
async function writeThrough(name: string): Promise<void> {
  const over = pass(CUT_OFF_MS);
  await expectApart();
  await addToSoup(ana.page, 'Control+End', `, ${name} lemonthyme`);
  await addToSoup(ben.page, 'Control+Home', `${name} breadcrust: `);
  await writeNote(ana.page, `${name} pebblewalk`);
  await writeNote(ben.page, `${name} candlesmoke`);
  await over;
  await expect(noteWith(ana.page, `${name} candlesmoke`)).toHaveCount(0);
  await expect(noteWith(ben.page, `${name} pebblewalk`)).toHaveCount(0);
}

/** Waits until both screens say again that the other is near: how long after `since`, by each page's clock. */
async function awaitReturn(story: string, since: number): Promise<void> {
  await awaitNote(ana.page, 'near', since, RETURN_MS);
  for (const { page } of [ana, ben]) await expectNear(page, page === ana.page ? 'Ben' : 'Ana');
  for (const { name, page } of [ana, ben]) {
    const said = tellReturn(await readNotes(page), since);
    test.info().annotations.push({ type: `${story}, ${name}`, description: said });
    console.log(`  ${story}, ${name}: ${said}`);
  }
}

/** A browser takes up to 2 s to notice that its network is back; what comes after that is ours. */
function tellReturn(notes: readonly Note[], since: number): string {
  const after = (what: Note['what']): number | undefined =>
    notes.find((note) => note.at >= since && note.what === what)?.at;
  const [near, online] = [after('near'), after('online')];
  if (near === undefined) return 'was near all the time';
  const noticed = online === undefined ? '' : `, ${near - online} ms after the browser noticed`;
  return `near again after ${near - since} ms${noticed}`;
}

/** Both screens say again and again whether the other is near. */
async function watchScreens(): Promise<number> {
  for (const { page } of [ana, ben]) await go(page, '/');
  return Date.now();
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
}

/** A word of each reaches the other, as soon as they have found each other again. */
async function expectToExchange(name: string): Promise<void> {
  await writeNote(ana.page, `${name} pebblewalk`);
  await writeNote(ben.page, `${name} candlesmoke`);
  const patience = { timeout: RETURN_MS };
  await expect(noteWith(ana.page, `${name} candlesmoke`)).toBeVisible(patience);
  await expect(noteWith(ben.page, `${name} pebblewalk`)).toBeVisible(patience);
}

/** One connection and three ways in, on both: nothing is being said any more but heartbeats. */
async function untilAtRest(): Promise<void> {
  for (const { page } of [ana, ben]) {
    await expect
      .poll(() => page.evaluate(() => window.diary.connections.size), { timeout: RETURN_MS })
      .toBe(AT_REST);
  }
}

/** What the hub has answered to anybody who wanted a connection with it; and what the pages gave it to say. */
async function countSignalling(): Promise<number> {
  const { addresses } = home.network;
  const accepted = `src host ${addresses.hub} and tcp[tcpflags] & (tcp-syn|tcp-ack) = (tcp-syn|tcp-ack)`;
  const said = await Promise.all([ana, ben].map(({ page }) => countSaidToHub(page)));
  return said.reduce((sum, each) => sum + each, home.capture.packets('switch', accepted).length);
}

/** That the other phone is gone was shown before ICE gave up, and with hardly a heartbeat missing. */
async function expectNoticedEarly({ page }: Partner, since: number): Promise<void> {
  const noticed = await awaitNote(page, 'not near', since, MINUTE_MS);
  const failed = await awaitNote(page, 'failed', since, MINUTE_MS);
  expect(noticed.at).toBeLessThan(failed.at);
  expect(noticed.unanswered).toBeLessThanOrEqual(HEARTBEATS_IN_10_S + ASKED_ONCE_MORE);
}

/**
 * The page stands still, as a tab that the browser has frozen: no timer runs and nothing is taken in, while the
 * browser itself goes on and keeps the connection alive. A debugger does it, since a browser that is driven
 * by tests takes its pages for visible, and freezes none. Call back to let it go on.
 */
async function freezeTab({ context, page }: Partner): Promise<() => Promise<void>> {
  const devtools = await context.newCDPSession(page);
  const isPaused = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
  await devtools.send('Debugger.enable');
  await devtools.send('Debugger.pause');
  await isPaused;
  return async () => {
    await devtools.send('Debugger.resume');
    await devtools.detach();
  };
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

test('one phone leaves the network for 20 s, both write, it returns; and at once no packet gets through', async () => {
  const { network } = home;
  const signalled = await countSignalling();
  network.cutOff('ben');
  await writeThrough('garden');
  const back = await watchScreens();
  network.reconnect('ben');
  await awaitReturn('link down for 20 s', back);
  // Both are near; the ways in for the next outage are only being prepared. Nobody is told of this one.
  network.wallOff('ben');
  await writeThrough('cellar');
  const open = await watchScreens();
  network.openWall('ben');
  await awaitReturn('silence for 20 s, right after', open);
  for (const name of ['garden', 'cellar']) await expectBothToHave(name);
  expect(await countSignalling()).toBe(signalled);
});

test('a tab is frozen, which only heartbeats tell; its phone leaves the network for 60 s, and both return', async () => {
  const signalled = await countSignalling();
  await untilAtRest();
  const frozen = await watchScreens();
  const goOn = await freezeTab(ben);
  const noticed = await awaitNote(ana.page, 'not near', frozen, MINUTE_MS);
  expect(noticed.unanswered).toBeGreaterThan(1);
  expect(noticed.unanswered).toBeLessThanOrEqual(HEARTBEATS_IN_10_S);
  expect(
    (await readNotes(ana.page)).filter(({ at, what }) => at >= frozen && what === 'failed'),
  ).toEqual([]);

  home.network.cutOff('ben');
  const over = pass(MINUTE_MS);
  await pass(TAB_FROZEN_MS);
  await goOn();
  await over;
  const back = await watchScreens();
  home.network.reconnect('ben');
  await awaitReturn('link down for 60 s', back);
  await expectToExchange('attic');
  expect(await countSignalling()).toBe(signalled);
});

test('a phone gets another address', async () => {
  const { addresses, changeAddress, laterAddresses } = home.network;
  await untilAtRest();
  changeAddress('ben');
  // Whether anybody saw them apart meanwhile is left open: the phone that moved may knock before the other misses it.
  await expectToExchange('porch');
  const answers = `udp and src host ${addresses.ana} and dst host ${laterAddresses.ben}`;
  // A recorder writes down in batches what it has seen.
  await expect.poll(() => home.capture.packets('switch', answers)).not.toEqual([]);
});

test('a browser is stopped: the other phone notices before ICE does, and finds it again', async () => {
  await untilAtRest();
  const stopped = await watchScreens();
  home.network.freeze('ben');
  const over = pass(STOPPED_MS);
  await expectNoticedEarly(ana, stopped);
  await over;
  const awake = Date.now();
  home.network.thaw('ben');
  await awaitReturn('a browser that was stopped', awake);
  await expectToExchange('stairs');
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
