/** What is new in a couple's chapters since a look before: for the sentence after something arrived. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { listEvenings, readHistory } from './checkin.js';
import { readNotes } from './gratitude.js';

/** One look at a month: the partner's check-ins by version, the board's notes by id. */
export type MonthLook = {
  readonly versions: ReadonlyMap<string, LocalDate>;
  readonly notes: ReadonlyMap<string, string>;
};

export type Arrivals = {
  readonly newNotes: number;
  readonly changedNotes: number;
  /** Evenings of which the partner's check-in is new or was changed, newest first. */
  readonly evenings: readonly LocalDate[];
};

export function lookAtMonth(partners: Y.Doc, board: Y.Doc): MonthLook {
  const versions = listEvenings(partners).flatMap((evening) =>
    readHistory(partners, evening).map(({ key }) => [key, evening] as const),
  );
  return {
    versions: new Map(versions),
    notes: new Map(readNotes(board).map(({ id, text }) => [id, text])),
  };
}

/** `before` and `after` hold the same months in the same order. */
export function compareLooks(before: readonly MonthLook[], after: readonly MonthLook[]): Arrivals {
  const evenings = new Set<LocalDate>();
  let newNotes = 0;
  let changedNotes = 0;
  for (const [at, look] of after.entries()) {
    const old = before[at];
    for (const [key, evening] of look.versions) if (!old?.versions.has(key)) evenings.add(evening);
    for (const [id, text] of look.notes) {
      const known = old?.notes.get(id);
      if (known === undefined) newNotes++;
      else if (known !== text) changedNotes++;
    }
  }
  return { newNotes, changedNotes, evenings: [...evenings].sort().reverse() };
}
