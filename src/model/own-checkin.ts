/**
 * One person's check-in of an evening may lie in the private ledger, in the shared one, or in both:
 * shared first and then edited for oneself, or the other way round. The version saved last counts.
 */
import type * as Y from 'yjs';
import { type LocalDate, ok, type Result } from '../kernel/index.js';
import { type AnswerAuthor, isSame, readHandedOver } from './answer-seal.js';
import {
  type CheckinDraft,
  type CheckinError,
  composeCheckin,
  newSuffix,
  readCheckin,
  readHistory,
  type SaveContext,
  saveCheckin,
} from './checkin.js';
import { type Checkin, type CheckinVersion, NO_ANSWERS } from './checkin-record.js';
import { keepWaiting, type Outgoing, putWaiting, readWaiting } from './outgoing.js';
import { type Removal, readRemovals } from './removal.js';

/** The same month of one author: `shared` is undefined while there is no one to share with. */
export type OwnCheckinDocs = {
  readonly private: Y.Doc;
  /** Where what is to be shared waits until it leaves; without one it goes into the shared chapter at once. */
  readonly outgoing?: Outgoing | undefined;
  readonly shared: Y.Doc | undefined;
};

/** `outgoing`: meant for the partner, and still on this phone alone. */
type Place = 'private' | 'outgoing' | 'shared';

export type OwnCheckin = {
  readonly checkin: Checkin;
  readonly place: Place;
  /** An older version the partner holds, where the one that counts is not there. */
  readonly sharedBefore: Checkin | undefined;
};

export type PlacedVersion = CheckinVersion & { readonly place: Place };

/** Which of them counts. Takes values, since a screen follows the chapters apart. */
export function chooseOwnCheckin(
  own: Checkin | undefined,
  shared: Checkin | undefined,
  outgoing?: Checkin,
): OwnCheckin | undefined {
  const least = Math.max(own?.savedAt ?? 0, outgoing?.savedAt ?? 0);
  if (shared && shared.savedAt >= least) {
    return { checkin: shared, place: 'shared', sharedBefore: undefined };
  }
  if (outgoing && outgoing.savedAt >= least) {
    return { checkin: outgoing, place: 'outgoing', sharedBefore: shared };
  }
  return own && { checkin: own, place: 'private', sharedBefore: shared };
}

/** The own check-in that counts, in whichever place it lies. */
export function readOwnCheckin(
  { private: own, outgoing, shared }: OwnCheckinDocs,
  evening: LocalDate,
  author?: AnswerAuthor,
): OwnCheckin | undefined {
  return chooseOwnCheckin(
    readCheckin(own, evening, author),
    shared && readCheckin(shared, evening, author),
    outgoing && readWaiting(outgoing, evening)[0]?.checkin,
  );
}

/** All versions in all places, newest first. */
export function sortVersions(
  own: readonly CheckinVersion[],
  shared: readonly CheckinVersion[],
  outgoing: readonly CheckinVersion[] = [],
): readonly PlacedVersion[] {
  const placed = [
    ...shared.map((version) => ({ ...version, place: 'shared' as const })),
    ...outgoing.map((version) => ({ ...version, place: 'outgoing' as const })),
    ...own.map((version) => ({ ...version, place: 'private' as const })),
  ];
  return placed.sort((a, b) => b.checkin.savedAt - a.checkin.savedAt);
}

/**
 * Saves where the draft says. "Just me" after sharing adds a private version and leaves the shared
 * one as it is: what the partner received can't be recalled. What has not left yet then stays here for good.
 */
export function saveOwnCheckin(
  docs: OwnCheckinDocs,
  draft: CheckinDraft,
  context: SaveContext,
): Result<Checkin, CheckinError> {
  const { shared, outgoing } = docs;
  if (draft.share && shared && outgoing) return saveOutgoing({ ...docs, outgoing }, draft, context);
  const { evening } = draft;
  if (draft.share && shared) {
    const own = readCheckin(docs.private, evening);
    return saveCheckin(shared, draft, laterThan(own, context));
  }
  // What stays on this phone needs no seal from anybody.
  const elsewhere = chooseOwnCheckin(
    outgoing && readWaiting(outgoing, evening)[0]?.checkin,
    shared && readCheckin(shared, evening),
  );
  const kept = { ...draft, seal: false };
  const saved = saveCheckin(docs.private, kept, laterThan(elsewhere?.checkin, context));
  if (saved.ok && outgoing) keepWaiting(outgoing, docs.private, evening);
  return saved;
}

function laterThan(checkin: Checkin | undefined, context: SaveContext): SaveContext {
  return checkin ? { ...context, after: checkin.savedAt } : context;
}

function saveOutgoing(
  docs: OwnCheckinDocs & { readonly outgoing: Outgoing },
  draft: CheckinDraft,
  context: SaveContext,
): Result<Checkin, CheckinError> {
  const { outgoing } = docs;
  const own = readOwnCheckin(docs, draft.evening, context.author);
  const forBoth = own?.place === 'private' ? undefined : own?.checkin;
  const composed = composeCheckin(
    draft,
    forBoth,
    forBoth ? context : laterThan(own?.checkin, context),
  );
  if (!composed.ok) return composed;
  const { checkin, isNew } = composed.value;
  if (isNew) {
    keepWaiting(outgoing, docs.private, draft.evening);
    putWaiting(outgoing, checkin, newSuffix(context.random), draft.seal ?? false);
  }
  return ok(checkin);
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
  /** Its author took the words away, in all their versions. */
  readonly removed?: boolean;
};

/**
 * The partner's evening as it may be believed: `versions` newest first, `seen` the commitment for which
 * one's own answer was opened. Where that one is gone without a word, or doesn't open by the key that was
 * given, nothing is believed; where it was removed or followed by another, that is said. SPEC A7, A8, T7.
 */
export function judgeTheirs(
  evening: LocalDate,
  versions: readonly CheckinVersion[],
  seen: Uint8Array | undefined,
  removals: readonly Removal[] = [],
): TheirCheckin | undefined {
  const nothing = { ...NO_ANSWERS, evening, timeZone: undefined, share: true, savedAt: 0 };
  const [removal] = removals;
  const newest: TheirCheckin | undefined =
    versions[0]?.checkin ?? (removal && { ...nothing, savedAt: removal.at, removed: true });
  if (!seen) return newest;
  const held = versions.find(({ checkin }) => isSame(checkin.commitment, seen))?.checkin;
  const isRemoved = removals.some(({ commitment }) => isSame(commitment, seen));
  if (held ? held.seal === 'broken' : !isRemoved) {
    return { ...nothing, savedAt: newest?.savedAt ?? 0, seal: 'broken' };
  }
  return newest && (held === newest ? newest : { ...newest, changedAfter: true });
}

/** The commitment for which the own answer of an evening was opened, if it was opened for one. */
export function readSeen(doc: Y.Doc, evening: LocalDate): Uint8Array | undefined {
  for (const { key } of readHistory(doc, evening)) {
    const seen = readHandedOver(doc, key)?.seen;
    if (seen) return seen;
  }
  return readRemovals(doc, evening).find(({ seen }) => seen)?.seen;
}
