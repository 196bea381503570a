/** What may be said of the other phone: only what its own acknowledgements say. Pure. */
import type { MessageId } from '../../messages/index.js';
import type { SyncStatus } from '../../session/index.js';

type Known = Pick<SyncStatus, 'partner' | 'hasEverythingNow' | 'hasEverythingUpTo'>;

const NEARNESS: Readonly<Record<SyncStatus['partner'], MessageId>> = {
  connected: 'us.near',
  connecting: 'us.connecting',
  away: 'us.away',
  off: 'common.connectionsOff',
};

export function nearnessOf({ partner }: Known): MessageId {
  return NEARNESS[partner];
}

/** `upTo` in milliseconds since the epoch, where the sentence names a time. */
export function holdingsOf({ hasEverythingNow, hasEverythingUpTo }: Known): {
  readonly id: MessageId;
  readonly upTo: number | undefined;
} {
  if (hasEverythingNow) return { id: 'us.everything', upTo: undefined };
  if (hasEverythingUpTo === undefined) return { id: 'us.nothing', upTo: undefined };
  return { id: 'us.upTo', upTo: hasEverythingUpTo };
}
