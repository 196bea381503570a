/**
 * How much JavaScript comes over the wire before one can write, in KB (1000 bytes) of gzip level 9, file by
 * file. What counts is what a real browser asked for: on an empty cache, Today and then the
 * check-in are opened on a phone that has a name, and every script asked for before Today was usable,
 * or before the check-in took a letter, counts once. That includes what is imported on the way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LocalDate } from '../../src/kernel/index.js';
import { launchPartner } from '../setup/browsers.js';
import { PROJECT, startHub } from '../setup/hub.js';
import type { Couple } from './couple.js';
import type { Figure } from './figures.js';
import { layDown, makeLonePhone, noteReady, readReadyAt, WRITABLE_LINE } from './phone.js';

const ASSETS = join(PROJECT, 'dist', 'assets');
const KB = 1000;
/** Today is usable once its way to the check-in stands there. */
const USABLE_TODAY = 'main a[href^="#/checkin"]';

function gzippedKb(file: string): number {
  return gzipSync(readFileSync(join(ASSETS, file)), { level: 9 }).length / KB;
}

function sumKb(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzippedKb(file), 0);
}

/** The scripts one page asked for until it was ready, by name. */
async function listScripts(
  couple: Couple,
  today: LocalDate,
  path: string,
  ready: string,
): Promise<readonly string[]> {
  const hub = await startHub();
  const partner = await launchPartner('first', { baseURL: hub.url });
  await layDown(partner.page, hub.url, makeLonePhone(couple, today));
  await partner.page.addInitScript(noteReady, ready);
  await partner.page.goto(path);
  const readyAt = await readReadyAt(partner.page);
  const scripts = await partner.page.evaluate(
    (before) =>
      performance
        .getEntriesByType('resource')
        .filter(
          (entry) => entry.startTime <= before && new URL(entry.name).pathname.endsWith('.js'),
        )
        .map((entry) => entry.name.split('/').at(-1) ?? ''),
    readyAt,
  );
  await partner.forget();
  await hub.stop();
  return scripts;
}

/** What a chunk brings with it by static imports. */
function withImports(file: string, known: Set<string>): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const code = readFileSync(join(ASSETS, file), 'utf8');
  for (const [, name] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
    if (name) withImports(name, known);
  }
  return known;
}

function listSyncScripts(): ReadonlySet<string> {
  const entry = readdirSync(ASSETS).find((file) => /^sync-[^.]+\.js$/.test(file));
  if (entry === undefined) throw new Error('the build has no chunk of its own for the sync room');
  return withImports(entry, new Set());
}

export async function measureBuild(couple: Couple, today: LocalDate): Promise<readonly Figure[]> {
  const initial = new Set([
    ...(await listScripts(couple, today, '/', USABLE_TODAY)),
    ...(await listScripts(couple, today, '/#/checkin', WRITABLE_LINE)),
  ]);
  const sync = [...listSyncScripts()].filter((file) => !initial.has(file));
  return [
    {
      name: 'initial-js-gz-kb',
      value: sumKb(initial),
      goal: { atMost: 130 },
      how: [...initial]
        .map((file) => `${file.replace(/-[^-]+$/, '')} ${gzippedKb(file).toFixed(1)}`)
        .join(', '),
    },
    {
      name: 'lazy-sync-gz-kb',
      value: sumKb(sync),
      how: `${sync.length} files: the sync room and what only it needs`,
    },
  ];
}
