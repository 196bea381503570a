/** One evening of both partners, followed live. */
import type * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  type Checkin,
  checkinChapter,
  chooseOwnCheckin,
  type OwnCheckin,
  readCheckin,
} from '../../model/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type EveningOfTwo = {
  /** False until the chapters are open. */
  readonly ready: boolean;
  readonly mine: OwnCheckin | undefined;
  readonly theirs: Checkin | undefined;
};

export function useEveningOfTwo(evening: LocalDate): EveningOfTwo {
  const bond = useSignal(useSession().bond);
  const month = monthOf(evening);
  const own = useChapter('private', checkinChapter(month));
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && checkinChapter(month, bond.partnerSide));
  const read = (doc: Y.Doc): Checkin | undefined => readCheckin(doc, evening);
  const ownCheckin = useChapterValue(own, read);
  const sharedCheckin = useChapterValue(shared, read);
  const theirs = useChapterValue(partners, read);
  return {
    ready: own !== undefined && (!bond || (shared !== undefined && partners !== undefined)),
    mine: chooseOwnCheckin(ownCheckin, sharedCheckin),
    theirs,
  };
}
