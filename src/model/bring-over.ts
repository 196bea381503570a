/**
 * What was written alone stays private when two phones are paired. One chooses item by item what to
 * bring over; each is copied at most once per bond. What was brought over is noted in the private
 * chapter, and a copy's key follows from the item's, so a second tap, a second tab or a crash in
 * between makes no second copy.
 */
import type * as Y from 'yjs';
import { err, type LocalDate, ok, type Result } from '../kernel/index.js';
import { listEvenings, putVersion, readCheckin, readHistory } from './checkin.js';
import { type Checkin, suffixOfKey } from './checkin-record.js';
import { isRemoved } from './removal.js';

/** One kind of record that can be brought over; `gratitude.ts` has one for notes. */
export type BringOverSource<T> = {
  /** Distinguishes the notes kept about what was brought over: 'checkin', 'note'. */
  readonly kind: string;
  readonly list: (privateDoc: Y.Doc) => readonly BringOverItem<T>[];
  /** Whether the shared chapter holds this item, or something later in its place. */
  readonly isThere: (sharedDoc: Y.Doc, item: BringOverItem<T>) => boolean;
  readonly copy: (sharedDoc: Y.Doc, item: BringOverItem<T>) => void;
  /** The other way: all that was written in the shared chapter and is not in the private one. */
  readonly takeBack: (docs: BringOverDocs) => void;
};

export type BringOverItem<T> = {
  /** Unique within its chapter and kind, and never changing. */
  readonly id: string;
  readonly date: LocalDate;
  /** Its author said, before there was a partner: share this when we meet. */
  readonly wished: boolean;
  readonly record: T;
};

/** The same month of one kind: the private chapter, and the shared one it may be copied into. */
export type BringOverDocs = { readonly private: Y.Doc; readonly shared: Y.Doc };

/** Versions saved in the shared chapter itself count from 1. */
const COPY = 0;

export type BringOverError = { type: 'NotFound' } | { type: 'AlreadyThere' };

/**
 * What could be brought over, in the source's order.
 * @param bond names the present bond, so that a later one starts afresh.
 */
export function listToBringOver<T>(
  source: BringOverSource<T>,
  docs: BringOverDocs,
  bond: string,
): readonly BringOverItem<T>[] {
  return source
    .list(docs.private)
    .filter(
      (item) => !isBroughtOver(source, docs, bond, item) && !source.isThere(docs.shared, item),
    );
}

export function bringOver<T>(
  source: BringOverSource<T>,
  docs: BringOverDocs,
  bond: string,
  id: string,
): Result<void, BringOverError> {
  const item = source.list(docs.private).find((candidate) => candidate.id === id);
  if (!item) return err({ type: 'NotFound' });
  if (isBroughtOver(source, docs, bond, item)) return err({ type: 'AlreadyThere' });
  const isThere = source.isThere(docs.shared, item);
  if (!isThere) source.copy(docs.shared, item);
  marksOf(docs).set(markOf(source, bond, item), true);
  return isThere ? err({ type: 'AlreadyThere' }) : ok();
}

/** Only tonight's, and only with the wish: everything else is chosen, never suggested. */
export function isPreTicked(item: BringOverItem<unknown>, tonight: LocalDate): boolean {
  return item.wished && item.date === tonight;
}

/**
 * Check-ins: the version that counts, never an earlier one. The copy keeps when it was saved; its key
 * carries only the random suffix, so it doesn't tell how many private versions came before.
 */
export const checkinSource: BringOverSource<Checkin> = {
  kind: 'checkin',
  list: (privateDoc) =>
    listEvenings(privateDoc).flatMap((date) => {
      const version = readHistory(privateDoc, date)[0];
      // One that was sealed for an earlier partner is its author's to read, and to write anew.
      if (!version || version.checkin.seal) return [];
      const { key, checkin } = version;
      return [{ id: key, date, wished: checkin.share, record: checkin }];
    }),
  isThere: (sharedDoc, { date, record }) =>
    (readCheckin(sharedDoc, date)?.savedAt ?? -1) >= record.savedAt,
  copy: (sharedDoc, { id, record }) => {
    const suffix = suffixOfKey(id);
    if (suffix !== undefined) putVersion(sharedDoc, { ...record, share: true }, COPY, suffix);
  },
  takeBack: (docs) => {
    const versions = docs.private.getMap('checkins');
    docs.private.transact(() => {
      for (const [key, value] of docs.shared.getMap('checkins')) {
        const isWanted = !key.includes(`#${COPY}.`) && !isRemoved(docs.shared, key);
        if (isWanted && !versions.has(key)) versions.set(key, value);
      }
    });
  },
};

function marksOf(docs: BringOverDocs): Y.Map<unknown> {
  return docs.private.getMap('brought-over');
}

function markOf<T>(source: BringOverSource<T>, bond: string, item: BringOverItem<T>): string {
  return `${bond}/${source.kind}/${item.id}`;
}

function isBroughtOver<T>(
  source: BringOverSource<T>,
  docs: BringOverDocs,
  bond: string,
  item: BringOverItem<T>,
): boolean {
  return marksOf(docs).get(markOf(source, bond, item)) === true;
}
