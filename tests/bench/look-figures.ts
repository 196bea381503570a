/**
 * Looking back over ten years: the built app at a quarter of this machine's speed. A month is opened by its address,
 * each time another one, nine months apart so that none was read for the sake of its neighbour. A search is one for a
 * word, from its last letter to the sentence that says how often it was found, on a page just opened.
 */
import type { CDPSession, Page } from '@playwright/test';
import { type LocalDate, type Month, monthOf } from '../../src/kernel/index.js';
import { listMonths } from '../../src/model/index.js';
import { launchPartner } from '../setup/browsers.js';
import { startHub } from '../setup/hub.js';
import { untilKept } from '../setup/vesper-app.js';
import type { Couple } from './couple.js';
import { type Figure, median, quantile } from './figures.js';
import { layDown, makePairedPhone } from './phone.js';
import type { TenYears } from './ten-years.js';

const SLOWDOWN = 4;
const APART = 9;
const MONTHS = 12;
const SEARCHES = 5;
/** Stands in some two hundred check-ins, and in more than half of them. */
const RARE = 'bamece';
const COMMON = 'bace';

declare global {
  interface Window {
    /** Milliseconds since the navigation began. */
    looking?: { beganAt?: number; seenAt?: number; longestTask: number };
  }
}

/**
 * Runs in the page: notes when `selector` first matches something with `words` in it, and has been painted. The
 * beginning is now, or the next thing typed.
 */
function noteSight({
  selector,
  words,
  isTyped,
}: {
  selector: string;
  words: string;
  isTyped: boolean;
}): void {
  const looking: NonNullable<Window['looking']> = { longestTask: 0 };
  window.looking = looking;
  const begin = (): void => {
    looking.beganAt = performance.now();
  };
  if (isTyped) addEventListener('beforeinput', begin, { capture: true, once: true });
  else begin();
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      looking.longestTask = Math.max(looking.longestTask, duration);
    }
  }).observe({ type: 'longtask' });
  const observer = new MutationObserver(() => {
    const found = [...document.querySelectorAll(selector)];
    const isThere = found.some((each) => each.textContent.includes(words));
    if (!isThere || looking.beganAt === undefined) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      looking.seenAt = performance.now();
    });
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

type Sight = { readonly ms: number; readonly longestTask: number };

async function readSight(page: Page): Promise<Sight> {
  await page.waitForFunction(() => window.looking?.seenAt !== undefined);
  const looking = await page.evaluate(() => window.looking);
  if (looking?.beganAt === undefined || looking.seenAt === undefined) {
    throw new Error('it was never seen');
  }
  return { ms: looking.seenAt - looking.beganAt, longestTask: looking.longestTask };
}

async function slowDown(devTools: CDPSession, rate: number): Promise<void> {
  await devTools.send('Emulation.setCPUThrottlingRate', { rate });
}

/** As the months of English dates in the app's headings. */
function nameMonth(month: Month): string {
  const format = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${month}-15T12:00:00Z`));
}

async function openMonth(page: Page, devTools: CDPSession, month: Month): Promise<number> {
  await slowDown(devTools, SLOWDOWN);
  await page.evaluate(noteSight, {
    selector: 'article h3',
    words: nameMonth(month),
    isTyped: false,
  });
  await page.evaluate((asked) => {
    location.hash = `#/evenings?month=${asked}`;
  }, month);
  const { ms } = await readSight(page);
  await slowDown(devTools, 1);
  return ms;
}

async function openMonths(
  page: Page,
  devTools: CDPSession,
  months: readonly Month[],
): Promise<readonly number[]> {
  // The screen itself is not what is measured, and this month is not among those that are.
  await page.goto('/#/evenings');
  await page.reload();
  await page.locator('article h3').first().waitFor();
  const times: number[] = [];
  for (const month of months) times.push(await openMonth(page, devTools, month));
  return times;
}

async function searchFor(page: Page, devTools: CDPSession, word: string): Promise<Sight> {
  const field = page.getByRole('searchbox');
  await field.fill(word.slice(0, -1));
  await field.press('End');
  await page.evaluate(noteSight, {
    selector: '[role=status]',
    words: 'Found ',
    isTyped: true,
  });
  await slowDown(devTools, SLOWDOWN);
  await field.press(word.slice(-1));
  const sight = await readSight(page);
  await slowDown(devTools, 1);
  return sight;
}

/** The first search of a page that was just opened, and then that for another word. */
async function searchAnew(
  page: Page,
  devTools: CDPSession,
): Promise<{ first: Sight; next: Sight }> {
  await page.goto('/#/search');
  await page.reload();
  await page.getByRole('searchbox').waitFor();
  await slowDown(devTools, SLOWDOWN);
  // Typed as soon as there is a field: most of ten years is still to be read then.
  await page.evaluate(noteSight, { selector: '[role=status]', words: 'Found ', isTyped: true });
  await page.getByRole('searchbox').fill(RARE);
  const first = await readSight(page);
  await slowDown(devTools, 1);
  await page.getByRole('searchbox').fill('');
  return { first, next: await searchFor(page, devTools, COMMON) };
}

export async function measureLookingBack(
  couple: Couple,
  years: TenYears,
  today: LocalDate,
): Promise<readonly Figure[]> {
  const hub = await startHub();
  const { page, context, forget } = await launchPartner('ana', { baseURL: hub.url });
  await layDown(page, hub.url, makePairedPhone(couple, today, years.rows));
  await page.goto('/');
  await untilKept(page);
  const devTools = await context.newCDPSession(page);
  const all = listMonths(`${Number(monthOf(today).slice(0, 4)) - 10}-12-01`, today);
  const months = all.filter((_, back) => back > 0 && back % APART === 0).slice(0, MONTHS);
  const cold = await openMonths(page, devTools, months);
  const kept = await openMonths(page, devTools, months);
  const searches: { first: Sight; next: Sight }[] = [];
  for (let run = 0; run < SEARCHES; run++) searches.push(await searchAnew(page, devTools));
  await forget();
  await hub.stop();
  // The very first one of all makes ten years ready; that is once, and said apart.
  const [once, ...later] = searches.map(({ first }) => first.ms);
  const next = searches.map((each) => each.next);
  return [
    {
      name: 'month-open-ms-10y',
      value: median(cold),
      goal: { atMost: 400 },
      how: `from the address to the painted evenings at ${SLOWDOWN}x slowdown, never opened before; median of ${cold.length}, worst ${quantile(cold, 1).toFixed(0)}; opened before ${median(kept).toFixed(0)}`,
    },
    {
      name: 'search-ms-10y',
      value: median(later),
      goal: { atMost: 1_000 },
      how: `from a word typed into a page just opened to all that was found at ${SLOWDOWN}x slowdown; median of ${later.length}; the first of all, which makes ten years ready, ${once?.toFixed(0)}; another word then ${median(next.map(({ ms }) => ms)).toFixed(0)}, longest task ${Math.max(...next.map(({ longestTask }) => longestTask)).toFixed(0)}`,
    },
  ];
}
