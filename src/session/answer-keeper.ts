/**
 * Opens one's own sealed answers once both have answered. Runs wherever the bond is open, without a screen:
 * the partner's answer may come while nobody looks. SPEC A4 to A6 of the model.
 */
import {
  addDays,
  type Cancel,
  type Clock,
  eveningOf,
  type LocalDate,
  type Month,
  monthOf,
} from '../kernel/index.js';
import type { Chapter, Side } from '../ledger/index.js';
import {
  type AnswerAuthor,
  checkinChapter,
  chooseOwnCheckin,
  isDueToOpen,
  listEvenings,
  OUTGOING_CHAPTER,
  openOwnAnswer,
  readCheckin,
  readWaiting,
} from '../model/index.js';
import { otherSide } from './bond-record.js';
import type { LedgerSpace } from './space.js';

export type AnswerKeeperOptions = {
  readonly own: LedgerSpace;
  readonly shared: LedgerSpace;
  readonly mySide: Side;
  readonly author: AnswerAuthor;
  readonly partnerAuthor: AnswerAuthor;
  /** Names the present bond. */
  readonly bond: string;
  readonly clock: Clock;
};

export type AnswerKeeper = {
  /** Settles when what is due by now has been opened. */
  readonly settle: () => Promise<void>;
  readonly stop: () => void;
};

/** An answer may come late, but rarely later than this; then its author opens it by hand. */
const DAYS_BACK = 31;
/** The month before is opened when the evening at hand is there. */
const LOOK_BACK_AFTER_MS = 5_000;
const AFTER_TROUBLE_MS = 3_000;

/** Follows one month of both partners. */
class MonthOfAnswers {
  readonly #options: AnswerKeeperOptions;
  readonly #private: Chapter;
  readonly #mine: Chapter;
  readonly #theirs: Chapter;
  readonly #outgoing: Chapter;
  #opening: Promise<void> = Promise.resolve();
  #looking = false;
  #closed = false;
  #cancel: Cancel = () => {};

  constructor(month: Month, options: AnswerKeeperOptions) {
    const { own, shared, mySide } = options;
    this.#options = options;
    this.#private = own.ledger.openChapter(checkinChapter(month));
    this.#mine = shared.ledger.openChapter(checkinChapter(month, mySide));
    this.#theirs = shared.ledger.openChapter(checkinChapter(month, otherSide(mySide)));
    this.#outgoing = own.ledger.openChapter(OUTGOING_CHAPTER);
    this.#mine.doc.on('update', this.#look);
    this.#theirs.doc.on('update', this.#look);
    this.#look();
  }

  #due(): readonly LocalDate[] {
    const { author, partnerAuthor, bond } = this.#options;
    const outgoing = { doc: this.#outgoing.doc, bond };
    return listEvenings(this.#mine.doc).filter((evening) =>
      isDueToOpen(
        chooseOwnCheckin(
          readCheckin(this.#private.doc, evening, author),
          readCheckin(this.#mine.doc, evening, author),
          readWaiting(outgoing, evening)[0]?.checkin,
        ),
        readCheckin(this.#theirs.doc, evening, partnerAuthor),
      ),
    );
  }

  /** Not from inside a transaction of either document. */
  readonly #look = (): void => {
    if (this.#looking || this.#due().length === 0) return;
    this.#looking = true;
    this.#opening = this.#open();
  };

  async settle(): Promise<void> {
    while (this.#looking) await this.#opening;
  }

  /** The partner's answer has to be kept here before one's own is given for it. */
  async #open(): Promise<void> {
    const { shared, author, clock } = this.#options;
    const due = this.#due();
    const kept = await shared.store.saved();
    this.#looking = false;
    if (this.#closed) return;
    if (!kept.ok) {
      this.#cancel = clock.after(AFTER_TROUBLE_MS, this.#look);
      return;
    }
    for (const evening of due) {
      const seen = readCheckin(this.#theirs.doc, evening)?.commitment;
      if (this.#due().includes(evening)) openOwnAnswer(this.#mine.doc, evening, author, seen);
    }
    this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#mine.doc.off('update', this.#look);
    this.#theirs.doc.off('update', this.#look);
    for (const chapter of [this.#private, this.#mine, this.#theirs, this.#outgoing])
      chapter.close();
  }
}

/** Until it is stopped. */
export function keepAnswers(options: AnswerKeeperOptions): AnswerKeeper {
  const { clock } = options;
  const months = new Map<Month, MonthOfAnswers>();
  const tonight = eveningOf(clock.now(), clock.timeZone());
  const follow = (month: Month): void => {
    if (!months.has(month)) months.set(month, new MonthOfAnswers(month, options));
  };
  follow(monthOf(tonight));
  // A month may begin while the app stays open.
  follow(monthOf(addDays(tonight, 1)));
  const cancel = clock.after(LOOK_BACK_AFTER_MS, () =>
    follow(monthOf(addDays(tonight, -DAYS_BACK))),
  );
  return {
    settle: async () => {
      for (const month of months.values()) await month.settle();
    },
    stop: () => {
      cancel();
      for (const month of months.values()) month.close();
    },
  };
}
