/** The own check-in of one evening, followed in both places where it may lie. */
import { type LocalDate, monthOf } from '../../kernel/index.js';
import {
  checkinChapter,
  chooseOwnCheckin,
  type OwnCheckin,
  type OwnCheckinDocs,
  type PlacedVersion,
  readCheckin,
  readHistory,
  sortVersions,
} from '../../model/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../session/react.js';

export type OwnEvening = {
  /** Undefined until the chapters are open. */
  readonly docs: OwnCheckinDocs | undefined;
  readonly own: OwnCheckin | undefined;
  readonly history: readonly PlacedVersion[];
  readonly paired: boolean;
};

export function useOwnEvening(evening: LocalDate): OwnEvening {
  const { bond: bonds, author } = useSession();
  const bond = useSignal(bonds);
  const month = monthOf(evening);
  const mine = useChapter('private', checkinChapter(month));
  const shared = useChapter('shared', bond && checkinChapter(month, bond.mySide));
  const own = useChapterValue(mine, (doc) => readCheckin(doc, evening, author));
  const sharedOwn = useChapterValue(shared, (doc) => readCheckin(doc, evening, author));
  const ownHistory = useChapterValue(mine, (doc) => readHistory(doc, evening, author)) ?? [];
  const sharedHistory = useChapterValue(shared, (doc) => readHistory(doc, evening, author)) ?? [];
  const ready = mine !== undefined && (bond === undefined || shared !== undefined);
  return {
    docs: ready ? { private: mine.doc, shared: shared?.doc } : undefined,
    own: chooseOwnCheckin(own, sharedOwn),
    history: sortVersions(ownHistory, sharedHistory),
    paired: bond !== undefined,
  };
}
