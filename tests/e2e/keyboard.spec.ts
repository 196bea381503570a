/** Every flow once by keyboard alone: no press of a pointer anywhere, and the focus is never lost. */
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { expectFocusKept, listStops, pressOn, readStop, tabTo, watchFocus } from '../setup/keys.js';
import { endTwoPhones } from '../setup/two-phones.js';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

async function launch(name: string): Promise<Partner> {
  const partner = await launchPartner(name, {
    baseURL: hub.url,
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  await watchFocus(partner);
  return partner;
}

test.beforeAll(async () => {
  hub = await startHub();
  ana = await launch('ana');
  ben = await launch('ben');
});

test.afterAll(() => endTwoPhones({ hub, ana, ben }));

async function expectFocusOn(page: Page, name: RegExp): Promise<void> {
  await expect.poll(async () => (await readStop(page))?.name).toMatch(name);
}

/** Opens an address as from the browser's own bar. */
async function visit(page: Page, path: string, title: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
}

async function arriveByKeys(page: Page, name: string, steps: number): Promise<void> {
  await page.goto('/');
  const onward = page.getByRole('button', { name: 'Go on in the browser' });
  await page.addLocatorHandler(onward, () => pressOn(page, /Go on in the browser/));
  await expect(page.getByLabel('Your name')).toBeVisible();
  await tabTo(page, /Your name/);
  await page.keyboard.type(name);
  await tabTo(page, /Circle|Arch/);
  await page.keyboard.press('Space');
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight');
  await pressOn(page, /Continue/);
  await expect(page.getByRole('heading', { name: `Your first evening, ${name}` })).toBeFocused();
  await expectFocusKept(page);
}

test('Welcome, and the first check-in: every answer, and two of them taken back', async () => {
  const { page } = ana;
  await arriveByKeys(page, 'Ana', 0);
  await pressOn(page, /Check in/);
  await expect(page.getByRole('heading', { name: 'How are you arriving?' })).toBeFocused();
  await tabTo(page, /Night/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: /^Night/ })).toBeChecked();
  await pressOn(page, /Take back the light/);
  await expect(page.getByRole('radio', { name: /^Night/ })).not.toBeChecked();
  await expectFocusOn(page, /Night/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^Dusk/ })).toBeChecked();
  await tabTo(page, /Energy/);
  await page.keyboard.press('ArrowRight');
  await pressOn(page, /Take back the energy/);
  await expectFocusOn(page, /Energy/);
  await page.keyboard.press('ArrowLeft');
  await pressOn(page, /more words/);
  await expect(page.getByLabel('Find a word, or write your own')).toBeVisible();
  await tabTo(page, /Find a word/);
  await page.keyboard.type('unhurried');
  await pressOn(page, /^Use “unhurried”/);
  await expectFocusOn(page, /Find a word/);
  await page.keyboard.press('Escape');
  await expectFocusOn(page, /more words/);
  await tabTo(page, /One line/);
  await page.keyboard.type('All by keys');
  await tabTo(page, /listening/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'listening' })).not.toBeChecked();
  await tabTo(page, /Share/);
  await page.keyboard.press('Space');
  await pressOn(page, /Save/);
  await expect(page.getByRole('heading', { name: 'Meet, or later' })).toBeFocused();
  await pressOn(page, /Later/);
  await expect(page.getByRole('heading', { level: 1, name: /Ana$/ })).toBeFocused();
  await expect(page.getByText('unhurried')).toBeVisible();
  await expectFocusKept(page);
});

test('a draft is begun, found again and let go', async () => {
  const { page } = ana;
  await pressOn(page, /Change/);
  await tabTo(page, /One line/);
  await page.keyboard.press('End');
  await page.keyboard.type(', or not');
  await pressOn(page, /^Back/, 'Shift+Tab');
  await pressOn(page, /Change/);
  await pressOn(page, /Start over/);
  await expect(page.getByText('You began this earlier.')).toHaveCount(0);
  await expect(page.getByLabel('One line')).toHaveValue('All by keys');
  await expectFocusKept(page);
});

/** On a note's menu button: opens it and goes down to the item. */
async function openMenuItem(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  const enabled = page.getByRole('menuitem', { disabled: false });
  await expect(enabled.first()).toBeFocused();
  const names = await enabled.allInnerTexts();
  for (let step = names.indexOf(name); step > 0; step--) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name })).toBeFocused();
  await page.keyboard.press('Enter');
}

const OF_SOUP = /What to do with “Thank you for the soup/;
const OF_WALK = /What to do with “Thank you for the walk/;

test('the board: add, edit, move, remove, undo', async () => {
  const { page } = ana;
  const editor = page.getByRole('textbox', { name: 'Your note' });
  await visit(page, '/#/board', 'Gratitude board');
  for (const words of ['Thank you for the walk', 'Thank you for the soup']) {
    await pressOn(page, /Write a note/);
    await expect(editor).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
    await expect(editor).toHaveCount(0);
    await expectFocusOn(page, /^Edit/);
  }
  const notes = page.getByRole('main').getByRole('article');
  await tabTo(page, OF_SOUP);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expectFocusOn(page, OF_SOUP);
  await openMenuItem(page, 'Edit');
  await expect(editor).toBeFocused();
  await page.keyboard.type(', and the bread');
  await page.keyboard.press('Control+Enter');
  await expect(notes.first()).toContainText('the soup, and the bread');
  await expectFocusOn(page, /^Edit/);
  await tabTo(page, OF_SOUP);
  await openMenuItem(page, 'Move…');
  await pressOn(page, /To the end/);
  await expect(notes.last()).toContainText('the soup');
  await expectFocusOn(page, OF_SOUP);
  await openMenuItem(page, 'Remove');
  await expect(notes).toHaveCount(1);
  await expectFocusOn(page, /^Edit/);
  await pressOn(page, /^Undo/);
  await expect(notes).toHaveCount(2);
  await expectFocusOn(page, /./);
  await expectFocusKept(page);
});

test('the board: the last note removed, and months turned', async () => {
  const { page } = ben;
  await arriveByKeys(page, 'Ben', 1);
  await visit(page, '/#/board', 'Gratitude board');
  await pressOn(page, /Write a note/);
  await page.keyboard.type('Thank you for the walk');
  await pressOn(page, /Done/);
  await tabTo(page, OF_WALK);
  await openMenuItem(page, 'Remove');
  await expect(page.getByRole('main').getByRole('article')).not.toContainText(['the walk']);
  await expectFocusOn(page, /./);
  await pressOn(page, /The month before/);
  await pressOn(page, /The month after/);
  await expectFocusOn(page, /./);
  await expectFocusKept(page);
});

test('the board on a wide screen: a note is laid elsewhere with the arrow keys', async () => {
  const { page } = ana;
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, '/#/us', 'Us');
  await pressOn(page, /^Board/);
  await tabTo(page, /^Move “Thank you for the walk/);
  const note = page.getByRole('listitem').filter({ hasText: 'the walk' });
  const before = await note.boundingBox();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect.poll(async () => (await note.boundingBox())!.y - before!.y).toBeGreaterThan(20);
  await expectFocusOn(page, /^Move “Thank you for the walk/);
  await pressOn(page, /Show as a list/, 'Shift+Tab');
  await expectFocusOn(page, /Show as a board/);
  await page.keyboard.press('Enter');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFocusKept(page);
});

async function beginByKeys(page: Page): Promise<string> {
  await visit(page, '/#/meet', 'Meet');
  await pressOn(page, /Begin without a camera/);
  await expect(page.getByRole('heading', { name: 'Your code' })).toBeFocused();
  await pressOn(page, /The code as text/);
  await tabTo(page, /VESPER:|The code as text/);
  const code = await page.getByRole('textbox', { name: 'The code as text' }).inputValue();
  await pressOn(page, /Copy as text/);
  await expect(page.getByText('Copied.')).toBeVisible();
  return code;
}

/** The clipboard is each browser's own here, so the code is put there as if it had come in a message. */
async function pasteByKeys(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), code);
  await pressOn(page, /Paste theirs/, 'Shift+Tab');
  await expectFocusOn(page, /The other phone’s code/);
  await page.keyboard.press('Control+V');
  await expect(page.getByLabel('The other phone’s code')).toHaveValue(code);
  await pressOn(page, /Use this code/);
}

test('a meeting is begun, looked at with the camera, stopped, and begun again', async () => {
  const { page } = ben;
  const own = await beginByKeys(page);
  await pressOn(page, /Scan theirs/, 'Shift+Tab');
  await expectFocusOn(page, /Close the camera/);
  await page.keyboard.press('Enter');
  await expectFocusOn(page, /Scan theirs/);
  await tabTo(page, /The code as text/);
  await pasteByKeys(page, own);
  await expect(page.getByText('That is this phone’s own code.')).toBeVisible();
  await expectFocusOn(page, /Use this code/);
  await pressOn(page, /^Stop/);
  await expect(page.getByRole('button', { name: 'Begin without a camera' })).toBeVisible();
  await expectFocusOn(page, /./);
  await expectFocusKept(page);
});

test('meeting by pasted codes, four words, and what to bring along', async () => {
  const codeOfAna = await beginByKeys(ana.page);
  const codeOfBen = await beginByKeys(ben.page);
  await pasteByKeys(ana.page, codeOfBen);
  await expect(ana.page.getByRole('heading', { name: 'Now your code' })).toBeFocused();
  await pasteByKeys(ben.page, codeOfAna);
  const words: (readonly string[])[] = [];
  for (const { page } of [ana, ben]) {
    const heading = page.getByRole('heading', { name: 'The same four words?' });
    await expect(heading).toBeFocused({ timeout: 60_000 });
    words.push(await page.getByRole('main').getByRole('listitem').allInnerTexts());
  }
  expect(words[0]).toEqual(words[1]);
  for (const { page } of [ana, ben]) await pressOn(page, /Yes, the same/);
  for (const { page } of [ana, ben]) {
    await expect(page.getByText(/are joined/)).toBeVisible();
    await expectFocusOn(page, /./);
    await expectFocusKept(page);
  }
  await tabTo(ana.page, /Thank you for the walk/);
  await ana.page.keyboard.press('Space');
  await pressOn(ana.page, /Share 2/);
  await expect(ana.page.getByRole('heading', { level: 1, name: /Ana$/ })).toBeFocused();
  await expect(ana.page.getByText('Ben is near.')).toBeVisible({ timeout: 60_000 });
  await pressOn(ben.page, /Go to this evening/);
  await expect(ben.page.getByRole('heading', { level: 1, name: /Ben$/ })).toBeFocused();
  await expectFocusKept(ana.page);
});

test('what was written alone is shared from the board, the last of it too', async () => {
  const { page } = ana;
  await visit(page, '/#/board', 'Gratitude board');
  await tabTo(page, OF_SOUP);
  await openMenuItem(page, 'Share…');
  await pressOn(page, /Share with Ben/);
  await expect(page.getByRole('heading', { name: 'Only on this phone' })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocusOn(page, /./);
  await expectFocusKept(page);
});

test('Us: another name, every connection and back, and parting', async () => {
  const { page } = ana;
  await visit(page, '/#/us', 'Us');
  await pressOn(page, /Change your name/);
  await tabTo(page, /Your name/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Anna')).toBeVisible();
  await expectFocusOn(page, /Change your name/);
  await pressOn(page, /Every connection/);
  await expect(page.getByText('connected, both have proved the bond')).toBeVisible();
  await pressOn(page, /^Us$/);
  await expect(page.getByRole('heading', { name: 'Us', level: 1 })).toBeFocused();
  await pressOn(page, /About meeting/);
  await pressOn(page, /Bring something along/);
  await expectFocusOn(page, /./);
  await visit(page, '/#/us', 'Us');
  await pressOn(page, /^Part/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocusOn(page, /^Part/);
  await page.keyboard.press('Enter');
  await pressOn(page, /Part, and erase/);
  await expect(page.getByText('You have parted.')).toBeVisible();
  await expectFocusOn(page, /./);
  await expectFocusKept(page);
});

test('stops follow the order in which one reads, and the tabs come last', async () => {
  const { page } = ana;
  const screens = ['Anna', 'How are you', 'Gratitude board', 'Us', 'Meet', 'Every connection'];
  const paths = ['/#/', '/#/checkin', '/#/board', '/#/us', '/#/meet', '/#/connections'];
  // What was last said at the foot of the screen is no stop of a screen.
  await page.reload();
  for (const [index, path] of paths.entries()) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(screens[index] ?? '');
    // What comes a moment after the screen would come between two stops.
    if (path === '/#/')
      await expect(page.getByRole('button', { name: /^What to do/ })).toBeVisible();
    const stops = await listStops(page);
    expect(stops.slice(-3).map(({ name }) => name)).toEqual(['Today', 'Board', 'Us']);
    // Taking an answer back comes after giving it, though it stands at the end of the question's line.
    const inMain = stops.slice(0, -3).filter(({ name }) => !name.startsWith('Take back'));
    for (const [at, stop] of inMain.entries()) {
      const before = inMain[at - 1];
      if (!before) continue;
      const isBelow = stop.top >= before.bottom - 12;
      const isBeside = stop.start > before.start && stop.bottom > before.top;
      expect(isBelow || isBeside, `${path}: ${before.name} | ${stop.name}`).toBe(true);
    }
  }
});
