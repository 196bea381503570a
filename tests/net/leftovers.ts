/** What many meetings leave behind in a page that keeps a diary. */
import { expect, type Page } from '@playwright/test';
import type { Partner } from '../setup/browsers.js';
import { go } from '../setup/vesper-app.js';

export type Leftovers = {
  /** Not closed. */
  readonly connections: number;
  readonly sockets: number;
  /** Begun, and neither run nor cancelled. */
  readonly timers: number;
  /** Closed or not: somebody still holds them. */
  readonly uncollected: number;
  /** Bytes of the page's own heap. */
  readonly heap: number;
};

const PROVED = 'connected, both have proved the bond';

/** Parts by the app's own switch and meets again, so many times. */
export async function partAndMeet(page: Page, times: number): Promise<void> {
  await go(page, '/connections');
  await expect(page.getByText(PROVED)).toBeVisible();
  for (let time = 0; time < times; time++) {
    await page.getByRole('switch', { name: 'Connections' }).click();
    await expect(page.getByText(PROVED)).toHaveCount(0);
    await page.getByRole('switch', { name: 'Connections' }).click();
    await expect(page.getByText(PROVED)).toBeVisible({ timeout: 60_000 });
  }
}

/** After all that nobody holds has been cleared away. */
export async function measureLeftovers({ context, page }: Partner): Promise<Leftovers> {
  const devtools = await context.newCDPSession(page);
  // What waits for the other phone's word is closed when that comes.
  await expect
    .poll(() => page.evaluate(() => window.diary.connections.size))
    .toBeLessThanOrEqual(ONE_AND_THREE_IN_WAITING);
  for (let time = 0; time < 2; time++) await devtools.send('HeapProfiler.collectGarbage');
  const counted = await page.evaluate(() => {
    const { connections, sockets, timers, made } = window.diary;
    return {
      connections: connections.size,
      sockets: sockets.size,
      timers: timers.size,
      uncollected: made.filter((each) => each.deref() !== undefined).length,
    };
  });
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return { ...counted, heap: usedSize };
}

const ONE_AND_THREE_IN_WAITING = 4;
