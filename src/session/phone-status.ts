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
