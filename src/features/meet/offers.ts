/** What was written alone and could be brought over: an item, and the two chapters it would go between. */
import { addDays } from '../../kernel/index.js';
import {
  type BringOverDocs,
  type BringOverItem,
  bringOver,
  type Checkin,
  checkinChapter,
  checkinSource,
  createNoteSource,
  gratitudeChapter,
  listMonths,
  listToBringOver,
  type Note,
} from '../../model/index.js';
import type { BondView, Chapter, Session } from '../../session/index.js';

/** How far back is looked. Older notes can be shared from the board of their month. */
const MONTHS_BACK = 12;

type Kinds = { readonly checkin: Checkin; readonly note: Note };

export type Offer = {
  readonly [Kind in keyof Kinds]: {
    readonly kind: Kind;
    readonly key: string;
    readonly item: BringOverItem<Kinds[Kind]>;
    /** Copies it into the shared ledger. */
    readonly bring: () => void;
  };
}[keyof Kinds];

export type OpenOffers = {
  readonly list: () => readonly Offer[];
  readonly close: () => void;
};

/** Opens the chapters of the last months, both ledgers; close it after use. */
export function openOffers(
  session: Pick<Session, 'openChapter' | 'random'>,
  bond: BondView,
  today: string,
): OpenOffers {
  const opened: Chapter[] = [];
  const open = (privateName: string, sharedName: string): BringOverDocs => {
    const own = session.openChapter('private', privateName);
    const shared = session.openChapter('shared', sharedName);
    opened.push(own, shared);
    return { private: own.doc, shared: shared.doc };
  };
  const months = listMonths(addDays(today, -31 * (MONTHS_BACK - 1)), today);
  const years = months.map((month) => ({
    checkins: open(checkinChapter(month), checkinChapter(month, bond.mySide)),
    notes: open(gratitudeChapter(month), gratitudeChapter(month)),
  }));
  const bondName = String(bond.since);
  const notes = createNoteSource(bond.mySide, session.random);
  return {
    list: () => years.flatMap((docs) => listMonth(docs.checkins, docs.notes, notes, bondName)),
    close: () => {
      for (const chapter of opened) chapter.close();
    },
  };
}

function listMonth(
  checkinDocs: BringOverDocs,
  noteDocs: BringOverDocs,
  noteSource: ReturnType<typeof createNoteSource>,
  bond: string,
): readonly Offer[] {
  const checkins = listToBringOver(checkinSource, checkinDocs, bond).map(
    (item): Offer => ({
      kind: 'checkin',
      key: `checkin/${item.id}`,
      item,
      bring: () => void bringOver(checkinSource, checkinDocs, bond, item.id),
    }),
  );
  const notes = listToBringOver(noteSource, noteDocs, bond).map(
    (item): Offer => ({
      kind: 'note',
      key: `note/${item.id}`,
      item,
      bring: () => void bringOver(noteSource, noteDocs, bond, item.id),
    }),
  );
  return [...checkins, ...notes].sort(
    (a, b) => Number(a.item.date < b.item.date) - Number(a.item.date > b.item.date),
  );
}
