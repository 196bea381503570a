/** Keeps in view what of the partner's was not looked at: in the months that may hold something, while there is a bond. */
import {
  createSignal,
  type LocalDate,
  type Month,
  monthOf,
  type Signal,
} from '../../kernel/index.js';
import {
  ARRIVALS_CHAPTER,
  type ArrivedItem,
  beginsLate,
  checkinChapter,
  gratitudeChapter,
  isLookedAt,
  listArrivedAnswers,
  listArrivedCheckins,
  listArrivedNotes,
  listMonthsToLook,
  lookedChapter,
  noteLastLook,
  noteLookedAt,
  readLastLook,
  replyChapter,
} from '../../model/index.js';
import type { BondView, Chapter, Session } from '../../session/index.js';
import { type ArrivalSource, followSource } from './source.js';

/** The part of a session that is used. */
export type ArrivalsSession = Pick<Session, 'clock' | 'bond' | 'partnerAuthor' | 'openChapter'>;

type FollowedMonth = {
  readonly month: Month;
  readonly sources: readonly ArrivalSource[];
  readonly looked: Chapter;
  readonly close: () => void;
};

export type FollowedMonths = {
  /** What was not looked at; the same list as long as nothing changes. */
  readonly unseen: Signal<readonly ArrivedItem[]>;
  readonly noteSeen: (items: readonly ArrivedItem[]) => void;
  /** Another evening may have begun, and another month with it. */
  readonly turn: (tonight: LocalDate) => void;
  /** What is sealed may be readable now. */
  readonly readAnew: () => void;
  readonly close: () => void;
};

/** What comes together is looked at together. */
const GATHER_MS = 100;

function areSame(a: readonly ArrivedItem[], b: readonly ArrivedItem[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => id === b[at]?.id);
}

function openMonth(
  session: ArrivalsSession,
  { partnerSide }: BondView,
  month: Month,
  onChange: () => void,
): FollowedMonth {
  const partners = session.openChapter('shared', checkinChapter(month, partnerSide));
  const board = session.openChapter('shared', gratitudeChapter(month));
  const answers = session.openChapter('shared', replyChapter(month, partnerSide));
  const looked = session.openChapter('private', lookedChapter(month));
  const sources = [
    followSource(
      partners,
      (doc) => listArrivedCheckins(doc, session.partnerAuthor.get()),
      onChange,
    ),
    followSource(answers, listArrivedAnswers, onChange),
    followSource(board, (doc) => listArrivedNotes(doc, month, partnerSide), onChange),
  ];
  // Another tab has looked.
  looked.doc.on('update', onChange);
  return {
    ...{ month, sources, looked },
    close: () => {
      for (const source of sources) source.close();
      looked.doc.off('update', onChange);
      looked.close();
    },
  };
}

function listUnseen(months: readonly FollowedMonth[]): readonly ArrivedItem[] {
  return months.flatMap(({ sources, looked }) =>
    sources.flatMap(({ list }) => list().filter((item) => !isLookedAt(looked.doc, item))),
  );
}

export function followMonths(
  session: ArrivalsSession,
  bond: BondView,
  tonight: LocalDate,
): FollowedMonths {
  const { clock } = session;
  const settings = session.openChapter('private', ARRIVALS_CHAPTER);
  const lastLook = readLastLook(settings.doc);
  const unseen = createSignal<readonly ArrivedItem[]>([]);
  let months: readonly FollowedMonth[] = [];
  let cancel: (() => void) | undefined;

  const refresh = (): void => {
    const found = listUnseen(months);
    if (!areSame(found, unseen.get())) unseen.set(found);
  };
  const refreshSoon = (): void => {
    cancel ??= clock.after(GATHER_MS, () => {
      cancel = undefined;
      refresh();
    });
  };
  const turnTo = (evening: LocalDate): void => {
    const wanted = listMonthsToLook(evening, lastLook);
    for (const followed of months) if (!wanted.includes(followed.month)) followed.close();
    months = wanted.map(
      (month) =>
        months.find((followed) => followed.month === month) ??
        openMonth(session, bond, month, refreshSoon),
    );
    refresh();
  };
  const noteSeen = (items: readonly ArrivedItem[]): void => {
    const ids = new Set(items.map(({ id }) => id));
    for (const { sources, looked } of months) {
      const here = sources.flatMap(({ list }) => list());
      noteLookedAt(
        looked.doc,
        here.filter(({ id }) => ids.has(id)),
      );
    }
    refresh();
  };

  turnTo(tonight);
  if (beginsLate(lastLook, bond, clock.now())) noteSeen(unseen.get());
  noteLastLook(settings.doc, monthOf(tonight));

  return {
    unseen,
    noteSeen,
    turn: turnTo,
    readAnew: () => {
      for (const { sources } of months) for (const source of sources) source.readAnew();
      refresh();
    },
    close: () => {
      cancel?.();
      for (const followed of months) followed.close();
      settings.close();
    },
  };
}
