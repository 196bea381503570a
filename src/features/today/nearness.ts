/** What is true about the other phone, as one sentence each: pure tables of sentences. */
import type { Formats, Text } from '../../messages/index.js';
import type { Nearness, SyncStatus } from '../../session/index.js';

export function describeNearness(text: Text, nearness: Nearness, partner: string): string {
  if (nearness === 'connected') return text('today.near', { partner });
  if (nearness === 'updateThis') return text('common.updateThis', { partner });
  if (nearness === 'updateOther') return text('common.updateOther', { partner });
  if (nearness === 'off') return text('common.connectionsOff');
  if (nearness === 'connecting') return text('today.connecting', { partner });
  return text('today.away', { partner });
}

type Received = Pick<SyncStatus, 'hasEverythingNow' | 'hasEverythingUpTo'>;

/** Undefined where there is nothing to say: nothing was shared this evening, and nothing was met before. */
export function describeReceived(
  text: Text,
  formats: Pick<Formats, 'moment'>,
  { hasEverythingNow, hasEverythingUpTo }: Received,
  partner: string,
  { now, hasShared }: { now: number; hasShared: boolean },
): string | undefined {
  if (hasEverythingNow) return text('today.everything', { partner });
  if (hasEverythingUpTo === undefined) {
    return hasShared ? text('today.notYet', { partner }) : undefined;
  }
  return text('today.upTo', { partner, time: formats.moment(hasEverythingUpTo, now) });
}
