/**
 * Removing a note, in two steps. First a mark hides it, and taking the mark away is the undo. Some
 * time later its words are deleted for good, so that folding drops them. A removal covers only the
 * words its author had seen: what the partner writes meanwhile, near or far, brings the note back.
 */
import type * as Y from 'yjs';
import {
  AUTHORS,
  authorKey,
  gratitudeRoots,
  type NoteAuthor,
  noteText,
  readMark,
} from './gratitude-records.js';
import { UNDO_WINDOW_MS } from './undo-window.js';

/** After this long nobody is still deciding, even with clocks apart: any device finishes the removal. */
const ABANDONED_MS = 24 * 60 * 60 * 1_000;

export function removeNote(
  doc: Y.Doc,
  id: string,
  { by, now }: { readonly by: NoteAuthor; readonly now: number },
): void {
  const { removed } = gratitudeRoots(doc);
  removed.set(authorKey(id, by), { at: now, seen: digestWords(noteText(doc, id).toString()) });
}

/** Undoes one's own removal, while its words are still there. */
export function restoreNote(doc: Y.Doc, id: string, by: NoteAuthor): void {
  gratitudeRoots(doc).removed.delete(authorKey(id, by));
}

export function isRemoved(doc: Y.Doc, id: string): boolean {
  const { removed } = gratitudeRoots(doc);
  const marks = AUTHORS.flatMap((author) => readMark(removed.get(authorKey(id, author))) ?? []);
  if (marks.length === 0) return false;
  const present = digestWords(noteText(doc, id).toString());
  return marks.some((mark) => mark.seen === present);
}

/** Finishes one's own removal before its time, as when the page goes away and the undo with it. */
export function finishRemoval(doc: Y.Doc, id: string, by: NoteAuthor): void {
  const { removed } = gratitudeRoots(doc);
  const key = authorKey(id, by);
  if (!removed.has(key)) return;
  doc.transact(() => {
    if (isRemoved(doc, id)) eraseNote(doc, id, by);
    removed.delete(key);
  });
}

/**
 * Finishes the removals whose undo is no longer offered: one's own after `UNDO_WINDOW_MS`, anyone's
 * when abandoned. A mark that no longer covers is only taken away.
 */
export function finishDueRemovals(
  doc: Y.Doc,
  { by, now }: { readonly by: NoteAuthor; readonly now: number },
): void {
  for (const [key, value] of [...gratitudeRoots(doc).removed]) {
    const [id = '', author] = key.split(':');
    const age = now - (readMark(value)?.at ?? 0);
    if (age < (author === by ? UNDO_WINDOW_MS : ABANDONED_MS)) continue;
    const remover = AUTHORS.find((each) => each === author);
    if (remover) finishRemoval(doc, id, remover);
  }
}

/**
 * Deletes a note for good. The partner's hand stays, being theirs: should words of theirs arrive
 * that were written apart from this, it still says whose they are.
 */
export function eraseNote(doc: Y.Doc, id: string, by: NoteAuthor): void {
  const { notes, order, places, hands } = gratitudeRoots(doc);
  const text = noteText(doc, id);
  doc.transact(() => {
    text.delete(0, text.length);
    notes.delete(id);
    order.delete(id);
    places.delete(id);
    hands.delete(authorKey(id, by));
  });
}

/** Tells two readings of one note apart (FNV-1a, 32 bits, and the length); it guards nothing. */
function digestWords(words: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  }
  return `${words.length}.${(hash >>> 0).toString(36)}`;
}
