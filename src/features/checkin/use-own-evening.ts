/** The own check-in of one evening, followed in both places where it may lie. */
import type * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  checkinChapter,
  chooseOwnCheckin,
  OUTGOING_CHAPTER,
  type OwnCheckin,
  type OwnCheckinDocs,
  type PlacedVersion,
  readCheckin,
  readHistory,
  readWaiting,
  sortVersions,
} from '../../model/index.js';
import { type BondView, type Chapter, nameOfBond } from '../../session/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type OwnEvening = {
  /** Undefined until the chapters are open. */
  readonly docs: OwnCheckinDocs | undefined;
  readonly own: OwnCheckin | undefined;
  readonly history: readonly PlacedVersion[];
  readonly paired: boolean;
};

type Chapters = Readonly<Record<'mine' | 'outgoing' | 'shared', Chapter | undefined>>;

/** Undefined until all that there must be is open. */
function docsOf(
  { mine, outgoing, shared }: Chapters,
  bond: BondView | undefined,
): OwnCheckinDocs | undefined {
  if (!mine) return undefined;
  if (!bond) return { private: mine.doc, shared: undefined };
  if (!outgoing || !shared) return undefined;
  const waiting = { doc: outgoing.doc, bond: nameOfBond(bond) };
  return { private: mine.doc, outgoing: waiting, shared: shared.doc };
}

export function useOwnEvening(evening: LocalDate): OwnEvening {
  const { bond: bonds, author } = useSession();
  const bond = useSignal(bonds);
  const month = monthOf(evening);
  const mine = useChapter('private', checkinChapter(month));
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const outgoing = useChapter('private', bond && OUTGOING_CHAPTER);
  const own = useChapterValue(mine, (doc) => readCheckin(doc, evening, author));
  const sharedOwn = useChapterValue(shared, (doc) => readCheckin(doc, evening, author));
  const ownHistory = useChapterValue(mine, (doc) => readHistory(doc, evening, author)) ?? [];
  const read = (doc: Y.Doc) => readWaiting({ doc, bond: bond ? nameOfBond(bond) : '' }, evening);
  const waiting = useChapterValue(outgoing, read) ?? [];
  const sharedHistory = useChapterValue(shared, (doc) => readHistory(doc, evening, author)) ?? [];
  const docs = docsOf({ mine, outgoing, shared }, bond);
  return {
    docs,
    own: chooseOwnCheckin(own, sharedOwn, waiting[0]?.checkin),
    history: sortVersions(ownHistory, sharedHistory, waiting),
    paired: bond !== undefined,
  };
}
