/** What may be said of the other phone: only what its own acknowledgements say. Pure. */
import type { MessageId } from '../../messages/index.js';
import { type Nearness, nearnessOf, type SyncStatus } from '../../session/index.js';

type Known = Pick<SyncStatus, 'partner' | 'hasEverythingNow' | 'hasEverythingUpTo'>;

const NEARNESS: Readonly<Record<Nearness, MessageId>> = {
  connected: 'us.near',
  connecting: 'us.connecting',
  away: 'us.away',
  off: 'common.connectionsOff',
  updateThis: 'common.updateThis',
  updateOther: 'common.updateOther',
};

export function nearnessSentence(status: Pick<SyncStatus, 'partner' | 'lastEnd'>): MessageId {
  return NEARNESS[nearnessOf(status)];
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
