/** Where one's own check-in of an evening may lie, opened for one piece of work and closed again. */
import { type LocalDate, monthOf } from '../kernel/index.js';
import { checkinChapter, OUTGOING_CHAPTER, type OwnCheckinDocs } from '../model/index.js';
import { nameOfBond } from './bond-record.js';
import type { Session, Space } from './session.js';

export function withOwnEvening<T>(
  session: Pick<Session, 'bond' | 'openChapter'>,
  evening: LocalDate,
  work: (docs: OwnCheckinDocs) => T,
): T {
  const bond = session.bond.get();
  const month = monthOf(evening);
  const opened: { close(): void }[] = [];
  const open = (space: Space, name: string) => {
    const chapter = session.openChapter(space, name);
    opened.push(chapter);
    return chapter.doc;
  };
  try {
    const own = open('private', checkinChapter(month));
    if (!bond) return work({ private: own, shared: undefined });
    return work({
      private: own,
      outgoing: { doc: open('private', OUTGOING_CHAPTER), bond: nameOfBond(bond) },
      shared: open('shared', checkinChapter(month, bond.mySide)),
    });
  } finally {
    for (const chapter of opened) chapter.close();
  }
}
