/**
 * Taking one's own evening away, with an undo that outlives the screen. When the page goes away, so does the undo,
 * and the removal is finished; where the page could not, the session goes on with it at its next opening.
 */
import type { LocalDate } from '../../kernel/index.js';
import {
  bringBackCheckin,
  finishTakingAway,
  forgetRemoval,
  noteRemoval,
  type OwnCheckinDocs,
  takeAwayCheckin,
} from '../../model/index.js';
import { type Session, withOwnEvening } from '../../session/index.js';
import { holdUndo } from './hold-undo.js';

/** Returns the undo, which says whether it still could. */
export function takeAwayWithUndo(session: Session, evening: LocalDate): () => boolean {
  const noted = { root: 'checkins' as const, evening };
  const taken = withOwnEvening(session, evening, (docs) => {
    if (docs.outgoing) noteRemoval(docs.outgoing.doc, noted);
    return takeAwayCheckin(docs, evening, session.clock.now());
  });
  const end = <T>(change: (docs: OwnCheckinDocs) => T): T =>
    withOwnEvening(session, evening, (docs) => {
      if (docs.outgoing) forgetRemoval(docs.outgoing.doc, noted);
      return change(docs);
    });
  return holdUndo(session.clock, {
    finish: () => end((docs) => finishTakingAway(docs, evening)),
    undo: () => end((docs) => bringBackCheckin(docs, taken)),
  });
}
