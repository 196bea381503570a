/** One evening of both partners, followed live. */
import type * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  type Checkin,
  checkinChapter,
  chooseOwnCheckin,
  type EveningOfTwo,
  judgeTheirs,
  OUTGOING_CHAPTER,
  readCheckin,
  readHistory,
  readRemovals,
  readSeen,
  readWaiting,
} from '../../model/index.js';
import { nameOfBond } from '../../session/index.js';
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
  const outgoing = useChapter('private', bond && OUTGOING_CHAPTER);
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && checkinChapter(month, bond.partnerSide));
  const read = (doc: Y.Doc): Checkin | undefined => readCheckin(doc, evening, session.author);
  const mine = chooseOwnCheckin(
    useChapterValue(own, read),
    useChapterValue(shared, read),
    useChapterValue(
      outgoing,
      (doc) => bond && readWaiting({ doc, bond: nameOfBond(bond) }, evening)[0]?.checkin,
    ),
  );
  const seen = useChapterValue(shared, (doc) => readSeen(doc, evening));
  const removed = useChapterValue(shared, (doc) => readRemovals(doc, evening).length > 0);
  const theirs = useChapterValue(partners, (doc) => readHistory(doc, evening, partnerAuthor));
  const removals = useChapterValue(partners, (doc) => readRemovals(doc, evening));
  const isOpen = shared !== undefined && partners !== undefined && outgoing !== undefined;
  return {
    evening,
    ready: own !== undefined && (!bond || isOpen),
    mine,
    theirs: theirs && judgeTheirs(evening, theirs, seen, removals),
    mineRemoved: !mine && removed === true,
  };
}
