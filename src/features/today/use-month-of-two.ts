/** The evenings of one month of both partners, followed live. */
import type { Month } from '../../kernel/index.js';
import { checkinChapter, type EveningOfTwo, pairEvenings, readMonth } from '../../model/index.js';
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
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && checkinChapter(month, bond.partnerSide));
  const evenings = pairEvenings({
    own: useChapterValue(own, (doc) => readMonth(doc, author)) ?? [],
    shared: useChapterValue(shared, (doc) => readMonth(doc, author)) ?? [],
    partners: useChapterValue(partners, (doc) => readMonth(doc, partnerAuthor)) ?? [],
  });
  const ready = own !== undefined && (!bond || (shared !== undefined && partners !== undefined));
  return { ready, evenings };
}
