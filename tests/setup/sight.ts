/** What holds for every screen: no finding of axe in either light, and room at every width, size and direction. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { PHONE } from './browsers.js';

const RULES = [
  ...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  'best-practice',
];

const LIGHTS = ['light', 'dark'] as const;

type Light = (typeof LIGHTS)[number];

type Room = {
  readonly name: string;
  /** Of the window; its own unless given. */
  readonly width?: number;
  /** The reader's text size, as a share of the usual one. */
  readonly text?: number;
  readonly direction?: 'rtl';
};

/** 320 px is a small phone, and a window of 1280 px at 400 %. */
const ROOMS: readonly Room[] = [
  { name: 'at 320 px', width: 320 },
  { name: 'with text of 200 %', text: 200 },
  { name: 'at 320 px with text of 200 %', width: 320, text: 200 },
  { name: 'on a wide screen', width: 1280 },
  { name: 'from right to left', direction: 'rtl' },
  { name: 'from right to left at 320 px', width: 320, direction: 'rtl' },
];

function isStill(): boolean {
  return document
    .getAnimations()
    .every(
      ({ effect, playState }) =>
        playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
    );
}

/** Colours half-way through a transition are nobody's. What moves for ever is left out. */
async function untilStill(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(isStill)).toBe(true);
}

function windowOf(page: Page): { width: number; height: number } {
  return page.viewportSize() ?? PHONE;
}

/** Tall enough for the whole page: what has scrolled under the tab bar is covered only for the moment. */
async function unroll(page: Page): Promise<void> {
  const { width, height } = windowOf(page);
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, needed) });
}

async function expectNothingFound(page: Page, light: Light, sight: string): Promise<void> {
  await page.emulateMedia({ colorScheme: light });
  await untilStill(page);
  // The legacy mode stays in this page; another one in front would hide it, and that is noticed here.
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect.soft(found, `${sight}, ${light}`).toEqual([]);
}

/** What reaches over an edge of the window, or of the sheet it stands in: said with its own words. */
function findOverreaching(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const isHidden = (element: Element | null): boolean => {
    if (!element) return false;
    const { clipPath, visibility } = getComputedStyle(element);
    return visibility === 'hidden' || clipPath !== 'none' || isHidden(element.parentElement);
  };
  const reaches = (element: Element): boolean => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > clientWidth + 1) && !isHidden(element);
  };
  const found = [...document.body.querySelectorAll('*')]
    .filter((element) => !element.closest('svg') && reaches(element))
    .map((element) => `${element.tagName} "${(element.textContent ?? '').slice(0, 40)}"`);
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`, ...found] : found;
}

async function expectRoom(page: Page, room: Room, sight: string, how: Sight): Promise<void> {
  const window = windowOf(page);
  await page.setViewportSize({ ...window, width: room.width ?? window.width });
  await page.evaluate(({ text = 100, direction = 'ltr' }) => {
    document.documentElement.style.fontSize = `${text}%`;
    document.documentElement.dir = direction;
  }, room);
  await how.reopen?.();
  await untilStill(page);
  expect.soft(await page.evaluate(findOverreaching), `${sight} ${room.name}`).toEqual([]);
  await takePicture(page, sight, room.name);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
    document.documentElement.dir = 'ltr';
  });
  await page.setViewportSize(window);
}

/** For looking with one's own eyes: `VESPER_PICTURES=folder` keeps a picture of every sight. */
async function takePicture(page: Page, sight: string, how: string): Promise<void> {
  const folder = process.env['VESPER_PICTURES'];
  if (!folder) return;
  await untilStill(page);
  await page.screenshot({ path: `${folder}/${sight} ${how}.png`.replaceAll('%', 'pc') });
}

export type Sight = {
  /** `narrow` leaves out the wide window, `own` all widths but the present one: what is open there may close. */
  readonly rooms?: 'all' | 'narrow' | 'own';
  /** Opens anew what finds its place on the screen only once, such as a menu. */
  readonly reopen?: () => Promise<void>;
};

function roomsOf({ rooms = 'all' }: Sight): readonly Room[] {
  if (rooms === 'all') return ROOMS;
  return ROOMS.filter(({ width }) => width === undefined || (rooms === 'narrow' && width <= 390));
}

/** Looks at what is on the screen now; every fault is told, not just the first. */
export async function examine(page: Page, sight: string, how: Sight = {}): Promise<void> {
  const window = windowOf(page);
  for (const light of LIGHTS) {
    await page.emulateMedia({ colorScheme: light });
    await takePicture(page, sight, light);
  }
  await unroll(page);
  await how.reopen?.();
  for (const light of LIGHTS) await expectNothingFound(page, light, sight);
  await page.emulateMedia({ colorScheme: LIGHTS[0] });
  await page.setViewportSize(window);
  for (const room of roomsOf(how)) await expectRoom(page, room, sight, how);
}
