/**
 * From the tap to the first letter: the built app, served by the hub, opened at the check-in by two phones
 * that differ in one thing only, ten years of shared rows. Both are paired and both have a name.
 *
 * Each opening is a new browser process on the phone's own profile, with the service worker and the
 * engine's code cache in place from openings that don't count, as on an evening after other evenings.
 */
import type { LocalDate } from '../../src/kernel/index.js';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import type { Couple } from './couple.js';
import { type Figure, median } from './figures.js';
import { layDown, makePairedPhone, noteReady, readReadyAt, WRITABLE_LINE } from './phone.js';
import type { TenYears } from './ten-years.js';

const RUNS = 5;
/** The engine keeps compiled code from the third time on. */
const WARM_UPS = 3;

type Phone = { readonly name: string; readonly profile: string };

function start(name: string, hub: StartedHub, profile?: string): Promise<Partner> {
  return launchPartner(name, {
    baseURL: hub.url,
    ...(profile === undefined ? {} : { profile }),
  });
}

async function preparePhone(
  name: string,
  hub: StartedHub,
  couple: Couple,
  today: LocalDate,
  rows: readonly Uint8Array[],
): Promise<Phone> {
  const partner = await start(name, hub);
  await layDown(partner.page, hub.url, makePairedPhone(couple, today, rows));
  await partner.quit();
  return { name, profile: partner.profile };
}

/** Milliseconds from the navigation to a check-in that takes a letter. */
async function openOnce({ name, profile }: Phone, hub: StartedHub): Promise<number> {
  const { page, quit } = await start(name, hub, profile);
  await page.addInitScript(noteReady, WRITABLE_LINE);
  await page.goto('/#/checkin');
  const readyAt = await readReadyAt(page);
  await page.locator(WRITABLE_LINE).pressSequentially('x');
  // Leaves no draft behind that the next opening would find.
  await page.locator(WRITABLE_LINE).fill('');
  await quit();
  return readyAt;
}

async function forget({ name, profile }: Phone, hub: StartedHub): Promise<void> {
  await (await start(name, hub, profile)).forget();
}

/** That the ten years were really read: tonight's month shows on Today what was written before. */
async function expectWords(phone: Phone, hub: StartedHub, expected: boolean): Promise<void> {
  const { page, quit } = await start(phone.name, hub, phone.profile);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const ben = page.getByText('Ben').first();
  await (expected ? ben.waitFor() : ben.waitFor({ state: 'detached' }));
  await quit();
}

export async function measureStartup(
  couple: Couple,
  years: TenYears,
  today: LocalDate,
): Promise<Figure> {
  const hub = await startHub();
  const without = await preparePhone('new', hub, couple, today, []);
  const withYears = await preparePhone('old', hub, couple, today, years.rows);
  await expectWords(without, hub, false);
  await expectWords(withYears, hub, true);
  const times: { without: number; withYears: number }[] = [];
  for (let run = -WARM_UPS; run < RUNS; run++) {
    const pair = {
      without: await openOnce(without, hub),
      withYears: await openOnce(withYears, hub),
    };
    if (run >= 0) times.push(pair);
  }
  await forget(without, hub);
  await forget(withYears, hub);
  await hub.stop();
  const none = median(times.map((pair) => pair.without));
  const ten = median(times.map((pair) => pair.withYears));
  return {
    name: 'startup-ratio-10y',
    value: ten / none,
    goal: { atMost: 1.15 },
    how: `ready to write ${ten.toFixed(0)} ms with, ${none.toFixed(0)} ms without; ${years.rows.length} rows; median of ${RUNS}, new process each`,
  };
}
