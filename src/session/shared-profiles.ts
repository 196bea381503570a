/** The two names and shapes in the shared ledger. */

import type { Side } from '../ledger/index.js';
import { decodeGreeting, profileChapter } from '../model/index.js';
import { otherSide } from './bond-record.js';
import { type ProfileWatch, watchProfile } from './profiles.js';
import type { LedgerSpace } from './space.js';

export function openSharedProfiles(
  space: LedgerSpace,
  mySide: Side,
  greeting: Uint8Array,
): { readonly mine: ProfileWatch; readonly partner: ProfileWatch } {
  return {
    mine: watchProfile(space.ledger.openChapter(profileChapter(mySide))),
    partner: watchProfile(
      space.ledger.openChapter(profileChapter(otherSide(mySide))),
      decodeGreeting(greeting),
    ),
  };
}
