/** The evenings of one month of both partners, followed live. */
import type * as Y from 'yjs';
import type { Month } from '../../kernel/index.js';
import {
  checkinChapter,
  type EveningOfTwo,
  type EveningRecord,
  OUTGOING_CHAPTER,
  pairEvenings,
  readMonth,
  readWaitingMonth,
} from '../../model/index.js';
import { nameOfBond } from '../../session/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type MonthOfTwo = {
  /** False until the chapters are open. */
  readonly ready: boolean;
  /** Newest first. */
  readonly evenings: readonly EveningOfTwo[];
};

export function useMonthOfTwo(month: Month): MonthOfTwo {
  const session = useSession();
  const { author } = session;
  const bond = useSignal(session.bond);
  const partnerAuthor = useSignal(session.partnerAuthor);
  const own = useChapter('private', checkinChapter(month));
  const outgoing = useChapter('private', bond && OUTGOING_CHAPTER);
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && checkinChapter(month, bond.partnerSide));
  const readOutgoing = (doc: Y.Doc): readonly EveningRecord[] =>
    bond ? readWaitingMonth({ doc, bond: nameOfBond(bond) }, month) : [];
  const evenings = pairEvenings({
    own: useChapterValue(own, (doc) => readMonth(doc, author)) ?? [],
    outgoing: useChapterValue(outgoing, readOutgoing) ?? [],
    shared: useChapterValue(shared, (doc) => readMonth(doc, author)) ?? [],
    partners: useChapterValue(partners, (doc) => readMonth(doc, partnerAuthor)) ?? [],
  });
  const isOpen = shared !== undefined && partners !== undefined && outgoing !== undefined;
  return { ready: own !== undefined && (!bond || isOpen), evenings };
}
