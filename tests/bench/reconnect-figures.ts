/**
 * How long two phones are apart once the hub is there again: both were opened while it was gone, so nothing
 * but the hub can introduce them. From "Ready." on the hub's screen to "connected" on both phones'.
 */
import type { Page } from '@playwright/test';
import type { LocalDate } from '../../src/kernel/index.js';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { untilKept } from '../setup/vesper-app.js';
import type { Couple } from './couple.js';
import { type Figure, median } from './figures.js';
import { layDown, makePairedPhone, seenFromPartner } from './phone.js';

/** Phones ask more and more rarely while nobody answers, so how long the hub was gone matters. */
const GONE_FOR_MS = [3_000, 8_000, 13_000, 21_000, 34_000];
const PATIENCE_MS = 120_000;
const PROVED = 'connected, both have proved the bond';

async function prepare(
  name: string,
  hub: StartedHub,
  couple: Couple,
  today: LocalDate,
): Promise<Partner> {
  const partner = await launchPartner(name, { baseURL: hub.url });
  await layDown(partner.page, hub.url, makePairedPhone(couple, today, []));
  await partner.page.goto('/#/connections');
  await untilKept(partner.page);
  return partner;
}

async function connectedAt(page: Page): Promise<number> {
  const seen = await page.waitForFunction(
    (words) => (document.body.textContent.includes(words) ? Date.now() : undefined),
    PROVED,
    { polling: 20, timeout: PATIENCE_MS },
  );
  return Number(await seen.jsonValue());
}

/** Seconds. */
async function comeBackOnce(
  hub: StartedHub,
  pages: readonly Page[],
  goneFor: number,
): Promise<{ hub: StartedHub; seconds: number }> {
  const { port } = hub;
  await hub.stop();
  for (const page of pages) await page.reload();
  await new Promise((resolve) => setTimeout(resolve, goneFor));
  const again = await startHub({ port });
  const ready = Date.now();
  const times = await Promise.all(pages.map(connectedAt));
  return { hub: again, seconds: (Math.max(...times) - ready) / 1000 };
}

export async function measureReconnect(couple: Couple, today: LocalDate): Promise<Figure> {
  let hub = await startHub();
  const ana = await prepare('ana', hub, couple, today);
  const ben = await prepare('ben', hub, seenFromPartner(couple), today);
  const pages = [ana.page, ben.page];
  await Promise.all(pages.map(connectedAt));
  const seconds: number[] = [];
  for (const goneFor of GONE_FOR_MS) {
    const back = await comeBackOnce(hub, pages, goneFor);
    hub = back.hub;
    seconds.push(back.seconds);
  }
  for (const partner of [ana, ben]) await partner.forget();
  await hub.stop();
  return {
    name: 'reconnect-s',
    value: median(seconds),
    how: `hub back to both connected, after it was gone for ${GONE_FOR_MS.map((ms) => ms / 1000).join(', ')} s: ${seconds.map((each) => each.toFixed(1)).join(', ')} s; the median`,
  };
}
