/**
 * Ten years at hand: what each month amounts to, kept sealed beside the ledgers and believed only for the very
 * entries from which it was made. Loaded when somebody looks back. SPEC B10 to B13 of the model.
 */

import type * as Y from 'yjs';
import { type Clock, eveningOf, type Month, monthOf } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import {
  type AnswerAuthor,
  checkinChapter,
  decodeSummary,
  type EveningOfTwo,
  type EveningRecord,
  encodeSummary,
  listAllMonths,
  listWaiting,
  type MonthSummary,
  OUTGOING_CHAPTER,
  pairEvenings,
  readWaitingMonth,
  summariseMonth,
} from '../model/index.js';
import { openDeviceStore } from '../storage/index.js';
import { otherSide } from './bond-record.js';
import { MONTHS_STORE } from './months-store.js';
import {
  type ChapterPart,
  type KeptChapter,
  SealedMonths,
  type SealedMonthsParts,
} from './sealed-months.js';
import type { LedgerSpace } from './space.js';

export type LookBack = {
  /** The months in which somebody wrote, newest first. */
  readonly months: () => readonly Month[];
  /** Names what is kept of a month: another one after every change. Undefined where there is nothing. */
  readonly stampOf: (month: Month) => string | undefined;
  /** What is kept of a month, newest evening first. Chapters that had to be opened for it are closed again. */
  readonly read: (month: Month) => Promise<readonly EveningOfTwo[]>;
  /** Calls back after every change of what is kept. */
  readonly subscribe: (listener: () => void) => () => void;
};

export type LiveLookBack = LookBack & {
  /** Forgets what was kept of months that have changed since: it may hold words that were deleted. */
  readonly dropStale: () => Promise<void>;
  readonly close: () => void;
};

/** Without a store every month is made anew. */
export type LookBackParts = SealedMonthsParts & {
  readonly own: LedgerSpace;
  readonly author: AnswerAuthor;
  /** Where there is a bond. */
  readonly two:
    | {
        readonly shared: LedgerSpace;
        readonly mySide: Side;
        readonly partnerAuthor: AnswerAuthor;
        /** For which what waits to be handed over is meant. */
        readonly bond: string;
      }
    | undefined;
  readonly clock: Clock;
};

type Chapters = readonly {
  readonly part: ChapterPart;
  readonly space: LedgerSpace;
  readonly name: string;
  readonly author: AnswerAuthor;
}[];

class MonthsOfTwo implements LiveLookBack {
  readonly #parts: LookBackParts;
  readonly #kept: SealedMonths;
  readonly #listeners = new Set<() => void>();
  #isClosed = false;
  /** Until the next change, like the list of months: what waits to be handed over, by month. It is little, and not kept. */
  #waiting: ReadonlyMap<Month, readonly EveningRecord[]> | undefined;
  #months: readonly Month[] | undefined;
  /** What was deleted just before the app was closed shows at the next start. */
  #mayBeStale = true;

  constructor(parts: LookBackParts) {
    this.#parts = parts;
    this.#kept = new SealedMonths(parts);
    for (const { ledger } of this.#spaces()) ledger.doc.on('update', this.#tell);
  }

  #spaces(): readonly LedgerSpace[] {
    const { own, two } = this.#parts;
    return two ? [own, two.shared] : [own];
  }

  readonly #tell = (): void => {
    this.#mayBeStale = true;
    this.#months = undefined;
    this.#waiting = undefined;
    for (const listener of [...this.#listeners]) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #chaptersOf(month: Month): Chapters {
    const { own, author, two } = this.#parts;
    const mine = { part: 'own', space: own, name: checkinChapter(month), author } as const;
    if (!two) return [mine];
    const { shared: space, mySide, partnerAuthor } = two;
    const theirName = checkinChapter(month, otherSide(mySide));
    return [
      mine,
      { part: 'shared', space, name: checkinChapter(month, mySide), author },
      { part: 'partners', space, name: theirName, author: partnerAuthor },
    ];
  }

  readonly months = (): readonly Month[] => {
    this.#months ??= this.#listMonths().filter((month) => this.stampOf(month) !== undefined);
    return this.#months;
  };

  #listMonths(): readonly Month[] {
    const { clock } = this.#parts;
    return listAllMonths(eveningOf(clock.now(), clock.timeZone()));
  }

  readonly stampOf = (month: Month): string | undefined => {
    const waits = this.#waitingOf(month).flatMap(({ versions }) => versions.map(({ key }) => key));
    const kept = this.#stampOfChapters(month);
    return kept === undefined && waits.length === 0 ? undefined : [kept, ...waits].join();
  };

  #stampOfChapters(month: Month): string | undefined {
    const stamps = this.#chaptersOf(month).map(({ space, name }) => space.ledger.stampOf(name));
    return stamps.some((stamp) => stamp !== undefined) ? stamps.join() : undefined;
  }

  #waitingOf(month: Month): readonly EveningRecord[] {
    this.#waiting ??= this.#readWaiting();
    return this.#waiting.get(month) ?? [];
  }

  #readWaiting(): ReadonlyMap<Month, readonly EveningRecord[]> {
    const { own, two } = this.#parts;
    if (!two || own.ledger.stampOf(OUTGOING_CHAPTER) === undefined) return new Map();
    return this.#withChapter(own, OUTGOING_CHAPTER, (doc) => {
      const outgoing = { doc, bond: two.bond };
      const months = listWaiting(outgoing, 'checkins').map(({ evening }) => monthOf(evening));
      return new Map(
        [...new Set(months)].map((month) => [month, readWaitingMonth(outgoing, month)]),
      );
    });
  }

  readonly read = async (month: Month): Promise<readonly EveningOfTwo[]> => {
    if (this.#isClosed || this.stampOf(month) === undefined) return [];
    const kept = await this.#kept.get(month);
    if (this.#isClosed) return [];
    const summaries: Partial<Record<ChapterPart, MonthSummary>> = {};
    const fresh: Partial<Record<ChapterPart, KeptChapter>> = {};
    let isMade = false;
    for (const chapter of this.#chaptersOf(month)) {
      const { part, space, name } = chapter;
      const stamp = space.ledger.stampOf(name);
      if (stamp === undefined) continue;
      const held = kept[part];
      const known = held?.stamp === stamp ? decodeSummary(held.summary) : undefined;
      const summary = known ?? this.#summarise(chapter);
      summaries[part] = summary;
      isMade ||= known === undefined;
      fresh[part] = known && held ? held : { stamp, summary: encodeSummary(summary) };
    }
    const whole = this.#stampOfChapters(month);
    if (isMade && whole !== undefined) void this.#kept.put(month, whole, fresh);
    const outgoing = this.#waitingOf(month);
    return pairEvenings({ own: [], shared: [], partners: [], ...summaries, outgoing });
  };

  #summarise({ space, name, author }: Chapters[number]): MonthSummary {
    return this.#withChapter(space, name, (doc) => summariseMonth(doc, author));
  }

  #withChapter<T>({ ledger }: LedgerSpace, name: string, read: (doc: Y.Doc) => T): T {
    const chapter = ledger.openChapter(name);
    try {
      return read(chapter.doc);
    } finally {
      chapter.close();
    }
  }

  readonly dropStale = async (): Promise<void> => {
    if (!this.#mayBeStale) return;
    this.#mayBeStale = false;
    for (const month of this.#listMonths()) {
      if (this.#isClosed) return;
      if (await this.#kept.isStale(month, this.#stampOfChapters(month)))
        await this.#kept.drop(month);
    }
  };

  readonly close = (): void => {
    this.#isClosed = true;
    for (const { ledger } of this.#spaces()) ledger.doc.off('update', this.#tell);
    this.#listeners.clear();
    this.#kept.close();
  };
}

export async function openLookBack(parts: Omit<LookBackParts, 'store'>): Promise<LiveLookBack> {
  const opened = await openDeviceStore(MONTHS_STORE, parts.clock);
  return new MonthsOfTwo({ ...parts, store: opened.ok ? opened.value : undefined });
}
