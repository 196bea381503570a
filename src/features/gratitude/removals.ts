/**
 * Removals that can still be undone. They outlive the screen: the offer to undo stays in sight when
 * one goes elsewhere in the app. When the page goes away, so does the offer, and they are finished.
 */
import {
  finishRemoval,
  type NoteAuthor,
  removeNote,
  restoreNote,
  UNDO_WINDOW_MS,
} from '../../model/index.js';
import type { Chapter, Session, Space } from '../../session/index.js';

export type BoardAddress = {
  readonly space: Space;
  /** The chapter's name. */
  readonly name: string;
  readonly author: NoteAuthor;
};

/** Removes a note and returns the undo, which says whether it still could. */
export function removeWithUndo(session: Session, address: BoardAddress, id: string): () => boolean {
  const { author } = address;
  const now = session.clock.now();
  withChapter(session, address, ({ doc }) => removeNote(doc, id, { by: author, now }));
  let open = true;
  const end = (change: (chapter: Chapter) => void): boolean => {
    if (!open) return false;
    open = false;
    cancel();
    removeEventListener('pagehide', finish);
    return withChapter(session, address, change);
  };
  const finish = (): void => {
    end(({ doc }) => finishRemoval(doc, id, author));
  };
  const cancel = session.clock.after(UNDO_WINDOW_MS, finish);
  addEventListener('pagehide', finish);
  return () => end(({ doc }) => restoreNote(doc, id, author));
}

/** False where the ledger is gone, as after unpairing. */
function withChapter(
  session: Session,
  { space, name }: BoardAddress,
  change: (chapter: Chapter) => void,
): boolean {
  if (space === 'shared' && session.bond.get() === undefined) return false;
  const chapter = session.openChapter(space, name);
  change(chapter);
  chapter.close();
  return true;
}
