/** An evening in WebKitGTK, which is near Safari and has no data channels: complete for one, and honest about meeting. */
import { expect, test } from '@playwright/test';
import { findBrowsers } from '../setup/find-browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { launchWebKit, type WebKit } from '../setup/webkit.js';

const LINE = 'The rain stopped just as I left the house';
const NOTE = 'Thank you for carrying the heavy bag';
const LATE_NOTE = 'Thank you for the candle when the light went out';

test.skip(
  findBrowsers().webkit === undefined,
  'WebKitGTK is not installed (apt-get install webkit2gtk-driver xvfb)',
);
test.describe.configure({ mode: 'serial' });

let hub: StartedHub;
let webkit: WebKit;

test.beforeAll(async () => {
  hub = await startHub();
  webkit = await launchWebKit();
});

test.afterAll(async () => {
  await webkit?.close();
  await hub?.stop();
});

/** By its words, or by its name where it shows only a picture. */
function button(name: string): string {
  return `//button[contains(., "${name}") or @aria-label="${name}"]`;
}

function link(name: string): string {
  return `//a[contains(., "${name}")]`;
}

async function go(path: string): Promise<void> {
  await webkit.run('location.hash = arguments[0]', `#${path}`);
}

/** Playwright's own waiting, since this browser isn't Playwright's. */
async function untilTrue(script: string): Promise<void> {
  await expect.poll(() => webkit.run(script)).toBe(true);
}

async function writeNote(words: string): Promise<void> {
  await go('/board');
  await webkit.press(button('Write a note'));
  await webkit.type('Your note', words);
  await webkit.press(button('Done'));
  await webkit.expectText(words);
  await go('/us');
  await webkit.expectText('Everything you wrote is saved on this phone.');
}

test('what is written alone is kept, and a new page has it', async () => {
  await webkit.open(`${hub.url}/`);
  await webkit.type('Your name', 'Ana');
  await webkit.press('//input[@type="radio" and starts-with(@aria-label, "Circle")]');
  await webkit.press(button('Continue'));
  await webkit.expectText('Your first evening, Ana');
  await webkit.press(link('Another evening'));
  await webkit.expectText('This browser can’t meet another phone directly.');
  await webkit.press(link('Open today'));
  await go('/checkin');
  await webkit.type('One line, if you like', LINE);
  await webkit.press(button('Save'));
  await webkit.expectText('Saved on this phone.');
  await writeNote(NOTE);
  await go('/board');
  await webkit.reload();
  await webkit.expectText(NOTE);
});

test('Meet says what this browser can’t do, and what it can', async () => {
  await go('/meet');
  await webkit.expectText('This browser can’t meet');
  await webkit.expectText('It has no way to talk to another phone directly.');
  await webkit.expectText('Everything else works: check in, write notes, all kept on this phone.');
  await untilTrue('return !document.body.innerText.includes("Begin")');
  await webkit.press(link('Go to this evening'));
  await webkit.expectText(LINE);
});

test('with the hub gone it opens right at the board, and has it all', async () => {
  await untilTrue('return navigator.serviceWorker.controller !== null');
  await hub.stop();
  await webkit.open(`${hub.url}/#/board`);
  await webkit.reload();
  await webkit.expectText(NOTE);
  await writeNote(LATE_NOTE);
  await go('/board');
  await webkit.reload();
  await webkit.expectText(LATE_NOTE);
  await go('/');
  await webkit.expectText(LINE);
  expect(await webkit.complaints()).toEqual([]);
});
