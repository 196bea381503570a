/**
 * What the way between two phones adds to the wire itself: two browser processes on one computer, the real
 * ledger and sync room in each, and a raw data channel between the same two pages to divide by. What is
 * measured and what it is divided by alternate, so that both see the same machine.
 *
 * - latency: from the moment before an edit's transaction to the observer of the chapter on the other page:
 *   sealing and signing, the framed channel, the gate, opening and checking the signature. One way, over
 *   a raw round trip of a few bytes. The two pages' clocks are set against each other by the quickest
 *   of all raw round trips.
 * - throughput: the first exchange of ten years, from the proved connection to the last entry in the other
 *   page's document, against as many bytes pushed through a fresh raw data channel until the other side
 *   said that all of them are there.
 * - words during bulk: keys pressed at an even pace, while a blob goes over and while nothing does, in turn.
 * - glance: two who are paired and have no carrier; one shows a code, the other reads it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../src/kernel/index.js';
import { gratitudeChapter } from '../../src/model/index.js';
import { revealSecret } from '../../src/vault/index.js';
import { launchPartner, type Partner } from '../setup/browsers.js';
import type { Couple } from './couple.js';
import { type Figure, median, quantile } from './figures.js';
import type { TenYears } from './ten-years.js';
import type { PhoneSetup, WirePhone } from './wire-page/page.js';
import type { Ping } from './wire-page/raw-line.js';

declare const window: { wirePhone: WirePhone };

const EXCHANGES = 5;
const EDITS = 300;
/** Edits that don't count: the engine compiles what it sees often. */
const WARM_UPS = 60;
const GLANCES = 7;
const BULK_BYTES = 50_000_000;
const BULK_RUNS = 3;
const STROKE_EVERY_MS = 25;
/** Marks that the latency's own don't reach. */
const FIRST_STROKE = 10_000;
const STROKES_APART = 100_000;
const LEDGER_PATH = '/ten-years';
/** Clocks of a hundredth of a millisecond are only for pages that share their process with nobody. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
/** Two processes on one computer find each other without the system's name service. */
const ARGS = ['--disable-features=WebRtcHideLocalIpsWithMdns'];

type Bench = {
  readonly ana: Page;
  readonly ben: Page;
  readonly address: string;
  readonly setups: { readonly ana: PhoneSetup; readonly ben: PhoneSetup };
  readonly bytes: number;
  readonly entries: number;
};

async function serveWirePage(outDir: string): Promise<PreviewServer> {
  const root = join(import.meta.dirname, 'wire-page');
  await build({ configFile: false, logLevel: 'error', root, build: { outDir, emptyOutDir: true } });
  const where = { port: 0, host: '127.0.0.1', headers: ISOLATED };
  return preview({ configFile: false, root: outDir, build: { outDir }, preview: where });
}

function makeSetups(couple: Couple, today: LocalDate): Bench['setups'] {
  const [a, b] = couple.partners;
  const common = {
    bond: [...revealSecret(couple.bond)],
    chapter: gratitudeChapter(monthOf(today)),
  };
  const setupOf = (me: typeof a, partner: typeof b, ledgerUrl: string | undefined): PhoneSetup => ({
    ...common,
    seed: [...revealSecret(me.keys.seed)],
    partnerKey: [...partner.keys.publicKey],
    side: me.side,
    ledgerUrl,
  });
  return { ana: setupOf(a, b, LEDGER_PATH), ben: setupOf(b, a, undefined) };
}

async function preparePage(
  { page }: Partner,
  { page: other }: Partner,
  ledger: Uint8Array,
): Promise<Page> {
  const hear = (bytes: number[]): Promise<void> =>
    other.evaluate((sealed) => window.wirePhone.hear(sealed), bytes);
  await page.exposeFunction('carry', hear);
  const body = Buffer.from(ledger);
  await page.route(`**${LEDGER_PATH}`, (route) => route.fulfill({ body }));
  return page;
}

async function reload({ ana, ben, address, setups }: Bench): Promise<void> {
  for (const page of [ana, ben]) {
    await page.goto(address);
    await page.waitForFunction(() => 'wirePhone' in window);
  }
  await ana.evaluate((setup) => window.wirePhone.setUp(setup), setups.ana);
  await ben.evaluate((setup) => window.wirePhone.setUp(setup), setups.ben);
  const offer = await ana.evaluate(() => window.wirePhone.raw.offer());
  const answer = await ben.evaluate((sdp) => window.wirePhone.raw.answer(sdp), offer);
  await ana.evaluate((sdp) => window.wirePhone.raw.accept(sdp), answer);
  for (const page of [ana, ben]) await page.evaluate(() => window.wirePhone.raw.opened());
}

type Exchange = { readonly ours: number; readonly raw: number };

/** On fresh pages and connections: the raw one first every other time. */
async function exchangeOnce(bench: Bench, rawFirst: boolean): Promise<Exchange> {
  const { ana, ben, bytes, entries } = bench;
  const push = (): Promise<number> =>
    ana.evaluate((length) => window.wirePhone.raw.push(length), bytes);
  await reload(bench);
  const before = rawFirst ? await push() : undefined;
  const exchanged = ben.evaluate((length) => window.wirePhone.exchange(length), entries);
  for (const page of [ana, ben]) await page.evaluate(() => window.wirePhone.startSync());
  const { connectedAt, completeAt } = await exchanged;
  await ana.waitForFunction(() => window.wirePhone.status().hasEverythingNow);
  return { ours: completeAt - connectedAt, raw: before ?? (await push()) };
}

async function measureThroughput(bench: Bench): Promise<Figure> {
  const runs: Exchange[] = [];
  for (let run = 0; run < EXCHANGES; run++) runs.push(await exchangeOnce(bench, run % 2 === 0));
  const ours = median(runs.map((run) => run.ours));
  const raw = median(runs.map((run) => run.raw));
  return {
    name: 'throughput-ratio',
    value: median(runs.map((run) => run.raw / run.ours)),
    goal: { atLeast: 0.7 },
    how: `first exchange of ${(bench.bytes / 1e6).toFixed(2)} MB ${ours.toFixed(0)} ms, raw ${raw.toFixed(0)} ms; median of ${EXCHANGES}`,
  };
}

type Sample = { readonly ping: Ping; readonly editedAt: number; readonly seenAt: number };

async function takeSample({ ana, ben }: Bench, mark: number): Promise<Sample> {
  const seen = ben.evaluate((each) => window.wirePhone.seenAt(each), mark);
  const ping = await ana.evaluate(() => window.wirePhone.raw.ping());
  const editedAt = await ana.evaluate((each) => window.wirePhone.edit(each), mark);
  return { ping, editedAt, seenAt: await seen };
}

/** How far Ben's clock is ahead of Ana's, by the round trip that left least room for error. */
function clockOffset(samples: readonly Sample[]): number {
  const trip = ({ ping }: Sample): number => ping.backAt - ping.sentAt;
  const quickest = samples.reduce((best, each) => (trip(each) < trip(best) ? each : best));
  return quickest.ping.heardAt - (quickest.ping.sentAt + quickest.ping.backAt) / 2;
}

async function measureLatency(bench: Bench): Promise<readonly Figure[]> {
  const samples: Sample[] = [];
  for (let mark = 1; mark <= EDITS + WARM_UPS; mark++) {
    const sample = await takeSample(bench, mark);
    if (mark > WARM_UPS) samples.push(sample);
  }
  const offset = clockOffset(samples);
  const edits = samples.map(({ editedAt, seenAt }) => seenAt - offset - editedAt);
  const trips = samples.map(({ ping }) => ping.backAt - ping.sentAt);
  return [0.5, 0.95].map((share) => {
    const [edit, trip] = [quantile(edits, share), quantile(trips, share)];
    return {
      name: `latency-ratio-p${share * 100}`,
      value: edit / trip,
      ...(share === 0.5 ? { goal: { atMost: 1.5 } } : {}),
      how: `edit to the other page's observer ${edit.toFixed(2)} ms, raw round trip ${trip.toFixed(2)} ms; ${EDITS} edits`,
    };
  });
}

/** Strokes in their order, by how long each took to the other page's observer; Ben's clock is `offset` ahead. */
async function timeStrokes(
  { ana, ben }: Bench,
  offset: number,
  firstMark: number,
  meanwhile: () => Promise<void>,
): Promise<readonly number[]> {
  await ana.evaluate(({ mark, every }) => window.wirePhone.typing.start(mark, every), {
    mark: firstMark,
    every: STROKE_EVERY_MS,
  });
  await meanwhile();
  const strokes = await ana.evaluate(() => window.wirePhone.typing.stop());
  const seen = await ben.evaluate(
    (marks) => Promise.all(marks.map((mark) => window.wirePhone.seenAt(mark))),
    strokes.map(({ mark }) => mark),
  );
  return strokes.map(({ at }, i) => (seen[i] ?? Number.NaN) - offset - at);
}

async function measureWordsDuringBulk(bench: Bench): Promise<Figure> {
  const { ana, ben } = bench;
  const pings: Sample[] = [];
  for (let i = 0; i < WARM_UPS; i++)
    pings.push(await takeSample(bench, FIRST_STROKE - WARM_UPS + i));
  const offset = clockOffset(pings);
  const digest = await ana.evaluate((bytes) => window.wirePhone.serveBulk(bytes), BULK_BYTES);
  const idle: number[] = [];
  const busy: number[] = [];
  for (let run = 0; run < BULK_RUNS; run++) {
    const mark = FIRST_STROKE + run * STROKES_APART;
    const since = performance.now();
    const pull = (): Promise<void> =>
      ben.evaluate((each) => window.wirePhone.pullBulk(each), digest);
    busy.push(...(await timeStrokes(bench, offset, mark, pull)));
    const took = performance.now() - since;
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, took));
    idle.push(...(await timeStrokes(bench, offset, mark + STROKES_APART / 2, rest)));
  }
  const [during, before] = [quantile(busy, 0.95), quantile(idle, 0.95)];
  return {
    name: 'words-during-bulk-p95-ratio',
    value: during / before,
    goal: { atMost: 4 },
    how: `key due to the other page's observer ${during.toFixed(1)} ms while ${BULK_BYTES / 1e6} MB go over (${busy.length} keys), idle ${before.toFixed(1)} ms (${idle.length}); 95th percentiles`,
  };
}

/** Milliseconds from the moment a code is read to the other's first word, by the reading page's clock. */
async function glanceOnce(bench: Bench, mark: number): Promise<number> {
  const { ana, ben, address, setups } = bench;
  for (const page of [ana, ben]) {
    await page.goto(address);
    await page.waitForFunction(() => 'wirePhone' in window);
  }
  const both = { ledgerUrl: LEDGER_PATH };
  await ana.evaluate((setup) => window.wirePhone.setUp(setup), { ...setups.ana, ...both });
  await ben.evaluate((setup) => window.wirePhone.setUp(setup), { ...setups.ben, ...both });
  const [anas, bens] = [
    await ana.evaluate(() => window.wirePhone.certify()),
    await ben.evaluate(() => window.wirePhone.certify()),
  ];
  await ana.evaluate((seen) => window.wirePhone.startGlance(seen), bens);
  await ben.evaluate((seen) => window.wirePhone.startGlance(seen), anas);
  await ana.evaluate((each) => window.wirePhone.edit(each), mark);
  const code = await ana.evaluate(() => window.wirePhone.showCode());
  const [readAt, seenAt] = await ben.evaluate(
    async ({ shown, each }) => [
      window.wirePhone.readCode(shown),
      await window.wirePhone.seenAt(each),
    ],
    { shown: code, each: mark },
  );
  return (seenAt ?? Number.NaN) - (readAt ?? Number.NaN);
}

async function measureGlance(bench: Bench): Promise<Figure> {
  const times: number[] = [];
  for (let run = 0; run < GLANCES; run++) times.push(await glanceOnce(bench, run + 1));
  return {
    name: 'glance-ms',
    value: median(times),
    goal: { atMost: 500 },
    how: `code read to the other's first word, with ten years on both phones: ${times.map((each) => each.toFixed(0)).join(', ')} ms; the median`,
  };
}

export async function measureWire(
  couple: Couple,
  years: TenYears,
  today: LocalDate,
): Promise<readonly Figure[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'vesper-bench-'));
  const server = await serveWirePage(outDir);
  const partners = await Promise.all([
    launchPartner('ana', { args: ARGS }),
    launchPartner('ben', { args: ARGS }),
  ]);
  const [ana, ben] = partners;
  const ledger = Y.encodeStateAsUpdate(years.doc);
  const bench: Bench = {
    ana: await preparePage(ana, ben, ledger),
    ben: await preparePage(ben, ana, ledger),
    address: server.resolvedUrls?.local[0] ?? '',
    setups: makeSetups(couple, today),
    bytes: ledger.length,
    entries: years.doc.getArray('entries').length,
  };
  const throughput = await measureThroughput(bench);
  // Goes on over the last exchange's connection, with ten years on both sides.
  const latency = await measureLatency(bench);
  const words = await measureWordsDuringBulk(bench);
  const glance = await measureGlance(bench);
  for (const partner of partners) await partner.forget();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
  return [...latency, throughput, words, glance];
}
