/**
 * What the ledger costs by itself, in Node: the same JavaScript engine as Chromium's, and no browser around
 * it to measure along. Each speed is the median of several runs; the ratio's two halves alternate.
 */
import * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../src/kernel/index.js';
import { checkLedgerUpdate, createLedger, type Ledger, TYPING } from '../../src/ledger/index.js';
import { checkinChapter, gratitudeChapter } from '../../src/model/index.js';
import { createHandClock } from '../setup/hand-clock.js';
import { type Couple, listDevices, YEARS_SEED } from './couple.js';
import { type Figure, median } from './figures.js';
import { buildPlainYears, createSeededRandom, type TenYears } from './ten-years.js';

const RUNS = 11;
/** Runs that do not count: the engine compiles what it sees often. */
const WARM_UPS = 4;
const MB = 1_000_000;
const KEYSTROKES = 600;
/** Ten keystrokes a second: a fast typist, so that two of them share a seal. */
const KEYSTROKE_EVERY_MS = 100;

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function openAs(couple: Couple, doc: Y.Doc): Ledger {
  return createLedger({
    doc,
    keys: couple.keys,
    me: couple.partners[0].keys,
    devices: listDevices(couple),
    clock: createHandClock(),
    random: createSeededRandom(1),
  });
}

/** The chapters behind one evening's screens: both check-ins and the board. */
function openMonth(ledger: Ledger, month: string): void {
  for (const name of [
    checkinChapter(month, 'a'),
    checkinChapter(month, 'b'),
    gratitudeChapter(month),
  ]) {
    const { size } = ledger.openChapter(name).doc.share;
    if (size === 0) throw new Error(`${name} is empty: nothing was measured`);
  }
}

type Loading = { readonly ledgerMs: number; readonly monthMs: number };

/** As at a start: every row through the gate into a new document, the index, and one month opened. */
function loadOurs(couple: Couple, rows: readonly Uint8Array[], month: string): Loading {
  const doc = new Y.Doc();
  let ledger: Ledger | undefined;
  const ledgerMs = timed(() => {
    for (const row of rows) if (!checkLedgerUpdate(row).ok) throw new Error('a row was refused');
    doc.transact(() => {
      for (const row of rows) Y.applyUpdate(doc, row);
    });
    ledger = openAs(couple, doc);
  });
  const monthMs = timed(() => ledger && openMonth(ledger, month));
  ledger?.close();
  return { ledgerMs, monthMs };
}

function loadPlain(updates: readonly Uint8Array[]): number {
  return timed(() => {
    for (const update of updates) Y.applyUpdate(new Y.Doc(), update);
  });
}

function measureLoading(couple: Couple, years: TenYears, last: LocalDate): readonly Figure[] {
  const plain = buildPlainYears(last, YEARS_SEED);
  const plainMb = plain.reduce((sum, update) => sum + update.length, 0) / MB;
  const ours: Loading[] = [];
  const plainMs: number[] = [];
  for (let run = -WARM_UPS; run < RUNS; run++) {
    const loaded = { ours: loadOurs(couple, years.rows, monthOf(last)), plain: loadPlain(plain) };
    if (run < 0) continue;
    ours.push(loaded.ours);
    plainMs.push(loaded.plain);
  }
  const ledgerMs = median(ours.map((each) => each.ledgerMs));
  const monthMs = median(ours.map((each) => each.monthMs));
  const whole = median(ours.map((each) => each.ledgerMs + each.monthMs));
  const plainWhole = median(plainMs);
  return [
    {
      name: 'open-month-ms',
      value: monthMs,
      how: 'both check-ins and the board of this month: opened, signatures checked, applied',
    },
    {
      name: 'plain-yjs-ratio',
      value: plainWhole / whole,
      goal: { atLeast: 10 },
      how: `${plainMb.toFixed(2)} MB as ${plain.length} plain documents ${plainWhole.toFixed(0)} ms; ledger ${ledgerMs.toFixed(1)} ms + month`,
    },
  ];
}

function measureSize({ doc }: TenYears): Figure {
  const entries = doc.getArray('entries').length;
  return {
    name: 'ledger-mb-10y',
    value: Y.encodeStateAsUpdate(doc).length / MB,
    how: `the outer document's full state, ${entries} entries, folded and compressed as in the app`,
  };
}

/**
 * From the edit's transaction in the chapter to the entry in the outer document and in the update that
 * storage and links are handed: Yjs, coalescing, merging, signing, encrypting, and the ledger's own books.
 * The time is of all keystrokes over their number: each shares its seal with a neighbour, as when typing.
 */
function measureKeystroke(couple: Couple, years: TenYears, last: LocalDate): Figure {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(years.doc));
  const clock = createHandClock();
  const ledger = createLedger({
    doc,
    keys: couple.keys,
    me: couple.partners[0].keys,
    devices: listDevices(couple),
    clock,
    random: createSeededRandom(2),
  });
  const chapter = ledger.openChapter(gratitudeChapter(monthOf(last)));
  const text = chapter.doc.getText('bench');
  let handedOn = 0;
  doc.on('update', (update) => {
    handedOn += update.length;
  });
  const typeAll = (): void => {
    for (let i = 0; i < KEYSTROKES; i++) {
      chapter.doc.transact(() => text.insert(text.length, 'e'), TYPING);
      clock.advance(KEYSTROKE_EVERY_MS);
    }
    ledger.flush();
  };
  const runs = Array.from({ length: 5 }, () => timed(typeAll));
  if (handedOn === 0) throw new Error('nothing was sealed');
  ledger.close();
  return {
    name: 'keystroke-path-us',
    value: (median(runs) / KEYSTROKES) * 1000,
    how: 'edit to sealed in the ledger of ten years, ten keystrokes a second, two to a signature',
  };
}

export function measureLedger(couple: Couple, years: TenYears, last: LocalDate): readonly Figure[] {
  const [openMonthMs, plainRatio] = measureLoading(couple, years, last);
  return [
    openMonthMs,
    measureSize(years),
    plainRatio,
    measureKeystroke(couple, years, last),
  ].filter((figure) => figure !== undefined);
}
