/**
 * What is being written in the check-in's sheet and not saved yet. It lies in the private ledger, so it outlives
 * the tab as ciphertext, and all tabs of a browser write in the same one. SPEC D1 to D4.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import {
  type CheckinFields,
  LIGHTS,
  NO_ANSWERS,
  type StoredVersion,
  storable,
  TEXT_FIELDS,
  type TextField,
  WISHES,
} from './checkin-record.js';
import { readChoice, readDate, readMoment, readRecord, readWithin } from './values.js';

export type DraftFields = CheckinFields & {
  readonly share: boolean;
  /** Until both have answered; counts only where it is shared. */
  readonly seal: boolean;
  /** A note for the board, which goes there with the check-in. */
  readonly thanks: string | undefined;
};

export type KeptDraft = {
  readonly evening: LocalDate;
  readonly fields: DraftFields;
  /** Milliseconds since the epoch. */
  readonly touchedAt: number;
  /** It was begun for an evening that was asked for by its date. */
  readonly isAsked: boolean;
};

const DRAFTS = 'drafts';
/** Far above every limit: what is too long to be saved is still not lost. */
const MOST_CHARACTERS = 100_000;

/**
 * Keeps it in place of what was kept for that evening.
 * @param origin the transaction's origin: the ledger's TYPING lets it gather letters, and a finger on the pad.
 */
export function keepDraft(
  doc: Y.Doc,
  { evening, fields, touchedAt, isAsked }: KeptDraft,
  origin?: unknown,
): void {
  const record: StoredVersion = { touchedAt, isAsked };
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) record[field] = storable(value);
  }
  doc.transact(() => {
    doc.getMap(DRAFTS).set(evening, record);
  }, origin);
}

export function dropDraft(doc: Y.Doc, evening: LocalDate): void {
  const drafts = doc.getMap(DRAFTS);
  if (drafts.has(evening)) drafts.delete(evening);
}

/** All that are kept, the one that was touched last first. */
export function readDrafts(doc: Y.Doc): readonly KeptDraft[] {
  const found: KeptDraft[] = [];
  for (const [key, value] of doc.getMap(DRAFTS).entries()) {
    const draft = readDraft(key, value);
    if (draft) found.push(draft);
  }
  return found.sort((a, b) => b.touchedAt - a.touchedAt);
}

function readDraft(key: string, value: unknown): KeptDraft | undefined {
  const evening = readDate(key);
  const record = readRecord(value);
  const touchedAt = readMoment(record?.get('touchedAt'));
  if (evening === undefined || !record || touchedAt === undefined) return undefined;
  const texts = Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, readTyped(record.get(field))]),
  ) as Record<TextField, string | undefined>;
  const fields: DraftFields = {
    ...NO_ANSWERS,
    ...texts,
    light: LIGHTS.find((light) => light === record.get('light')),
    energy: readWithin(record.get('energy'), 0, 100),
    pleasantness: readWithin(record.get('pleasantness'), 0, 100),
    feelings: readTypedList(record.get('feelings')),
    wish: readChoice(record.get('wish'), WISHES),
    share: record.get('share') === true,
    seal: record.get('seal') === true,
    thanks: readTyped(record.get('thanks')),
  };
  return { evening, fields, touchedAt, isAsked: record.get('isAsked') === true };
}

/** As it was typed, spaces and all: it is still being written. */
function readTyped(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MOST_CHARACTERS) : undefined;
}

function readTypedList(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const words = value.map(readTyped).filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words;
}
