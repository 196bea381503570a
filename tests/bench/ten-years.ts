/** Ten years of two people's evenings, generated from a seed through the app's own model and ledger. */

import * as Y from 'yjs';
import {
  addDays,
  type Clock,
  type LocalDate,
  monthOf,
  type Random,
} from '../../src/kernel/index.js';
import { createLedger, type Ledger, type LedgerDevice, type Side } from '../../src/ledger/index.js';
import {
  addNote,
  checkinChapter,
  gratitudeChapter,
  LIGHTS,
  LINE_LIMIT,
  profileChapter,
  saveCheckin,
  WISHES,
  writeNote,
  writeProfile,
} from '../../src/model/index.js';
import type { DeviceKeys, LedgerKeys } from '../../src/vault/index.js';

const YEARS = 10;
const DAY_MS = 86_400_000;
/** Each evening each of the two thanks for something. */
const NOTES_PER_MONTH = 60;
/** One evening in so many is answered once more before the night is over; what was said first is kept. */
const CHANGED_EVERY = 4;
/** One note in so many gets another thought in its middle. */
const REVISED_EVERY = 3;
/** Rows after which storage would make one of them; fewer than it really takes, so that none is due while measuring. */
const MANY_ROWS = 60;
const VOCABULARY = 3_000;

/** A small generator with a seed (mulberry32): the same years each time. */
export function createSeededRandom(
  seed: number,
): Random & { readonly below: (n: number) => number } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    below: (n) => next() % n,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
  };
}

export type MovableClock = Clock & { readonly moveTo: (epochMs: number) => void };

export function createMovableClock(start: number): MovableClock {
  let now = start;
  return {
    now: () => now,
    after: () => () => undefined,
    timeZone: () => 'Europe/Berlin',
    moveTo: (epochMs) => {
      now = epochMs;
    },
  };
}

type Random10Y = ReturnType<typeof createSeededRandom>;

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi wo zu kan len mir ton sel'.split(' ');

/** Word number `n` of a made-up language: distinct words, so that they compress no better than real ones. */
function word(n: number): string {
  const syllables: string[] = [];
  for (let rest = n + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    syllables.push(SYLLABLES[rest % SYLLABLES.length] ?? '');
  }
  return syllables.join('');
}

/** Common words come often and rare ones seldom, as in speech. */
function pickWord(random: Random10Y): string {
  return word(random.below(1 + random.below(1 + random.below(VOCABULARY))));
}

function sentence(random: Random10Y, words: number): string {
  return Array.from({ length: words }, () => pickWord(random)).join(' ');
}

function writeCheckin(doc: Y.Doc, evening: LocalDate, clock: Clock, random: Random10Y): void {
  const draft = {
    evening,
    share: true,
    light: LIGHTS[random.below(5)],
    energy: random.below(101),
    pleasantness: random.below(101),
    feelings: [pickWord(random), pickWord(random)],
    high: undefined,
    low: undefined,
    news: undefined,
    line: sentence(random, 20 + random.below(60)).slice(0, LINE_LIMIT),
    wish: WISHES[random.below(WISHES.length)],
  };
  const saved = saveCheckin(doc, draft, { clock, random });
  if (!saved.ok) throw new Error(`a check-in was refused: ${saved.error.type}`);
}

/** The evenings of one month, as one partner's chapter would hold them. */
function writeMonthOfCheckins(
  doc: Y.Doc,
  days: readonly LocalDate[],
  clock: MovableClock,
  random: Random10Y,
): void {
  for (const day of days) {
    clock.moveTo(Date.parse(`${day}T20:00:00Z`));
    writeCheckin(doc, day, clock, random);
    if (random.below(CHANGED_EVERY) === 0) writeCheckin(doc, day, clock, random);
  }
}

function writeMonthOfNotes(
  doc: Y.Doc,
  days: readonly LocalDate[],
  side: Side,
  clock: MovableClock,
  random: Random10Y,
): void {
  for (let n = 0; n < NOTES_PER_MONTH / 2; n++) {
    clock.moveTo(Date.parse(`${days[random.below(days.length)]}T21:00:00Z`));
    const text = sentence(random, 20 + random.below(50));
    const id = addNote(doc, { author: side, text }, { clock, random });
    if (random.below(REVISED_EVERY) > 0) continue;
    const thought = { at: text.indexOf(' '), remove: 0, insert: ` ${sentence(random, 6)}` };
    writeNote(doc, id, [thought], { hand: side, origin: undefined });
  }
}

function daysByMonth(last: LocalDate): ReadonlyMap<string, readonly LocalDate[]> {
  const months = new Map<string, LocalDate[]>();
  for (let back = Math.round(YEARS * 365.25); back >= 0; back--) {
    const day = addDays(last, -back);
    const month = monthOf(day);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return months;
}

export type Partner10Y = { readonly keys: DeviceKeys; readonly side: Side };

/** One function per chapter, so that the same writing can go into ledgers and into plain documents. */
export type ChapterWriting = {
  readonly name: string;
  readonly side: Side;
  readonly write: (doc: Y.Doc) => void;
};

export function listTenYears(
  last: LocalDate,
  random: Random10Y,
  clock: MovableClock,
): readonly ChapterWriting[] {
  const months = [...daysByMonth(last)].flatMap(([month, days]) =>
    (['a', 'b'] as const).flatMap((side): ChapterWriting[] => [
      {
        name: checkinChapter(month, side),
        side,
        write: (doc) => writeMonthOfCheckins(doc, days, clock, random),
      },
      {
        name: gratitudeChapter(month),
        side,
        write: (doc) => writeMonthOfNotes(doc, days, side, clock, random),
      },
    ]),
  );
  const profiles = (['a', 'b'] as const).map(
    (side): ChapterWriting => ({
      name: profileChapter(side),
      side,
      write: (doc) =>
        writeProfile(doc, {
          name: side === 'a' ? 'Ana' : 'Ben',
          shape: side === 'a' ? 'circle' : 'arch',
        }),
    }),
  );
  return [...profiles, ...months];
}

export type TenYearsParts = {
  readonly keys: LedgerKeys;
  readonly partners: readonly [Partner10Y, Partner10Y];
  readonly last: LocalDate;
  readonly seed: number;
};

export type TenYears = {
  /** The outer document as both phones would hold it, each month folded as the app folds it. */
  readonly doc: Y.Doc;
  /** The rows of storage: one for what was compacted, and one for each change since. */
  readonly rows: readonly Uint8Array[];
};

/** Through the real ledger, entry by entry: what was folded away has left its traces in the outer document. */
export function buildTenYears({ keys, partners, last, seed }: TenYearsParts): TenYears {
  const random = createSeededRandom(seed);
  const clock = createMovableClock(Date.parse(`${last}T12:00:00Z`));
  const devices = partners.map(
    ({ keys: { id, publicKey }, side }): LedgerDevice => ({ id, publicKey, side }),
  );
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  const openAs = (me: DeviceKeys): Ledger =>
    createLedger({ doc, keys, me, devices, clock, random });
  const ledgers = { a: openAs(partners[0].keys), b: openAs(partners[1].keys) };
  for (const { name, side, write } of listTenYears(last, random, clock)) {
    if (rows.length === 0 && name.includes(monthOf(last))) {
      rows.push(Y.encodeStateAsUpdate(doc));
      doc.on('update', (update) => {
        rows.push(update);
        if (rows.length >= MANY_ROWS) rows.splice(0, rows.length, Y.encodeStateAsUpdate(doc));
      });
    }
    const chapter = ledgers[side].openChapter(name);
    write(chapter.doc);
    chapter.close();
    clock.moveTo(clock.now() + DAY_MS);
    ledgers[side].foldIdle();
  }
  for (const ledger of Object.values(ledgers)) ledger.close();
  return { doc, rows };
}

/** The same writing as plain Yjs documents, one update per chapter: what there would be without a ledger. */
export function buildPlainYears(last: LocalDate, seed: number): readonly Uint8Array[] {
  const random = createSeededRandom(seed);
  const clock = createMovableClock(0);
  const docs = new Map<string, Y.Doc>();
  for (const { name, write } of listTenYears(last, random, clock)) {
    const doc = docs.get(name) ?? new Y.Doc();
    docs.set(name, doc);
    write(doc);
  }
  return [...docs.values()].map((doc) => Y.encodeStateAsUpdate(doc));
}
