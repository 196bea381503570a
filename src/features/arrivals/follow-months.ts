/** Keeps in view what of the partner's was not looked at: in the months that may hold something, while there is a bond. */
import { createSignal, type Month, monthOf, type Signal } from '../../kernel/index.js';
import {
  ARRIVALS_CHAPTER,
  type ArrivedItem,
  beginsLate,
  checkinChapter,
  gratitudeChapter,
  isLookedAt,
  listFromPartner,
  listMonthsToLook,
  lookedChapter,
  noteLastLook,
  noteLookedAt,
  readLastLook,
} from '../../model/index.js';
import type { BondView, Chapter, Session } from '../../session/index.js';

type FollowedMonth = {
  readonly month: Month;
  readonly partners: Chapter;
  readonly board: Chapter;
  readonly looked: Chapter;
};

export type FollowedMonths = {
  /** What was not looked at; the same list as long as nothing changes. */
  readonly unseen: Signal<readonly ArrivedItem[]>;
  readonly noteSeen: (items: readonly ArrivedItem[]) => void;
  /** Another evening may have begun, and another month with it. */
  readonly turn: (tonight: string) => void;
  readonly close: () => void;
};

type Turn = { readonly local: boolean };

/** What comes together is looked at together. */
const GATHER_MS = 100;

function areSame(a: readonly ArrivedItem[], b: readonly ArrivedItem[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => id === b[at]?.id);
}

/** The part of a session that is used. */
export type ArrivalsSession = Pick<Session, 'clock' | 'bond' | 'partnerAuthor' | 'openChapter'>;

export function followMonths(
  session: ArrivalsSession,
  bond: BondView,
  tonight: string,
): FollowedMonths {
  const { clock, partnerAuthor } = session;
  const settings = session.openChapter('private', ARRIVALS_CHAPTER);
  const lastLook = readLastLook(settings.doc);
  const unseen = createSignal<readonly ArrivedItem[]>([]);
  let months: readonly FollowedMonth[] = [];
  let cancel: (() => void) | undefined;

  const listAll = () =>
    months.flatMap(({ month, partners, board, looked }) => {
      const docs = { month, partners: partners.doc, board: board.doc };
      const items = listFromPartner(docs, bond.partnerSide, partnerAuthor.get());
      return items.map((item) => ({ item, looked: looked.doc }));
    });

  const refresh = (): void => {
    const found = listAll().flatMap(({ item, looked }) => (isLookedAt(looked, item) ? [] : [item]));
    if (!areSame(found, unseen.get())) unseen.set(found);
  };
  /** One's own writing brings no news, and comes with every keystroke. */
  const refreshSoon = (_update: unknown, _origin: unknown, _doc: unknown, turn: Turn): void => {
    if (turn.local) return;
    cancel ??= clock.after(GATHER_MS, () => {
      cancel = undefined;
      refresh();
    });
  };

  const open = (month: Month): FollowedMonth => {
    const followed = {
      month,
      partners: session.openChapter('shared', checkinChapter(month, bond.partnerSide)),
      board: session.openChapter('shared', gratitudeChapter(month)),
      looked: session.openChapter('private', lookedChapter(month)),
    };
    for (const { doc } of chaptersOf(followed)) doc.on('update', refreshSoon);
    return followed;
  };
  const shut = (followed: FollowedMonth): void => {
    for (const chapter of chaptersOf(followed)) {
      chapter.doc.off('update', refreshSoon);
      chapter.close();
    }
  };

  const turnTo = (evening: string): void => {
    const wanted = listMonthsToLook(evening, lastLook);
    for (const followed of months) if (!wanted.includes(followed.month)) shut(followed);
    months = wanted.map(
      (month) => months.find((followed) => followed.month === month) ?? open(month),
    );
    refresh();
  };

  const noteSeen = (items: readonly ArrivedItem[]): void => {
    const ids = new Set(items.map(({ id }) => id));
    const noted = listAll().filter(({ item }) => ids.has(item.id));
    for (const looked of new Set(noted.map((each) => each.looked))) {
      noteLookedAt(
        looked,
        noted.flatMap((each) => (each.looked === looked ? [each.item] : [])),
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
    close: () => {
      cancel?.();
      for (const followed of months) shut(followed);
      settings.close();
    },
  };
}

function chaptersOf({ partners, board, looked }: FollowedMonth): readonly Chapter[] {
  return [partners, board, looked];
}
