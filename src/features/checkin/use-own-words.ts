/** The couple's own words; alone, one's own. What was kept alone stays in the list when there are two. */
import {
  addOwnWord,
  type Feeling,
  readOwnWords,
  removeOwnWord,
  WORDS_CHAPTER,
} from '../../model/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type OwnWords = {
  readonly words: readonly Feeling[];
  /** Whether what is kept from now on is for both. */
  readonly isShared: boolean;
  readonly add: (word: Feeling) => void;
  readonly remove: (word: Feeling) => void;
};

export function useOwnWords(): OwnWords {
  const { bond, clock } = useSession();
  const isShared = useSignal(bond) !== undefined;
  const own = useChapter('private', WORDS_CHAPTER);
  const shared = useChapter('shared', isShared ? WORDS_CHAPTER : undefined);
  const ownWords = useChapterValue(own, readOwnWords) ?? [];
  const sharedWords = useChapterValue(shared, readOwnWords) ?? [];
  const target = isShared ? shared : own;
  return {
    words: [...new Set([...sharedWords, ...ownWords])],
    isShared,
    add: (word) => {
      if (target) addOwnWord(target.doc, word, clock.now());
    },
    remove: (word) => {
      for (const chapter of [own, shared]) if (chapter) removeOwnWord(chapter.doc, word);
    },
  };
}
