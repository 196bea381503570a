/** Taking one's own answer away, with an undo that outlives the screen. */
import { type LocalDate, monthOf } from '../../../kernel/index.js';
import {
  bringBackReply,
  finishReplyRemoval,
  forgetRemoval,
  noteRemoval,
  OUTGOING_CHAPTER,
  type ReplyDocs,
  replyChapter,
  takeAwayReply,
} from '../../../model/index.js';
import { nameOfBond, type Session } from '../../../session/index.js';
import { holdUndo } from '../hold-undo.js';

/** Returns the undo, which says whether it still could. */
export function takeAwayReplyWithUndo(session: Session, evening: LocalDate): () => boolean {
  const noted = { root: 'replies' as const, evening };
  const taken = withDocs(session, evening, (docs) => {
    noteRemoval(docs.outgoing.doc, noted);
    return takeAwayReply(docs, evening, session.clock.now());
  });
  const end = <T>(change: (docs: ReplyDocs) => T): T | undefined =>
    withDocs(session, evening, (docs) => {
      forgetRemoval(docs.outgoing.doc, noted);
      return change(docs);
    });
  return holdUndo(session.clock, {
    finish: () => end((docs) => finishReplyRemoval(docs, evening)),
    undo: () => end((docs) => bringBackReply(docs, evening, taken ?? [])) ?? false,
  });
}

/** Undefined where the bond is gone. */
function withDocs<T>(
  session: Session,
  evening: LocalDate,
  work: (docs: ReplyDocs) => T,
): T | undefined {
  const bond = session.bond.get();
  if (!bond) return undefined;
  const own = session.openChapter('shared', replyChapter(monthOf(evening), bond.mySide));
  const outgoing = session.openChapter('private', OUTGOING_CHAPTER);
  const result = work({
    shared: own.doc,
    outgoing: { doc: outgoing.doc, bond: nameOfBond(bond) },
  });
  own.close();
  outgoing.close();
  return result;
}
