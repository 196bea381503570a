/**
 * Taking an evening's check-in away, wherever it lies. What never left this phone goes without a trace; what the
 * other phone may have leaves the mark "removed" on both. SPEC T1 to T5.
 */
import type { LocalDate } from '../kernel/index.js';
import type { OwnCheckin, OwnCheckinDocs } from './own-checkin.js';
import { finishRemovals, markRemoved, restoreRemoved } from './remove.js';
import { type KeyedRecord, putBack, takeAway } from './waiting-away.js';

/** What this phone alone had, to be put back by the undo; it lies in memory only. */
export type TakenCheckin = {
  readonly evening: LocalDate;
  readonly own: readonly KeyedRecord[];
  readonly waiting: readonly KeyedRecord[];
};

/** In doubt it has: only what still waits, or was never meant for anybody, has not. */
export function hasLeft(own: OwnCheckin): boolean {
  return own.place === 'shared' || own.sharedBefore !== undefined;
}

export function takeAwayCheckin(
  { private: own, outgoing, shared }: OwnCheckinDocs,
  evening: LocalDate,
  now: number,
): TakenCheckin {
  if (shared) markRemoved(shared, 'checkins', evening, now);
  return {
    evening,
    own: takeAway(own, 'checkins', evening),
    waiting: outgoing ? takeAway(outgoing.doc, 'checkins', evening) : [],
  };
}

/** False where the words are gone already. */
export function bringBackCheckin(
  { private: own, outgoing, shared }: OwnCheckinDocs,
  { evening, own: kept, waiting }: TakenCheckin,
): boolean {
  putBack(own, 'checkins', kept);
  putBack(outgoing?.doc ?? own, 'checkins', waiting);
  const isRestored = shared ? restoreRemoved(shared, 'checkins', evening) : false;
  return isRestored || kept.length > 0 || waiting.length > 0;
}

/** Ends the undo: what the mark hides is deleted for good. */
export function finishTakingAway({ shared }: OwnCheckinDocs, evening: LocalDate): void {
  if (shared) finishRemovals(shared, 'checkins', evening);
}
