/** Using the app by keyboard alone, and seeing where the focus is, that it can be seen, and that it is never lost. */
import { expect, type Page } from '@playwright/test';
import type { Partner } from './browsers.js';

/** More stops than any screen has. */
const MOST_STOPS = 80;

/** Notes every control that took the focus with it when it went away: the next key would begin from nowhere. */
export async function watchFocus({ context }: Partner): Promise<void> {
  await context.addInitScript(() => {
    const lost: string[] = [];
    let last: Element | null = null;
    let waited = 0;
    const isGone = (element: Element): boolean =>
      !element.isConnected || element.getClientRects().length === 0 || element.matches(':disabled');
    const look = (): void => {
      const active = document.activeElement;
      const isNowhere = active === null || active === document.body;
      // A screen that is being changed may take a moment; nobody presses a key that soon.
      waited = isNowhere && last !== null && isGone(last) ? waited + 1 : 0;
      if (waited === 20) lost.push((last?.ariaLabel ?? last?.textContent ?? '').slice(0, 60));
      if (!isNowhere) last = active;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(globalThis, { listLostFocus: () => lost });
  });
}

/** What took the focus away with it so far, after a pause in which it could have. */
export async function expectFocusKept(page: Page): Promise<void> {
  const lost = await page.evaluate(async () => {
    for (let frame = 0; frame < 25; frame++) await new Promise(requestAnimationFrame);
    const list: unknown = Reflect.get(globalThis, 'listLostFocus');
    return typeof list === 'function' ? list() : ['not watched'];
  });
  expect(lost, 'what took the focus with it').toEqual([]);
}

export type Stop = {
  /** Label, or what it says. */
  readonly name: string;
  /** A ring is drawn round it, or round what stands for it. */
  readonly isRinged: boolean;
  /** Some of it lies on top. */
  readonly isInSight: boolean;
  /** Pixels from the beginning of the page. */
  readonly top: number;
  readonly bottom: number;
  readonly start: number;
};

/** Undefined where nothing has the focus, as after the last stop. */
export async function readStop(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const label = labels ? [...(element.labels ?? [])].map((each) => each.textContent) : [];
    const frame = element.closest('label') ?? element;
    const rect = frame.getBoundingClientRect();
    const isRinged = [element, frame, element.nextElementSibling].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    const across = [rect.left + 4, (rect.left + rect.right) / 2, rect.right - 4];
    const down = [rect.top + 4, (rect.top + rect.bottom) / 2, rect.bottom - 4];
    const isInSight = across.some((x) =>
      down.some((y) => {
        const above = document.elementFromPoint(x, y);
        return above !== null && (frame.contains(above) || above.contains(frame));
      }),
    );
    return {
      name: [element.ariaLabel, ...label, element.textContent].filter(Boolean).join(' '),
      // A heading that was given the focus on arrival is where reading starts, and no stop.
      isRinged: isRinged || element.tabIndex === -1,
      isInSight,
      top: rect.top + scrollY,
      bottom: rect.bottom + scrollY,
      start: rect.left,
    };
  });
}

/** Why it could not be seen where the focus is. */
function faultsOf(stop: Stop | undefined): readonly string[] {
  if (!stop) return [];
  return [
    ...(stop.isRinged ? [] : [`no ring round “${stop.name}”`]),
    ...(stop.isInSight ? [] : [`“${stop.name}” is out of sight`]),
  ];
}

/** One press, and what then has the focus, which can be seen, at the latest when a sheet has slid in. */
async function step(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<Stop | undefined> {
  await page.keyboard.press(key);
  await expect.poll(async () => faultsOf(await readStop(page))).toEqual([]);
  return readStop(page);
}

/** Goes on until what is wanted has the focus, and sees to it that each stop can be seen. */
export async function tabTo(
  page: Page,
  wanted: RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_STOPS) {
    const name = (await step(page, key))?.name ?? 'nothing';
    if (wanted.test(name)) return;
    passed.push(name);
  }
  throw new Error(`${wanted} was not found by ${key}, but: ${passed.join(' | ')}`);
}

export async function pressOn(
  page: Page,
  wanted: RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await tabTo(page, wanted, key);
  await page.keyboard.press('Enter');
}

/** Before the way back, which stands above the heading that has the focus on arrival. */
async function startFromTheTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    const top = document.createElement('span');
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
  });
}

/** Every stop of the screen from its beginning to its end, in their order. */
export async function listStops(page: Page): Promise<readonly Stop[]> {
  await startFromTheTop(page);
  const stops: Stop[] = [];
  while (stops.length < MOST_STOPS) {
    const stop = await step(page, 'Tab');
    if (!stop || (stop.name === stops[0]?.name && stop.top === stops[0].top)) return stops;
    stops.push(stop);
  }
  return stops;
}
