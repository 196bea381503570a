/**
 * What waits on this phone until it is handed over: watches it, and hands it over once the other phone is near or
 * a parcel is made. Until then it lies in the private ledger, which nothing carries. SPEC T1 to T3 of the model.
 */
import { type Cancel, createSignal, type Signal } from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import {
  listNotedRemovals,
  OUTGOING_CHAPTER,
  type Outgoing,
  oldestWaiting,
  UNDO_WINDOW_MS,
} from '../model/index.js';
import type { OutgoingParts } from './release.js';

export type OutgoingWatch = {
  /** When the oldest of what waits was saved: milliseconds since the epoch. */
  readonly oldest: Signal<number | undefined>;
  /** While the other phone is near, whatever comes to wait is handed over. */
  readonly near: (isNear: boolean) => void;
  /** Settles when all that waits lies in the shared ledger: from then on it counts as having left. */
  readonly release: () => Promise<void>;
  readonly stop: () => void;
};

export function watchOutgoing(parts: OutgoingParts): OutgoingWatch {
  return new Watch(parts);
}

class Watch implements OutgoingWatch {
  readonly oldest = createSignal<number | undefined>(undefined);
  readonly #parts: OutgoingParts;
  readonly #chapter: Chapter;
  readonly #outgoing: Outgoing;
  #isNear = false;
  #stopped = false;
  #turn: Promise<void> = Promise.resolve();
  #cancel: Cancel = () => {};

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
    this.#chapter = parts.own.ledger.openChapter(OUTGOING_CHAPTER);
    this.#outgoing = { doc: this.#chapter.doc, bond: parts.bond };
    this.#chapter.doc.on('update', this.#look);
    this.#look();
    void this.#finishRemovals().catch(() => undefined);
  }

  readonly #look = (): void => {
    this.oldest.set(oldestWaiting(this.#outgoing));
    if (this.#isNear && this.oldest.get() !== undefined) void this.release().catch(() => undefined);
  };

  near(isNear: boolean): void {
    this.#isNear = isNear;
    this.#look();
  }

  /** One after the other. Where it could not be kept, it waits on and is tried again with the next. */
  release(): Promise<void> {
    const turn = this.#turn.then(async () => {
      if (this.#stopped || oldestWaiting(this.#outgoing) === undefined) return;
      const { releaseWaiting } = await import('./release.js');
      if (!this.#stopped) await releaseWaiting(this.#outgoing, this.#parts);
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Removals whose page was gone before their undo was: at once where they are due, or when they come to be. */
  async #finishRemovals(): Promise<void> {
    if (listNotedRemovals(this.#chapter.doc).length === 0) return;
    const { finishNoted } = await import('./release.js');
    if (this.#stopped) return;
    const isLeft = finishNoted(this.#chapter.doc, this.#parts);
    if (isLeft)
      this.#cancel = this.#parts.clock.after(
        UNDO_WINDOW_MS,
        () => void this.#finishRemovals().catch(() => undefined),
      );
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#chapter.doc.off('update', this.#look);
    this.#chapter.close();
  }
}
