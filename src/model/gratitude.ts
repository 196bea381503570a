/**
 * The gratitude board of one month: notes both may write in, letter by letter, and move. A note's
 * words, its place in the row and its place on the free board lie in separate flat keys, so that
 * one partner moves what the other is writing and neither undoes the other.
 */
import type * as Y from 'yjs';
import { bytesToHex, type Clock, eveningOf, type LocalDate, type Random } from '../kernel/index.js';
import { isOrderKey, orderKeyBetween } from './gratitude-order.js';
import {
  AUTHORS,
  authorKey,
  type BoardPlace,
  clamp,
  gratitudeRoots,
  listTextIds,
  type NoteAuthor,
  type NoteRecord,
  noteText,
  readNoteRecord,
  readPlace,
} from './gratitude-records.js';
import { isRemoved } from './gratitude-removal.js';
import { applySplices, type Splice } from './text-splice.js';

export type Note = {
  readonly id: string;
  /** Undefined only where nothing says any more whose words are left. */
  readonly author: NoteAuthor | undefined;
  /** Everyone who wrote in it, the author included. */
  readonly hands: readonly NoteAuthor[];
  /** Milliseconds since the epoch; 0 where unknown. */
  readonly createdAt: number;
  readonly evening: LocalDate | undefined;
  /** Degrees. */
  readonly tilt: number;
  readonly text: string;
  readonly place: BoardPlace | undefined;
};

export type NoteContext = { readonly clock: Clock; readonly random: Random };

/** Where a note is moved to in reading order. */
export type NoteTarget = { readonly before: string } | { readonly after: string };

/** UTF-16 units; the editor stops there. */
export const NOTE_LIMIT = 2_000;

const TILTS = [-1.2, 0.8];

type Row = { readonly id: string; readonly key: string | undefined; readonly createdAt: number };

/**
 * All notes in reading order, without those that were removed.
 * @param heldId a note that stays in its place while someone writes in it, even when it is removed.
 */
export function readNotes(doc: Y.Doc, heldId?: string): readonly Note[] {
  return readRows(doc, heldId).map(({ id }) => readNote(doc, id));
}

export function readNote(doc: Y.Doc, id: string): Note {
  const { notes, places } = gratitudeRoots(doc);
  const record = readNoteRecord(notes.get(id));
  const hands = readHands(doc, id, record);
  return {
    id,
    author: record?.author ?? hands[0],
    hands,
    createdAt: record?.createdAt ?? 0,
    evening: record?.evening,
    tilt: record?.tilt ?? 0,
    text: noteText(doc, id).toString(),
    place: readPlace(places.get(id)),
  };
}

/** Whether both partners wrote in it. */
export function isTogether(note: Note): boolean {
  return note.hands.includes('a') && note.hands.includes('b');
}

/** Adds a note before all others and returns its id. */
export function addNote(
  doc: Y.Doc,
  { author, text }: { readonly author: NoteAuthor; readonly text: string },
  { clock, random }: NoteContext,
): string {
  const id = bytesToHex(random.bytes(8));
  const timeZone = clock.timeZone();
  const createdAt = clock.now();
  const record: NoteRecord = {
    author,
    createdAt,
    evening: eveningOf(createdAt, timeZone),
    timeZone,
    tilt: TILTS[(random.bytes(1)[0] ?? 0) % TILTS.length] ?? 0,
  };
  putNote(doc, id, record, text, random);
  return id;
}

/** Adds a note under an id and with a record the caller has; does nothing where the id is taken. */
export function putNote(
  doc: Y.Doc,
  id: string,
  record: NoteRecord,
  text: string,
  random: Random,
): void {
  const { notes, order, hands } = gratitudeRoots(doc);
  if (notes.has(id)) return;
  const firstKey = readRows(doc).find((row) => row.key !== undefined)?.key;
  doc.transact(() => {
    notes.set(id, toStored(record));
    order.set(id, orderKeyBetween(undefined, firstKey, random));
    hands.set(authorKey(id, record.author), true);
    if (text !== '') noteText(doc, id).insert(0, text);
  });
}

/**
 * Writes into a note's words and remembers whose hand it was.
 * @param origin the transaction's origin: the ledger's TYPING lets it gather keystrokes.
 */
export function writeNote(
  doc: Y.Doc,
  id: string,
  splices: readonly Splice[],
  { hand, origin }: { readonly hand: NoteAuthor; readonly origin: unknown },
): void {
  const { hands } = gratitudeRoots(doc);
  const key = authorKey(id, hand);
  doc.transact(() => {
    applySplices(noteText(doc, id), splices);
    if (hands.get(key) !== true) hands.set(key, true);
  }, origin);
}

/** Writes one key; does nothing where either note is not there. */
export function moveNote(doc: Y.Doc, id: string, target: NoteTarget, random: Random): void {
  const rows = readRows(doc);
  const neighbour = 'before' in target ? target.before : target.after;
  if (id === neighbour || !rows.some((row) => row.id === id)) return;
  const others = rows.filter((row) => row.id !== id);
  const found = others.findIndex((row) => row.id === neighbour);
  if (found < 0) return;
  const index = 'before' in target ? found : found + 1;
  if (hasRoom(others, index)) {
    const key = orderKeyBetween(others[index - 1]?.key, others[index]?.key, random);
    gratitudeRoots(doc).order.set(id, key);
  } else {
    const ids = others.map((row) => row.id);
    rewriteOrder(doc, [...ids.slice(0, index), id, ...ids.slice(index)], random);
  }
}

/** There is none where two phones gave neighbours the same key, nor after a note whose key is unreadable. */
function hasRoom(row: readonly Row[], index: number): boolean {
  const low = row[index - 1]?.key;
  const high = row[index]?.key;
  if (low === undefined) return index === 0;
  return high === undefined || low < high;
}

function rewriteOrder(doc: Y.Doc, ids: readonly string[], random: Random): void {
  const { order } = gratitudeRoots(doc);
  let last: string | undefined;
  doc.transact(() => {
    for (const id of ids) {
      last = orderKeyBetween(last, undefined, random);
      order.set(id, last);
    }
  });
}

export function placeNote(doc: Y.Doc, id: string, place: BoardPlace): void {
  const { places } = gratitudeRoots(doc);
  places.set(id, { x: roundPlace(place.x), y: roundPlace(place.y) });
}

/** A thousandth of the board is finer than a pixel's worth of care, and short to keep. */
function roundPlace(value: number): number {
  return Math.round(clamp(value, 0, 1) * 1_000) / 1_000;
}

/**
 * Ids of what is shown: notes with a record, and words without one. The latter are what a partner
 * wrote, apart, into a note that was being removed for good: nobody has seen them, so they stay.
 */
function listIds(doc: Y.Doc, heldId: string | undefined): readonly string[] {
  const { notes } = gratitudeRoots(doc);
  const ids = new Set<string>();
  for (const [id, value] of notes) if (readNoteRecord(value)) ids.add(id);
  for (const id of listTextIds(doc)) if (noteText(doc, id).toString() !== '') ids.add(id);
  return [...ids].filter((id) => id === heldId || !isRemoved(doc, id));
}

/** The same total order on both phones: by key, equal keys by id, what has no key last. */
function readRows(doc: Y.Doc, heldId?: string): readonly Row[] {
  const { notes, order } = gratitudeRoots(doc);
  const rows = listIds(doc, heldId).map((id): Row => {
    const key = order.get(id);
    const createdAt = readNoteRecord(notes.get(id))?.createdAt ?? 0;
    return { id, key: isOrderKey(key) ? key : undefined, createdAt };
  });
  return rows.sort(
    (a, b) => compareKeys(a.key, b.key) || b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1),
  );
}

function compareKeys(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  return a < b ? -1 : 1;
}

function readHands(doc: Y.Doc, id: string, record: NoteRecord | undefined): readonly NoteAuthor[] {
  const { hands } = gratitudeRoots(doc);
  return AUTHORS.filter(
    (author) => author === record?.author || hands.get(authorKey(id, author)) === true,
  );
}

/** Undefined fields are left out: an absent key is how a record says "not known". */
function toStored(record: NoteRecord): Record<string, string | number> {
  const stored: Record<string, string | number> = {};
  for (const [field, value] of Object.entries(record)) {
    if (value !== undefined) stored[field] = value;
  }
  return stored;
}
