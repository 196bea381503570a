/**
 * Which removals are begun and not finished, noted in the private ledger: a phone that is switched off within the
 * time of the undo goes on with them when it is next opened.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { readDate } from './values.js';
import type { VersionRoot } from './version-key.js';

export type NotedRemoval = { readonly root: VersionRoot; readonly evening: LocalDate };

const REMOVING = 'removing';

export function noteRemoval(doc: Y.Doc, { root, evening }: NotedRemoval): void {
  doc.getMap(REMOVING).set(`${root}/${evening}`, true);
}

export function forgetRemoval(doc: Y.Doc, { root, evening }: NotedRemoval): void {
  doc.getMap(REMOVING).delete(`${root}/${evening}`);
}

export function listNotedRemovals(doc: Y.Doc): readonly NotedRemoval[] {
  return [...doc.getMap(REMOVING).keys()].flatMap((key) => {
    const [root, date] = key.split('/');
    const evening = readDate(date);
    return evening && (root === 'checkins' || root === 'replies') ? [{ root, evening }] : [];
  });
}
