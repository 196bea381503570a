/**
 * One person's check-in of an evening may lie in the private ledger, in the shared one, or in both:
 * shared first and then edited for oneself, or the other way round. The version saved last counts.
 */
import type * as Y from 'yjs';
import type { LocalDate, Result } from '../kernel/index.js';
import { isSame, readHandedOver } from './answer-seal.js';
import {
  type CheckinDraft,
  type CheckinError,
  readCheckin,
  readHistory,
  type SaveContext,
  saveCheckin,
} from './checkin.js';
import { type Checkin, type CheckinVersion, NO_ANSWERS } from './checkin-record.js';

/** The same month of one author: `shared` is undefined while there is no one to share with. */
export type OwnCheckinDocs = {
  readonly private: Y.Doc;
  readonly shared: Y.Doc | undefined;
};

type Place = 'private' | 'shared';

export type OwnCheckin = {
  readonly checkin: Checkin;
  readonly place: Place;
  /** An older version the partner holds, where the one that counts is private. */
  readonly sharedBefore: Checkin | undefined;
};

export type PlacedVersion = CheckinVersion & { readonly place: Place };

/** Which of the two counts. Takes values, since a screen follows the two chapters apart. */
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
export function sortVersions(
  own: readonly CheckinVersion[],
  shared: readonly CheckinVersion[],
): readonly PlacedVersion[] {
  const placed = [
    ...shared.map((version) => ({ ...version, place: 'shared' as const })),
    ...own.map((version) => ({ ...version, place: 'private' as const })),
  ];
  return placed.sort((a, b) => b.checkin.savedAt - a.checkin.savedAt);
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
  // What stays on this phone needs no seal from anybody.
  const kept = toShared ? draft : { ...draft, seal: false };
  return saveCheckin(target ?? docs.private, kept, {
    ...context,
    ...(after === undefined ? {} : { after }),
  });
}

/**
 * Whether the own answer is to be opened for the partner's: theirs is here, and the own is the one that
 * counts. One whose seal is broken is no answer.
 */
export function isDueToOpen(own: OwnCheckin | undefined, theirs: Checkin | undefined): boolean {
  if (own?.place !== 'shared' || own.checkin.seal !== 'closed') return false;
  return theirs !== undefined && theirs.seal !== 'broken';
}

export type TheirCheckin = Checkin & {
  /** It is not the answer that was sealed when one's own was opened for it. */
  readonly changedAfter?: boolean;
};

/**
 * The partner's evening as it may be believed: `versions` newest first, `seen` the commitment for which
 * one's own answer was opened. Where that one is gone, another was put in its place.
 */
export function judgeTheirs(
  versions: readonly CheckinVersion[],
  seen: Uint8Array | undefined,
): TheirCheckin | undefined {
  const newest = versions[0]?.checkin;
  if (!newest || !seen) return newest;
  const held = versions.find(({ checkin }) => isSame(checkin.commitment, seen));
  if (!held) return { ...newest, ...NO_ANSWERS, seal: 'broken' };
  return held.checkin === newest ? newest : { ...newest, changedAfter: true };
}

/** The commitment for which the own answer of an evening was opened, if it was opened for one. */
export function readSeen(doc: Y.Doc, evening: LocalDate): Uint8Array | undefined {
  for (const { key } of readHistory(doc, evening)) {
    const seen = readHandedOver(doc, key)?.seen;
    if (seen) return seen;
  }
  return undefined;
}
