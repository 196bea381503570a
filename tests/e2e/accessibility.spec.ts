/** Every screen in every state it can be brought to: what axe finds, in both lights, and whether it has room. */
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner, PHONE } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { examine } from '../setup/sight.js';
import {
  arrive,
  checkIn,
  expectNear,
  go,
  pasteCode,
  readFourWords,
  readShownCode,
  showCode,
  writeNote,
} from '../setup/vesper-app.js';

const WIDE = { width: 1280, height: 800 };

let hub: StartedHub;
const partners: Partner[] = [];

test.setTimeout(240_000);

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterEach(async () => {
  for (const partner of partners.splice(0)) await partner.forget();
});

test.afterAll(async () => {
  await hub?.stop();
});

async function launch(name: string, userAgent?: string): Promise<Partner> {
  const context = userAgent === undefined ? {} : { userAgent };
  const partner = await launchPartner(name, { baseURL: hub.url, context });
  partners.push(partner);
  return partner;
}

async function launchAna(): Promise<Partner> {
  const ana = await launch('ana');
  await arrive(ana.page, 'Ana', 'Circle');
  return ana;
}

async function seeTitle(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** The steps of a meeting are headings under the screen's own. */
async function seeStep(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
}

function openNoteMenu(page: Page, note: string): () => Promise<void> {
  return async () => {
    if ((await page.getByRole('menuitem').count()) > 0) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `What to do with “${note}”` }).click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
  };
}

test('welcome, step by step', async () => {
  const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15';
  const { page, context } = await launch('ana', iPhone);
  // This is no iPhone: the offer that the browser makes of its own accord would take the steps away.
  await context.addInitScript(() => {
    const withhold = (event: Event) => event.isTrusted && event.stopImmediatePropagation();
    addEventListener('beforeinstallprompt', withhold);
  });
  await page.goto('/');
  await seeTitle(page, 'First, a place on your home screen');
  await expect(page.getByText('Choose Add to Home Screen')).toBeVisible();
  await examine(page, 'welcome, on iOS');
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt');
    dispatchEvent(Object.assign(offer, { prompt: async () => ({ outcome: 'dismissed' }) }));
  });
  await expect(page.getByRole('button', { name: 'Add to home screen' })).toBeVisible();
  await examine(page, 'welcome, with an offer to install');
  await page.getByRole('button', { name: 'Go on in the browser' }).click();
  await seeTitle(page, 'Your name, your shape');
  await examine(page, 'welcome, name and shape');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('A name, so that your words have an author.')).toBeVisible();
  await examine(page, 'welcome, nothing answered');
  await page.getByLabel('Your name').fill('Ana');
  await page.getByRole('radio', { name: /^Circle/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await seeTitle(page, 'Your first evening, Ana');
  await examine(page, 'welcome, first evening');
  await page.getByRole('link', { name: 'Another evening' }).click();
  await seeTitle(page, 'Meet, or later');
  await examine(page, 'welcome, meet or later');
});

test('alone: the evening', async () => {
  const { page } = await launchAna();
  await go(page, '/');
  await seeTitle(page, /Ana/);
  await examine(page, 'today, alone');
  await go(page, '/checkin');
  await seeTitle(page, 'How are you arriving?');
  await examine(page, 'check-in, new');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('One answer is enough.')).toBeVisible();
  await page.getByRole('radio', { name: /^Dusk/ }).check();
  await page.getByRole('slider', { name: 'Energy' }).press('ArrowRight');
  await page.getByRole('button', { name: 'Rather as a place on a pad' }).click();
  await page.getByRole('slider', { name: 'Pleasantness' }).press('ArrowUp');
  await examine(page, 'check-in, on the pad');
  await page.getByRole('button', { name: 'Rather with a slider' }).click();
  await page.getByRole('button', { name: 'more words' }).click();
  await page.getByLabel('Find a word, or write your own').fill('windblown');
  await examine(page, 'check-in, words');
  await page.getByRole('button', { name: 'Use “windblown”' }).click();
  await page.getByRole('button', { name: /^Done/ }).click();
  for (const more of ['High and low of the day', 'Good news', 'A thank-you']) {
    await page.getByRole('button', { name: more }).click();
  }
  await page.getByLabel('One line, if you like').fill('I read all the way home. '.repeat(9));
  await examine(page, 'check-in, answered');
  await page.getByLabel('One line, if you like').fill('I read all the way home. '.repeat(30));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/There is room for .* characters here/)).toBeVisible();
  await examine(page, 'check-in, refused');
  await checkIn(page, { light: 'Dusk', line: 'The train was late', share: true });
  await checkIn(page, { light: 'Sun', line: 'The train was late, and I read all the way' });
  await seeTitle(page, /Ana/);
  await examine(page, 'today, alone, saved');
  await go(page, '/checkin');
  await page.getByText('Edited; earlier versions').click();
  await expect(page.getByText('The train was late', { exact: true })).toBeVisible();
  await examine(page, 'check-in, history open');
  await page.getByLabel('One line, if you like').fill('Begun');
  await go(page, '/');
  await go(page, '/checkin');
  await expect(page.getByText('You began this earlier.')).toBeVisible();
  await examine(page, 'check-in, a draft found');
});

test('alone: the board', async () => {
  const { page } = await launchAna();
  await go(page, '/board');
  await seeTitle(page, 'Gratitude board');
  await examine(page, 'board, empty');
  await page.getByRole('button', { name: 'Write a note' }).first().click();
  await page.getByRole('textbox', { name: 'Your note' }).fill('Thank you for the soup');
  await examine(page, 'board, writing', { rooms: 'narrow' });
  await page.getByRole('button', { name: 'Done' }).click();
  await writeNote(page, 'Thank you for waiting at the station in all that rain, with an umbrella.');
  await writeNote(page, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten');
  await expect(page.getByRole('article')).toHaveCount(3);
  await examine(page, 'board, with notes', { rooms: 'narrow' });
  const reopen = openNoteMenu(page, 'Thank you for the soup');
  await reopen();
  await examine(page, 'board, menu', { rooms: 'narrow', reopen });
  await page.getByRole('menuitem', { name: 'Move…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, 'board, moving', { rooms: 'narrow' });
  await page.keyboard.press('Escape');
  await reopen();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await examine(page, 'board, removed with undo', { rooms: 'narrow' });
});

test('alone: us, connections, and an address that leads nowhere', async () => {
  const { page } = await launchAna();
  await go(page, '/us');
  await seeTitle(page, 'Us');
  await examine(page, 'us, alone');
  await page.getByRole('button', { name: 'Change your name or shape' }).click();
  await page.getByRole('dialog').getByLabel('Your name').fill('');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A name, so that your words have an author.')).toBeVisible();
  await examine(page, 'us, changing the name');
  await page.keyboard.press('Escape');
  await go(page, '/connections');
  await seeTitle(page, 'Every connection');
  await examine(page, 'connections, none');
  await go(page, '/no-such-screen');
  await seeTitle(page, 'Nothing here');
  await examine(page, 'not found');
});

test('alone: the way to a meeting, and what may stand in it', async () => {
  const { page, context } = await launchAna();
  await go(page, '/meet');
  await seeTitle(page, 'Meet');
  await expect(page.getByRole('button', { name: 'Begin without a camera' })).toBeVisible();
  await examine(page, 'meet');
  await page.getByRole('button', { name: 'Begin without a camera' }).click();
  await expect(page.getByRole('img', { name: /^Your code/ })).toBeVisible();
  await examine(page, 'meet, code shown');
  const own = await readShownCode(page);
  await examine(page, 'meet, code as text');
  await page.getByRole('button', { name: 'Scan theirs' }).click();
  await expect(page.getByText(/Paste the code as text|paste the code as text/)).toBeVisible();
  await examine(page, 'meet, no camera');
  await pasteCode(page, own);
  await expect(page.getByText('That is this phone’s own code.')).toBeVisible();
  await examine(page, 'meet, own code refused');
  const second = await context.newPage();
  await second.goto('/#/meet');
  await second.getByRole('button', { name: 'Begin without a camera' }).click();
  await expect(second.getByText('Vesper is open in another window')).toBeVisible();
  await examine(second, 'meet, open elsewhere');
  await second.close();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Begin without a camera' })).toBeVisible();
});

test('a phone that nobody can find, and a browser that cannot meet', async () => {
  const hidden = await launch('ana');
  await hidden.context.addInitScript(() => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });
  await arrive(hidden.page, 'Ana', 'Circle');
  await go(hidden.page, '/meet');
  await hidden.page.getByRole('button', { name: 'Begin without a camera' }).click();
  await seeStep(hidden.page, 'This phone finds no way out');
  await examine(hidden.page, 'meet, no way out');
  const without = await launch('ben');
  await without.context.addInitScript(() => {
    Reflect.deleteProperty(window, 'RTCPeerConnection');
    Reflect.deleteProperty(window, 'RTCCertificate');
  });
  await arrive(without.page, 'Ben', 'Arch');
  await go(without.page, '/welcome?step=meet');
  await seeTitle(without.page, 'Meet, or later');
  await examine(without.page, 'welcome, cannot meet');
  await go(without.page, '/meet');
  await expect(without.page.getByText('This browser can’t meet')).toBeVisible();
  await examine(without.page, 'meet, cannot');
  await go(without.page, '/us');
  await expect(without.page.getByRole('link', { name: 'About meeting' })).toBeVisible();
});

test('a phone whose keys or storage are gone', async () => {
  const { page, context } = await launchAna();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('vesper-device');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const change = opening.result.transaction('values', 'readwrite');
          change.objectStore('values').put('rubbish', 'keys');
          change.oncomplete = () => resolve();
        };
      }),
  );
  await page.reload();
  await seeTitle(page, 'Vesper can’t open here');
  await examine(page, 'keys damaged');
  await page.getByRole('button', { name: 'Start anew on this phone' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, 'keys damaged, asked');
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not in this window', 'InvalidStateError');
    };
  });
  await page.reload();
  await expect(page.getByText('This browser doesn’t let Vesper keep anything')).toBeVisible();
  await examine(page, 'no storage');
});

async function seeMeeting(ana: Page, ben: Page): Promise<void> {
  await checkIn(ana, { light: 'Dusk', line: 'The train was late', share: true });
  await writeNote(ana, 'Thank you for the soup');
  await writeNote(ana, 'What only I know');
  const [codeOfAna, codeOfBen] = [await showCode(ana), await showCode(ben)];
  await pasteCode(ana, codeOfBen);
  await seeStep(ana, 'Now your code');
  await examine(ana, 'meet, code to be read back');
  await pasteCode(ben, codeOfAna);
  await readFourWords(ana);
  await examine(ana, 'meet, four words');
  await ana.getByRole('button', { name: 'Yes, the same' }).click();
  await seeStep(ana, /^Waiting for Ben/);
  await examine(ana, 'meet, waiting');
  await ben.getByRole('button', { name: 'Yes, the same' }).click();
  await seeStep(ana, 'Something to bring along?');
  await examine(ana, 'meet, bring along');
  await expect(ben.getByText(/are joined/)).toBeVisible();
  await examine(ben, 'meet, nothing to bring along');
  await go(ben, '/');
  await ana.getByRole('button', { name: 'Share one' }).click();
}

async function seeEvening(ana: Page, ben: Page): Promise<void> {
  await expectNear(ana, 'Ben');
  await examine(ana, 'today, paired, mine only');
  await checkIn(ben, { light: 'Sun', line: 'I made soup and it was quiet', share: true });
  await expect(ana.getByText('I made soup and it was quiet')).toBeVisible();
  await examine(ana, 'today, paired, both');
  await go(ana, '/checkin');
  await ana.getByText('What Ben will see').click();
  await examine(ana, 'check-in, what the other will see');
  await ana.getByRole('checkbox', { name: /^Share/ }).uncheck();
  await expect(ana.getByText(/Ben may already have what you shared/)).toBeVisible();
  await examine(ana, 'check-in, shared before');
}

async function seeBoard(ana: Page, ben: Page): Promise<void> {
  await writeNote(ben, 'Thank you for the long walk');
  await writeNote(ana, 'Thank you for the bread');
  await ben
    .getByRole('listitem')
    .filter({ hasText: 'bread' })
    .getByRole('button', { name: 'Edit' })
    .click();
  await ben.getByRole('textbox', { name: 'Your note' }).pressSequentially(', and the butter');
  await ben.getByRole('button', { name: 'Done' }).click();
  await expect(ana.getByText('Both of you').first()).toBeVisible();
  await expect(ana.getByRole('heading', { name: 'Only on this phone' })).toBeVisible();
  await examine(ana, 'board, of two', { rooms: 'narrow' });
  const reopen = openNoteMenu(ana, 'What only I know');
  await reopen();
  await ana.getByRole('menuitem', { name: 'Share…' }).click();
  await expect(ana.getByRole('dialog')).toBeVisible();
  await examine(ana, 'board, sharing', { rooms: 'narrow' });
  await ana.keyboard.press('Escape');
}

async function seeWideBoard(ana: Page): Promise<void> {
  await ana.setViewportSize(WIDE);
  await expect(ana.getByRole('button', { name: 'Show as a list' })).toBeVisible();
  await examine(ana, 'wide board', { rooms: 'own' });
  const reopen = openNoteMenu(ana, 'Thank you for the long walk');
  await reopen();
  await examine(ana, 'wide board, menu', { rooms: 'own', reopen });
  await ana.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(ana.getByRole('textbox', { name: 'Your note' })).toBeFocused();
  await examine(ana, 'wide board, writing', { rooms: 'own' });
  await ana.getByRole('button', { name: 'Done' }).click();
  await ana.getByRole('button', { name: 'Show as a list' }).click();
  await examine(ana, 'wide board, as a list', { rooms: 'own' });
  await ana.setViewportSize(PHONE);
}

async function seeUs(ana: Page): Promise<void> {
  await go(ana, '/us');
  await expect(ana.getByText('Ben’s phone has everything you shared.')).toBeVisible();
  await examine(ana, 'us, paired');
  await go(ana, '/meet');
  await expect(ana.getByText(/is near\. What either of you shares/)).toBeVisible();
  await ana.getByRole('button', { name: 'Bring something along' }).click();
  await examine(ana, 'meet, paired');
  await go(ana, '/connections');
  await expect(ana.getByText('connected, both have proved the bond')).toBeVisible();
  await examine(ana, 'connections, connected');
  await go(ana, '/us');
  await ana.getByRole('button', { name: 'Part', exact: true }).click();
  await expect(ana.getByRole('dialog')).toBeVisible();
  await examine(ana, 'us, parting');
}

test('two: how they meet, their evening, their board, and parting', async () => {
  const ana = (await launchAna()).page;
  const ben = (await launch('ben')).page;
  await arrive(ben, 'Ben', 'Arch');
  await test.step('how they meet', () => seeMeeting(ana, ben));
  await test.step('the evening', () => seeEvening(ana, ben));
  await test.step('the board', () => seeBoard(ana, ben));
  await test.step('the board on a wide screen', () => seeWideBoard(ana));
  await test.step('us', () => seeUs(ana));
});
