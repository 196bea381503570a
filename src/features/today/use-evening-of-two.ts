/** One evening of both partners, followed live. */
import type * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  type Checkin,
  checkinChapter,
  chooseOwnCheckin,
  type EveningOfTwo,
  judgeTheirs,
  readCheckin,
  readHistory,
  readSeen,
} from '../../model/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type FollowedEvening = EveningOfTwo & {
  /** False until the chapters are open. */
  readonly ready: boolean;
};

export function useEveningOfTwo(evening: LocalDate): FollowedEvening {
  const session = useSession();
  const bond = useSignal(session.bond);
  const partnerAuthor = useSignal(session.partnerAuthor);
  const month = monthOf(evening);
  const own = useChapter('private', checkinChapter(month));
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && checkinChapter(month, bond.partnerSide));
  const read = (doc: Y.Doc): Checkin | undefined => readCheckin(doc, evening, session.author);
  const ownCheckin = useChapterValue(own, read);
  const sharedCheckin = useChapterValue(shared, read);
  const seen = useChapterValue(shared, (doc) => readSeen(doc, evening));
  const theirs = useChapterValue(partners, (doc) => readHistory(doc, evening, partnerAuthor));
  return {
    evening,
    ready: own !== undefined && (!bond || (shared !== undefined && partners !== undefined)),
    mine: chooseOwnCheckin(ownCheckin, sharedCheckin),
    theirs: judgeTheirs(theirs ?? [], seen),
  };
}
