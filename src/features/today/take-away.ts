/**
 * Taking one's own evening away, with an undo that outlives the screen. When the page goes away, so does the undo,
 * and the removal is finished; where the page could not, the session goes on with it at its next opening.
 */
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  bringBackCheckin,
  checkinChapter,
  finishTakingAway,
  forgetRemoval,
  noteRemoval,
  OUTGOING_CHAPTER,
  type OwnCheckinDocs,
  takeAwayCheckin,
} from '../../model/index.js';
import { type Chapter, nameOfBond, type Session } from '../../session/index.js';
import { holdUndo } from './hold-undo.js';

/** Returns the undo, which says whether it still could. */
export function takeAwayWithUndo(session: Session, evening: LocalDate): () => boolean {
  const noted = { root: 'checkins' as const, evening };
  const taken = withDocs(session, evening, (docs) => {
    if (docs.outgoing) noteRemoval(docs.outgoing.doc, noted);
    return takeAwayCheckin(docs, evening, session.clock.now());
  });
  const end = <T>(change: (docs: OwnCheckinDocs) => T): T =>
    withDocs(session, evening, (docs) => {
      if (docs.outgoing) forgetRemoval(docs.outgoing.doc, noted);
      return change(docs);
    });
  return holdUndo(session.clock, {
    finish: () => end((docs) => finishTakingAway(docs, evening)),
    undo: () => end((docs) => bringBackCheckin(docs, taken)),
  });
}

function withDocs<T>(session: Session, evening: LocalDate, work: (docs: OwnCheckinDocs) => T): T {
  const bond = session.bond.get();
  const month = monthOf(evening);
  const opened: Chapter[] = [];
  const open = (space: 'private' | 'shared', name: string) => {
    const chapter = session.openChapter(space, name);
    opened.push(chapter);
    return chapter.doc;
  };
  const own = open('private', checkinChapter(month));
  const result = work(
    bond
      ? {
          private: own,
          outgoing: { doc: open('private', OUTGOING_CHAPTER), bond: nameOfBond(bond) },
          shared: open('shared', checkinChapter(month, bond.mySide)),
        }
      : { private: own, shared: undefined },
  );
  for (const chapter of opened) chapter.close();
  return result;
}
