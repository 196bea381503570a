/**
 * From the press on Save to "Saved on this phone.", which is said once the words are durable: the built app at a
 * quarter of this machine's speed, on a phone that is paired and holds ten years. Each time another evening, since
 * saving the same once more is nothing.
 */
import type { CDPSession, Page } from '@playwright/test';
import { addDays, type LocalDate } from '../../src/kernel/index.js';
import { launchPartner } from '../setup/browsers.js';
import { startHub } from '../setup/hub.js';
import { untilKept } from '../setup/vesper-app.js';
import type { Couple } from './couple.js';
import { type Figure, median, quantile } from './figures.js';
import { layDown, makePairedPhone, WRITABLE_LINE } from './phone.js';
import type { TenYears } from './ten-years.js';

const SLOWDOWN = 4;
const RUNS = 15;
/** The engine compiles what is used often, and the first evenings pay for it. */
const WARM_UPS = 3;
const SAVED = 'Saved on this phone.';

declare global {
  interface Window {
    /** When Save was pressed, and when it was said that it is saved: milliseconds since the navigation began. */
    saving?: { pressedAt?: number; saidAt?: number };
  }
}

/** Runs in the page: both moments are noted in the turn in which they come, without a round trip. */
function noteSaving(said: string): void {
  const saving: NonNullable<Window['saving']> = {};
  window.saving = saving;
  addEventListener('submit', () => (saving.pressedAt = performance.now()), {
    capture: true,
    once: true,
  });
  const observer = new MutationObserver(() => {
    if (saving.pressedAt === undefined || !document.body.textContent.includes(said)) return;
    observer.disconnect();
    saving.saidAt = performance.now();
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

async function slowDown(devTools: CDPSession, rate: number): Promise<void> {
  await devTools.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Milliseconds. */
async function saveOnce(page: Page, devTools: CDPSession, evening: LocalDate): Promise<number> {
  await page.goto(`/#/checkin?evening=${evening}`);
  await page.reload();
  await page.getByRole('radio', { name: /^Dusk/ }).check();
  await page.getByRole('checkbox', { name: 'calm' }).check();
  await page.locator(WRITABLE_LINE).first().fill(`The light of ${evening} was long.`);
  await page.evaluate(noteSaving, SAVED);
  await slowDown(devTools, SLOWDOWN);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForFunction(() => window.saving?.saidAt !== undefined);
  await slowDown(devTools, 1);
  const { pressedAt, saidAt } = (await page.evaluate(() => window.saving)) ?? {};
  if (pressedAt === undefined || saidAt === undefined) throw new Error('it was never saved');
  return saidAt - pressedAt;
}

export async function measureSaving(
  couple: Couple,
  years: TenYears,
  today: LocalDate,
): Promise<Figure> {
  const hub = await startHub();
  const { page, context, forget } = await launchPartner('ana', { baseURL: hub.url });
  await layDown(page, hub.url, makePairedPhone(couple, today, years.rows));
  await page.goto('/');
  await untilKept(page);
  const devTools = await context.newCDPSession(page);
  const times: number[] = [];
  for (let run = -WARM_UPS; run < RUNS; run++) {
    const time = await saveOnce(page, devTools, addDays(today, -1 - (run + WARM_UPS)));
    if (run >= 0) times.push(time);
  }
  await forget();
  await hub.stop();
  return {
    name: 'check-in-save-ms',
    value: median(times),
    goal: { atMost: 200 },
    how: `from Save to “Saved on this phone.” at ${SLOWDOWN}x slowdown, ten years here; median of ${RUNS}, worst ${quantile(times, 1).toFixed(0)}`,
  };
}
