/** Notes written alone, for bringing over to the shared board one by one. */
import type { Random } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import type { BringOverSource } from './bring-over.js';
import { type Note, putNote, readNotes } from './gratitude.js';
import { gratitudeRoots, readNoteRecord } from './gratitude-records.js';

/**
 * Goes from the private board of a month to the shared one of the same month. The copy keeps id, day
 * and words; its author is this phone's side of the bond.
 */
export function createNoteSource(mySide: Side, random: Random): BringOverSource<Note> {
  return {
    kind: 'note',
    list: (privateDoc) =>
      readNotes(privateDoc).flatMap((note) =>
        note.text.trim() === '' || note.evening === undefined
          ? []
          : [{ id: note.id, date: note.evening, wished: false, record: note }],
      ),
    isThere: (sharedDoc, { id }) =>
      readNoteRecord(gratitudeRoots(sharedDoc).notes.get(id)) !== undefined,
    copy: (sharedDoc, { id, record: { createdAt, evening, tilt, text } }) =>
      putNote(
        sharedDoc,
        id,
        { author: mySide, createdAt, evening, timeZone: undefined, tilt },
        text,
        random,
      ),
    takeBack: (docs) => {
      for (const { id, createdAt, evening, tilt, text } of readNotes(docs.shared).toReversed()) {
        const record = { author: 'me', createdAt, evening, timeZone: undefined, tilt } as const;
        if (text.trim() !== '') putNote(docs.private, id, record, text, random);
      }
    },
  };
}
