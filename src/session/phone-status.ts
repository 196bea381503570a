import type { SyncStatus } from '../sync/index.js';

/** What is known of the other phone; `off` where nobody looks for it, since somebody switched that off. */
export type PhoneStatus = Omit<SyncStatus, 'partner'> & {
  readonly partner: SyncStatus['partner'] | 'off';
};

/** Nothing is known, and nobody was met yet. */
export const AWAY: SyncStatus = {
  partner: 'away',
  hasEverythingUpTo: undefined,
  hasEverythingNow: false,
  connections: [],
  lastEnd: undefined,
};

/** What the other phone has, told by its own word alone, leaves out what has not been handed over. */
export function withWaiting(status: PhoneStatus, oldest: number | undefined): PhoneStatus {
  if (oldest === undefined) return status;
  const { hasEverythingUpTo: upTo } = status;
  return {
    ...status,
    hasEverythingNow: false,
    hasEverythingUpTo: upTo === undefined ? undefined : Math.min(upTo, oldest),
  };
}
