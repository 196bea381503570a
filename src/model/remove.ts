/**
 * Removing what the other phone may have, in two steps: a mark hides each version, and taking the mark away is the
 * undo; then the words go for good, with the keys that opened them, so that folding drops them. The mark stays, and
 * says "removed" on both phones. Only an author's own chapter is written. SPEC T4 to T8.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { HANDED_OVER, readClosed, readHandedOver } from './answer-seal.js';
import { isRemoved, REMOVED, readRemovals } from './removal.js';
import { UNDO_WINDOW_MS } from './undo-window.js';
import { readRecord } from './values.js';
import { keysIn, type VersionRoot } from './version-key.js';

/** Hides every version of the evening that is here; what is saved later is not covered. False where there is none. */
export function markRemoved(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
  now: number,
): boolean {
  const keys = keysIn(doc, root, evening).filter(({ key }) => !isRemoved(doc, key));
  doc.transact(() => {
    for (const { key } of keys) doc.getMap(REMOVED).set(key, markOf(doc, root, key, now));
  });
  return keys.length > 0;
}

/** Undoes what still can be: versions whose words are here. False where it was too late. */
export function restoreRemoved(doc: Y.Doc, root: VersionRoot, evening: LocalDate): boolean {
  const hidden = keysIn(doc, root, evening).filter(({ key }) => isRemoved(doc, key));
  doc.transact(() => {
    for (const { key } of hidden) doc.getMap(REMOVED).delete(key);
  });
  return hidden.length > 0;
}

/**
 * Deletes for good what the marks hide of an evening; with `now` only where the undo is no longer offered by then.
 * False where something is left to be finished later.
 */
export function finishRemovals(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
  now?: number,
): boolean {
  const hidden = readRemovals(doc, evening).filter(({ key }) => doc.getMap(root).has(key));
  const due = hidden.filter(({ at }) => now === undefined || now - at >= UNDO_WINDOW_MS);
  doc.transact(() => {
    for (const { key } of due) {
      doc.getMap(root).delete(key);
      doc.getMap(HANDED_OVER).delete(key);
    }
  });
  return due.length === hidden.length;
}

/** Takes single versions away at once: only their marks stay. */
export function removeForGood(
  doc: Y.Doc,
  root: VersionRoot,
  keys: readonly string[],
  now: number,
): void {
  doc.transact(() => {
    for (const key of keys) {
      doc.getMap(REMOVED).set(key, markOf(doc, root, key, now));
      doc.getMap(root).delete(key);
      doc.getMap(HANDED_OVER).delete(key);
    }
  });
}

function markOf(doc: Y.Doc, root: VersionRoot, key: string, at: number) {
  const record = readRecord(doc.getMap(root).get(key));
  const commitment = record && readClosed(record)?.commitment;
  const seen = readHandedOver(doc, key)?.seen;
  return { at, ...(commitment && { commitment }), ...(seen && { seen }) };
}
