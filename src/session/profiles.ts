/** Names and shapes of the two: mine in my own ledger (and, once paired, in the shared one), the other's as received. */

import { createSignal, type Signal } from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import { type Profile, profileChapter, readProfile, writeProfile } from '../model/index.js';
import type { LedgerSpace } from './space.js';

export type ProfileWatch = {
  readonly profile: Signal<Profile | undefined>;
  readonly write: (profile: Profile) => void;
  readonly close: () => void;
};

/** Follows the profile in one open chapter, `fallback` until there is one. */
export function watchProfile(chapter: Chapter, fallback?: Profile): ProfileWatch {
  const profile = createSignal(readProfile(chapter.doc) ?? fallback);
  const follow = (): void => {
    const read = readProfile(chapter.doc) ?? fallback;
    const shown = profile.get();
    if (read?.name !== shown?.name || read?.shape !== shown?.shape) profile.set(read);
  };
  chapter.doc.on('update', follow);
  return {
    profile,
    write: (next) => writeProfile(chapter.doc, next),
    close: () => {
      chapter.doc.off('update', follow);
      chapter.close();
    },
  };
}

export function openPrivateProfile(space: LedgerSpace): ProfileWatch {
  return watchProfile(space.ledger.openChapter(profileChapter()));
}
