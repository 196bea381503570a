/** A thank-you that is written with the check-in and goes straight to the month's board. */
import { type LocalDate, monthOf } from '../../kernel/index.js';
import { addNote, eraseNote, gratitudeChapter, NOTE_LIMIT, readNote } from '../../model/index.js';
import type { Session, Space } from '../../session/index.js';

/** Takes the note away again, unless somebody has written in it since. */
export type TakeAway = () => void;

export function isTooLong(thanks: string | undefined): boolean {
  return (thanks?.trim().length ?? 0) > NOTE_LIMIT;
}

/** Undefined where there is nothing to put there. */
export function putOnBoard(
  session: Session,
  evening: LocalDate,
  thanks: string | undefined,
): TakeAway | undefined {
  const text = thanks?.trim();
  if (!text) return undefined;
  const bond = session.bond.get();
  const space: Space = bond ? 'shared' : 'private';
  const author = bond?.mySide ?? 'me';
  const name = gratitudeChapter(monthOf(evening));
  const chapter = session.openChapter(space, name);
  const id = addNote(chapter.doc, { author, text }, session);
  chapter.close();
  return () => {
    if (space === 'shared' && !session.bond.get()) return;
    const again = session.openChapter(space, name);
    if (readNote(again.doc, id).text === text) eraseNote(again.doc, id, author);
    again.close();
  };
}
