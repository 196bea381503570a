/** Where the other phone is, in one word: for the sentences that screens say about it. */
import type { PhoneStatus } from './phone-status.js';

export type Nearness =
  | PhoneStatus['partner']
  /** The two can't talk to each other before this phone's Vesper, or the other's, is newer. */
  | 'updateThis'
  | 'updateOther';

export function nearnessOf({
  partner,
  lastEnd,
}: Pick<PhoneStatus, 'partner' | 'lastEnd'>): Nearness {
  const isApart = partner === 'away' || partner === 'connecting';
  if (!isApart || lastEnd?.type !== 'VersionSkew') return partner;
  return lastEnd.newer === 'there' ? 'updateThis' : 'updateOther';
}
