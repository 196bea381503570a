/** What the two said to each other's evening, followed live: answers, quiet marks, and how one's own was felt. */
import { type LocalDate, monthOf } from '../../../kernel/index.js';
import {
  type Felt,
  feltChapter,
  isReplyRemoved,
  OUTGOING_CHAPTER,
  type QuietMark,
  type ReplyDocs,
  type ReplyVersion,
  readFelt,
  readMark,
  readReplies,
  readWaitingReplies,
  replyChapter,
  setMark,
  sortReplies,
  writeFelt,
} from '../../../model/index.js';
import { nameOfBond } from '../../../session/index.js';
import { useChapter, useChapterValue, useSession, useSignal } from '../../../session/react.js';

/** What one of the two says to the other's evening. */
export type Said = {
  /** Newest first; the first is the one that counts. */
  readonly versions: readonly ReplyVersion[];
  readonly mark: QuietMark | undefined;
  /** There was an answer, and it was removed. */
  readonly isRemoved: boolean;
};

export type Replies = {
  readonly mine: Said;
  readonly theirs: Said;
  /** Undefined until the chapters are open. */
  readonly docs: ReplyDocs | undefined;
  readonly mark: (mark: QuietMark | undefined) => void;
  readonly felt: readonly Felt[];
  readonly feel: (felt: readonly Felt[]) => void;
};

/** Only where there are two. */
export function useReplies(evening: LocalDate): Replies {
  const session = useSession();
  const bond = useSignal(session.bond);
  const month = monthOf(evening);
  const outgoing = useChapter('private', bond && OUTGOING_CHAPTER);
  const feelings = useChapter('private', bond && feltChapter(month));
  const own = useChapter('shared', bond && replyChapter(month, bond.mySide));
  const partners = useChapter('shared', bond && replyChapter(month, bond.partnerSide));
  const name = bond ? nameOfBond(bond) : '';
  const waiting = useChapterValue(outgoing, (doc) =>
    readWaitingReplies({ doc, bond: name }, evening),
  );
  const mine = useSaid(own, evening);
  return {
    mine: { ...mine, versions: sortReplies([...mine.versions, ...(waiting ?? [])]) },
    theirs: useSaid(partners, evening),
    docs: own && outgoing && { shared: own.doc, outgoing: { doc: outgoing.doc, bond: name } },
    mark: (mark) => own && setMark(own.doc, evening, mark, session.clock.now()),
    felt: useChapterValue(feelings, (doc) => readFelt(doc, evening)) ?? [],
    feel: (felt) => feelings && writeFelt(feelings.doc, evening, felt),
  };
}

function useSaid(chapter: ReturnType<typeof useChapter>, evening: LocalDate): Said {
  return {
    versions: useChapterValue(chapter, (doc) => readReplies(doc, evening)) ?? [],
    mark: useChapterValue(chapter, (doc) => readMark(doc, evening)),
    isRemoved: useChapterValue(chapter, (doc) => isReplyRemoved(doc, evening)) ?? false,
  };
}
