/** What this phone's owner lets rest. */
import {
  endRest,
  letRest,
  type Period,
  RESTING_CHAPTER,
  type Rest,
  readRests,
} from '../../../model/index.js';
import { useChapter, useChapterValue, useSession } from '../../../session/react.js';

export type Rests = {
  /** Undefined until it is known. */
  readonly list: readonly Rest[] | undefined;
  /** Gives the id by which it can be ended. Only once the list is there. */
  readonly add: (period: Period) => string;
  readonly end: (id: string) => void;
};

export function useRests(): Rests {
  const session = useSession();
  const chapter = useChapter('private', RESTING_CHAPTER);
  const list = useChapterValue(chapter, readRests);
  return {
    list,
    add: (period) => {
      if (!chapter) throw new Error('what rests is not known yet');
      return letRest(chapter.doc, period, session).id;
    },
    end: (id) => {
      if (chapter) endRest(chapter.doc, id);
    },
  };
}
