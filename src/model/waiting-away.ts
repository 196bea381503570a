/** Taking what only this phone has out of its map, and putting it back for the undo. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { keysIn, type VersionRoot } from './version-key.js';

/** A record under its key, as it lies in a root map. */
export type KeyedRecord = { readonly key: string; readonly record: unknown };

/** All versions of an evening. */
export function recordsOf(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
): readonly KeyedRecord[] {
  const map = doc.getMap(root);
  return keysIn(doc, root, evening).map(({ key }) => ({ key, record: map.get(key) }));
}

/** Deletes all versions of an evening from a map that only this phone has, and returns them for the undo. */
export function takeAway(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
): readonly KeyedRecord[] {
  const map = doc.getMap(root);
  const taken = recordsOf(doc, root, evening);
  doc.transact(() => {
    for (const { key } of taken) map.delete(key);
  });
  return taken;
}

export function putBack(doc: Y.Doc, root: VersionRoot, taken: readonly KeyedRecord[]): void {
  doc.transact(() => {
    for (const { key, record } of taken) doc.getMap(root).set(key, record);
  });
}
