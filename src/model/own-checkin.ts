/**
 * One person's check-in of an evening may lie in the private ledger, in the shared one, or in both:
 * shared first and then edited for oneself, or the other way round. The version saved last counts.
 */
import type * as Y from 'yjs';
import type { LocalDate, Result } from '../kernel/index.js';
import {
  type Checkin,
  type CheckinDraft,
  type CheckinError,
  type CheckinVersion,
  readCheckin,
  readHistory,
  type SaveContext,
  saveCheckin,
} from './checkin.js';

/** The same month of one author: `shared` is undefined while there is no one to share with. */
export type OwnCheckinDocs = {
  readonly private: Y.Doc;
  readonly shared: Y.Doc | undefined;
};

export type Place = 'private' | 'shared';

export type OwnCheckin = {
  readonly checkin: Checkin;
  readonly place: Place;
  /** An older version the partner holds, where the one that counts is private. */
  readonly sharedBefore: Checkin | undefined;
};

export type PlacedVersion = CheckinVersion & { readonly place: Place };

export function readOwnCheckin(docs: OwnCheckinDocs, evening: LocalDate): OwnCheckin | undefined {
  const shared = docs.shared && readCheckin(docs.shared, evening);
  return chooseOwnCheckin(readCheckin(docs.private, evening), shared);
}

/** Which of the two counts: what `readOwnCheckin` does, for those who follow the chapters apart. */
export function chooseOwnCheckin(
  own: Checkin | undefined,
  shared: Checkin | undefined,
): OwnCheckin | undefined {
  if (shared && (!own || shared.savedAt >= own.savedAt)) {
    return { checkin: shared, place: 'shared', sharedBefore: undefined };
  }
  return own && { checkin: own, place: 'private', sharedBefore: shared };
}

/** All versions in both places, newest first. */
export function readOwnHistory(docs: OwnCheckinDocs, evening: LocalDate): readonly PlacedVersion[] {
  const placed = (doc: Y.Doc | undefined, place: Place): PlacedVersion[] =>
    doc ? readHistory(doc, evening).map((version) => ({ ...version, place })) : [];
  return [...placed(docs.shared, 'shared'), ...placed(docs.private, 'private')].sort(
    (a, b) => b.checkin.savedAt - a.checkin.savedAt,
  );
}

/**
 * Saves where the draft says. "Just me" after sharing adds a private version and leaves the shared
 * one as it is: what the partner received can't be recalled.
 */
export function saveOwnCheckin(
  docs: OwnCheckinDocs,
  draft: CheckinDraft,
  context: SaveContext,
): Result<Checkin, CheckinError> {
  const toShared = draft.share && docs.shared !== undefined;
  const target = toShared ? docs.shared : docs.private;
  const elsewhere = toShared ? docs.private : docs.shared;
  const after = elsewhere && readCheckin(elsewhere, draft.evening)?.savedAt;
  return saveCheckin(target ?? docs.private, draft, {
    ...context,
    ...(after === undefined ? {} : { after }),
  });
}
