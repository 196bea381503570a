/** Does what a person does in the app, by the names a screen reader would hear. */
import { expect, type Locator, type Page } from '@playwright/test';

export type ShapeName = 'Circle' | 'Arch';

/** Until the service worker has all of the app, so that it opens without the hub. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Opens a screen of an app that is already open: `go(page, '/board')`. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}

/**
 * Writes over what stands in a field: in one stroke, as a phone's keyboard gives a whole word; in Firefox letter
 * by letter, since there Playwright sets the value from within the page, and React, which sees no change then,
 * puts the old value back.
 */
export async function enter(field: Locator, words: string): Promise<void> {
  await field.focus();
  await field.press('ControlOrMeta+A');
  const isFirefox = await field.evaluate(() => navigator.userAgent.includes('Firefox'));
  if (isFirefox || words === '') await field.pressSequentially(words);
  else await field.page().keyboard.insertText(words);
}

/** From the first opening to Today, leaving the first check-in for later. */
export async function arrive(page: Page, name: string, shape: ShapeName): Promise<void> {
  await page.goto('/');
  // Chromium offers installation a moment after the page is there, or not at all.
  const notInstalled = page.getByRole('button', { name: 'Go on in the browser' });
  await page.addLocatorHandler(notInstalled, () => notInstalled.click());
  await enter(page.getByLabel('Your name'), name);
  await page.getByRole('radio', { name: new RegExp(`^${shape}`) }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: `Your first evening, ${name}` })).toBeVisible();
}

export type Evening = {
  readonly light?: 'Night' | 'Dusk' | 'Cloud' | 'Sun' | 'Dawn';
  readonly line?: string;
  readonly share?: boolean;
};

/** Saves tonight's check-in and waits until the app says that it is kept. */
export async function checkIn(page: Page, { light, line, share }: Evening): Promise<void> {
  await go(page, '/checkin');
  await expect(page.getByRole('heading', { name: 'How are you arriving?' })).toBeVisible();
  if (light) await page.getByRole('radio', { name: new RegExp(`^${light}`) }).check();
  if (line !== undefined) await enter(page.getByLabel('One line, if you like'), line);
  if (share !== undefined) {
    await page.getByRole('checkbox', { name: /^Share/ }).setChecked(share);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved on this phone.').first()).toBeVisible();
}

export type Beginning = 'Begin without a camera' | 'Begin, with the camera';

/** Begins a meeting, without the camera unless told otherwise, and returns the code as text. */
export async function showCode(
  page: Page,
  beginning: Beginning = 'Begin without a camera',
): Promise<string> {
  await go(page, '/meet');
  await page.getByRole('button', { name: beginning }).click();
  return readShownCode(page);
}

export async function readShownCode(page: Page): Promise<string> {
  await page.getByText('The code as text').first().click();
  const shown = page.getByRole('textbox', { name: 'The code as text' });
  await expect(shown).toHaveValue(/^VESPER:/);
  return shown.inputValue();
}

export async function pasteCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste theirs' }).click();
  await enter(page.getByLabel('The other phone’s code'), code);
  await page.getByRole('button', { name: 'Use this code' }).click();
}

export async function readFourWords(page: Page): Promise<readonly string[]> {
  await expect(page.getByRole('button', { name: 'Yes, the same' })).toBeVisible({
    timeout: 60_000,
  });
  const words = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  expect(words).toHaveLength(4);
  return words;
}

/** The whole ceremony by pasted codes, up to the question what to bring along. */
export async function pair(one: Page, other: Page): Promise<void> {
  const [codeOfOne, codeOfOther] = await Promise.all([showCode(one), showCode(other)]);
  await pairByCodes(one, codeOfOne, other, codeOfOther);
}

/** From the codes that both show up to the question what to bring along. */
export async function pairByCodes(
  one: Page,
  codeOfOne: string,
  other: Page,
  codeOfOther: string,
): Promise<void> {
  await pasteCode(one, codeOfOther);
  await pasteCode(other, codeOfOne);
  expect(await readFourWords(one)).toEqual(await readFourWords(other));
  await one.getByRole('button', { name: 'Yes, the same' }).click();
  await other.getByRole('button', { name: 'Yes, the same' }).click();
  for (const page of [one, other]) await expect(page.getByText(/are joined/)).toBeVisible();
}

/** Of two who are paired and meet again: shows a code, and returns it as text. */
export async function showGlance(page: Page): Promise<string> {
  await go(page, '/meet');
  await page.getByRole('button', { name: 'Show a code' }).click();
  return readShownCode(page);
}

/** Until both of two who meet again see, at Meet, that they have. */
export async function expectMet(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await expect(page.getByText(/phone is near\. What either of you shares/)).toBeVisible({
      timeout: 60_000,
    });
  }
}

/** Writes a note and leaves it; the words are typed one by one, as on a phone. */
export async function writeNote(page: Page, words: string): Promise<void> {
  await go(page, '/board');
  await page.getByRole('button', { name: 'Write a note' }).first().click();
  await page.getByRole('textbox', { name: 'Your note' }).pressSequentially(words);
  await page.getByRole('button', { name: 'Done' }).click();
}

export function noteWith(page: Page, words: string): Locator {
  return page.getByRole('listitem').filter({ hasText: words });
}

/** Until the two have found each other and proved the bond. */
export async function expectNear(page: Page, partner: string): Promise<void> {
  await go(page, '/');
  await expect(page.getByText(`${partner} is near.`)).toBeVisible({ timeout: 60_000 });
}
