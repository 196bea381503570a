/**
 * When a bond that the other phone never confirmed gives way to a new one, nobody has what was shared in it. It
 * goes back to where only this phone has it: with whom to share it is to be chosen anew.
 */

import { type Clock, eveningOf, type Random } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import {
  type BringOverSource,
  checkinChapter,
  checkinSource,
  createNoteSource,
  gratitudeChapter,
  listAllMonths,
} from '../model/index.js';
import type { LedgerSpace } from './space.js';

export type TakeBackOptions = {
  readonly shared: LedgerSpace;
  readonly own: LedgerSpace;
  readonly mySide: Side;
  readonly clock: Clock;
  readonly random: Random;
};

export function takeBackWords({ shared, own, mySide, clock, random }: TakeBackOptions): void {
  const noteSource = createNoteSource(mySide, random);
  const takeBack = <T>(source: BringOverSource<T>, from: string, to: string): void => {
    const there = shared.ledger.openChapter(from);
    // Most months hold nothing, and opening a private one means checking all its signatures.
    if (there.doc.store.clients.size > 0) {
      const here = own.ledger.openChapter(to);
      source.takeBack({ shared: there.doc, private: here.doc });
      here.close();
    }
    there.close();
  };
  for (const month of listAllMonths(eveningOf(clock.now(), clock.timeZone()))) {
    takeBack(checkinSource, checkinChapter(month, mySide), checkinChapter(month));
    takeBack(noteSource, gratitudeChapter(month), gratitudeChapter(month));
  }
}
