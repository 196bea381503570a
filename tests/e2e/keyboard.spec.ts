/** Every flow once by keyboard alone: no press of a pointer anywhere, and the focus is never lost. */
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';

let hub: StartedHub;
let ana: Partner;
let ben: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  hub = await startHub();
  ana = await launchPartner('ana', { baseURL: hub.url });
  ben = await launchPartner('ben', { baseURL: hub.url });
});

test.afterAll(async () => {
  await ana?.forget();
  await ben?.forget();
  await hub?.stop();
});

/** More stops than any screen has. */
const MOST_STOPS = 80;

/** What has the focus, as its role and name would be heard; undefined when it is nowhere. */
async function readFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? [...(element.labels ?? [])].map((label) => label.textContent)
        : [];
    return [element.getAttribute('aria-label'), ...labels, element.textContent]
      .filter(Boolean)
      .join(' ');
  });
}

/** Whether the focus can be seen: a ring is drawn round it, or round what stands for it. */
async function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const ringed = (element: Element | null): boolean => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const element = document.activeElement;
    // A heading that was given the focus on arrival is where reading starts, and no stop.
    if (element?.getAttribute('tabindex') === '-1') return true;
    return (
      ringed(element) ||
      ringed(element?.parentElement ?? null) ||
      ringed(element?.nextElementSibling ?? null)
    );
  });
}

/** Tabs on until what is wanted has the focus, and sees to it that each stop can be seen. */
async function tabTo(page: Page, wanted: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const heard: (string | undefined)[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key);
    const focus = await readFocus(page);
    if (focus !== undefined) expect(await isFocusSeen(page), `the ring on “${focus}”`).toBe(true);
    if (focus !== undefined && wanted.test(focus)) return;
    heard.push(focus);
  }
  throw new Error(`${wanted} was not found by Tab, but: ${heard.join(' | ')}`);
}

async function pressOn(page: Page, wanted: RegExp): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

async function expectFocusSomewhere(page: Page): Promise<void> {
  await expect.poll(() => readFocus(page)).toBeDefined();
}

async function arriveByKeys(page: Page, name: string, steps: number): Promise<void> {
  await page.goto('/');
  const onward = page.getByRole('button', { name: 'Go on in the browser' });
  await page.addLocatorHandler(onward, async () => {
    await onward.focus();
    await page.keyboard.press('Enter');
  });
  await expect(page.getByLabel('Your name')).toBeVisible();
  await tabTo(page, /Your name/);
  await page.keyboard.type(name);
  await tabTo(page, /Circle|Arch/);
  await page.keyboard.press('Space');
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight');
  await pressOn(page, /Continue/);
  await expect(page.getByRole('heading', { name: `Your first evening, ${name}` })).toBeFocused();
}

test('Welcome and the first check-in', async () => {
  const { page } = ana;
  await arriveByKeys(page, 'Ana', 0);
  await pressOn(page, /Check in/);
  await expect(page.getByRole('heading', { name: 'How are you arriving?' })).toBeVisible();
  await tabTo(page, /Night|Dusk/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /Energy/);
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /One line/);
  await page.keyboard.type('All by keys');
  await tabTo(page, /Share/);
  await page.keyboard.press('Space');
  await pressOn(page, /Save/);
  await expect(page.getByText('Saved on this phone.').first()).toBeVisible();
  await expectFocusSomewhere(page);
});

test('the board: add, edit, move, remove, undo', async () => {
  const { page } = ana;
  await pressOn(page, /Later|Another time|this evening|Today/);
  await page.goto('/#/board');
  for (const words of ['Thank you for the walk', 'Thank you for the soup']) {
    await pressOn(page, /Write a note/);
    await expect(page.getByRole('textbox', { name: 'Your note' })).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: 'Your note' })).toHaveCount(0);
    await expectFocusSomewhere(page);
  }
  await pressOn(page, /What to do with “Thank you for the soup/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => readFocus(page)).toMatch(/What to do with “Thank you for the soup/);
  const notes = page.getByRole('main').getByRole('listitem');
  await expect(notes.first()).toContainText('the soup');
  await openMenuItem(page, 'Move…');
  await pressOn(page, /To the end/);
  await expect(notes.last()).toContainText('the soup');
  await expectFocusSomewhere(page);
  await tabTo(page, /What to do with “Thank you for the soup/, 'Shift+Tab');
  await openMenuItem(page, 'Remove');
  await expect(notes.filter({ hasText: 'the soup' })).toHaveCount(0);
  await expectFocusSomewhere(page);
  await pressOn(page, /^Undo/);
  await expect(notes.filter({ hasText: 'the soup' })).toHaveCount(1);
});

/** On a note's menu button: opens it and goes down to the item. */
async function openMenuItem(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name });
  await expect(item).toBeVisible();
  for (let step = 0; step < 5; step++) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
}

async function beginByKeys(page: Page): Promise<string> {
  await page.goto('/#/meet');
  await expect(page.getByRole('heading', { name: 'Meet' })).toBeFocused();
  await pressOn(page, /Begin without a camera/);
  await expect(page.getByText('The code as text').first()).toBeVisible();
  await pressOn(page, /The code as text/);
  await tabTo(page, /VESPER:|The code as text/);
  return page.getByRole('textbox', { name: 'The code as text' }).inputValue();
}

async function pasteByKeys(page: Page, code: string): Promise<void> {
  await pressOn(page, /Paste theirs/);
  await tabTo(page, /The other phone’s code/, 'Shift+Tab');
  await page.keyboard.insertText(code);
  await pressOn(page, /Use this code/);
}

test('meeting by pasted codes, four words, and what to bring along', async () => {
  await arriveByKeys(ben.page, 'Ben', 1);
  const codeOfAna = await beginByKeys(ana.page);
  const codeOfBen = await beginByKeys(ben.page);
  await pasteByKeys(ana.page, codeOfBen);
  await pasteByKeys(ben.page, codeOfAna);
  for (const { page } of [ana, ben]) {
    await expect(page.getByRole('button', { name: 'Yes, the same' })).toBeVisible({
      timeout: 60_000,
    });
    await pressOn(page, /Yes, the same/);
  }
  for (const { page } of [ana, ben]) await expect(page.getByText(/are joined/)).toBeVisible();
  await pressOn(ana.page, /Share one/);
  await expect(ana.page.getByText('Ben is near.')).toBeVisible({ timeout: 60_000 });
  await expectFocusSomewhere(ana.page);
});

test('Us: to every connection and back, and parting asks first', async () => {
  const { page } = ana;
  await page.goto('/#/us');
  await pressOn(page, /Every connection/);
  await expect(page.getByText('connected, both have proved the bond')).toBeVisible();
  await pressOn(page, /^Us$/);
  await expect(page.getByRole('heading', { name: 'Us', level: 1 })).toBeVisible();
  await pressOn(page, /^Part/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => readFocus(page)).toMatch(/^Part/);
});
