/** The shape of a gratitude chapter: which root types it has, and which values in them are believed. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import { readChoice, readDate, readMoment, readRecord, readText } from './values.js';

/** Who wrote: a side in the shared ledger, `me` in the private one. */
export type NoteAuthor = Side | 'me';

/** Where a note lies on the free board, 0 to 1: across from the inline start, down from the top. */
export type BoardPlace = { readonly x: number; readonly y: number };

/** `tilt` is in degrees, `createdAt` in milliseconds since the epoch, `timeZone` an IANA name. */
export type NoteRecord = {
  readonly author: NoteAuthor;
  readonly createdAt: number;
  readonly evening: LocalDate | undefined;
  readonly timeZone: string | undefined;
  readonly tilt: number;
};

/** Says that someone removed the note as it read then: `seen` is the digest of its words. */
export type RemovalMark = { readonly at: number; readonly seen: string };

export const AUTHORS: readonly NoteAuthor[] = ['a', 'b', 'me'];

const TEXT_PREFIX = 'note:';
const STEEPEST_TILT = 3;

/**
 * The roots, each of one kind for ever and created by name, so that two phones creating them at
 * once share one tree. Values are flat; keys in `hands` and `removed` belong to one author each.
 */
export function gratitudeRoots(doc: Y.Doc) {
  return {
    notes: doc.getMap<unknown>('notes'),
    order: doc.getMap<unknown>('order'),
    places: doc.getMap<unknown>('places'),
    hands: doc.getMap<unknown>('hands'),
    removed: doc.getMap<unknown>('removed'),
  };
}

export function noteText(doc: Y.Doc, id: string): Y.Text {
  return doc.getText(`${TEXT_PREFIX}${id}`);
}

/** Ids of all texts that have arrived, with or without a record beside them. */
export function listTextIds(doc: Y.Doc): readonly string[] {
  return [...doc.share.keys()]
    .filter((name) => name.startsWith(TEXT_PREFIX))
    .map((name) => name.slice(TEXT_PREFIX.length));
}

/** The key of what one author says of one note. */
export function authorKey(id: string, author: NoteAuthor): string {
  return `${id}:${author}`;
}

/** Undefined where the value is no note this version can show. */
export function readNoteRecord(value: unknown): NoteRecord | undefined {
  const record = readRecord(value);
  const author = readChoice(record?.get('author'), AUTHORS);
  const createdAt = readMoment(record?.get('createdAt'));
  if (!record || author === undefined || createdAt === undefined) return undefined;
  return {
    author,
    createdAt,
    evening: readDate(record.get('evening')),
    timeZone: readText(record.get('timeZone'), 64),
    tilt: clamp(record.get('tilt'), -STEEPEST_TILT, STEEPEST_TILT),
  };
}

export function readPlace(value: unknown): BoardPlace | undefined {
  const record = readRecord(value);
  const x = record?.get('x');
  const y = record?.get('y');
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  return { x: clamp(x, 0, 1), y: clamp(y, 0, 1) };
}

export function readMark(value: unknown): RemovalMark | undefined {
  const record = readRecord(value);
  const at = readMoment(record?.get('at'));
  const seen = readText(record?.get('seen'), 64);
  return at === undefined || seen === undefined ? undefined : { at, seen };
}

/** What is no number counts as 0. */
export function clamp(value: unknown, least: number, most: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? value : 0;
  return Math.min(most, Math.max(least, number));
}
