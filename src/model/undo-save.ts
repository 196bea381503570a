/**
 * Saving a check-in with a way back to what was there before, whatever has become of it meanwhile: what is still on
 * this phone alone goes without a trace, what has left is removed, and earlier versions count again. SPEC T9.
 */
import type * as Y from 'yjs';
import { type LocalDate, ok, type Result } from '../kernel/index.js';
import type { CheckinDraft, CheckinError, SaveContext } from './checkin.js';
import { type OwnCheckinDocs, readOwnCheckin, saveOwnCheckin } from './own-checkin.js';
import { removeForGood } from './remove.js';
import { keysIn } from './version-key.js';
import { type KeyedRecord, recordsOf } from './waiting-away.js';

/** What one saving did, to be undone; it lies in memory only. */
export type SavedStep = {
  readonly evening: LocalDate;
  /** What lay where before: the save may have moved it. */
  readonly own: readonly KeyedRecord[];
  readonly waiting: readonly KeyedRecord[];
  /** The suffix of the version that was added; empty where saving changed nothing. */
  readonly added: ReadonlySet<string>;
};

export function saveWithUndo(
  docs: OwnCheckinDocs,
  draft: CheckinDraft,
  context: SaveContext,
): Result<SavedStep, CheckinError> {
  const { evening } = draft;
  const own = recordsOf(docs.private, 'checkins', evening);
  const waiting = docs.outgoing ? recordsOf(docs.outgoing.doc, 'checkins', evening) : [];
  const before = suffixesOf(docs, evening);
  const saved = saveOwnCheckin(docs, draft, context);
  if (!saved.ok) return saved;
  const added = [...suffixesOf(docs, evening)].filter((suffix) => !before.has(suffix));
  return ok({ evening, own, waiting, added: new Set(added) });
}

/** `removed`: the other phone may have had it. `earlier`: the same, and what was said before counts again. */
export type Undone = 'undone' | 'removed' | 'earlier';

export function undoSave(docs: OwnCheckinDocs, step: SavedStep, now: number): Undone {
  const { private: own, outgoing, shared } = docs;
  if (step.added.size === 0) return 'undone';
  const left = shared ? keysOf(shared, step) : [];
  if (shared) removeForGood(shared, 'checkins', left, now);
  const waits = outgoing ? step.waiting : [];
  putAsBefore(own, step, outgoing ? step.own : [...step.own, ...step.waiting]);
  // What waited had become its author's alone when another was saved.
  for (const { key } of waits) if (!isAmong(step.own, key)) own.getMap('checkins').delete(key);
  if (outgoing) putAsBefore(outgoing.doc, step, waits);
  if (left.length === 0) return 'undone';
  return readOwnCheckin(docs, step.evening) ? 'earlier' : 'removed';
}

function putAsBefore(doc: Y.Doc, step: SavedStep, records: readonly KeyedRecord[]): void {
  const map = doc.getMap('checkins');
  doc.transact(() => {
    for (const key of keysOf(doc, step)) map.delete(key);
    for (const { key, record } of records) if (!map.has(key)) map.set(key, record);
  });
}

function keysOf(doc: Y.Doc, { evening, added }: SavedStep): readonly string[] {
  return keysIn(doc, 'checkins', evening)
    .filter(({ suffix }) => added.has(suffix))
    .map(({ key }) => key);
}

function isAmong(records: readonly KeyedRecord[], key: string): boolean {
  return records.some((each) => each.key === key);
}

function suffixesOf(docs: OwnCheckinDocs, evening: LocalDate): ReadonlySet<string> {
  const all = [docs.private, docs.outgoing?.doc, docs.shared];
  return new Set(
    all.flatMap((doc) => (doc ? keysIn(doc, 'checkins', evening).map(({ suffix }) => suffix) : [])),
  );
}
