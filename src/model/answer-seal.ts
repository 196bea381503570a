/**
 * An answer that is sealed until both have answered. What lies in the author's chapter is ciphertext and a
 * commitment; the key comes to lie beside it once the author's phone holds an answer of the partner's for the
 * same evening, or when the author opens it. SPEC A1 to A10.
 */
import type * as Y from 'yjs';
import { bytesToUtf8, equalBytes, type LocalDate, utf8ToBytes } from '../kernel/index.js';
import { readBytes32, readRecord, type StoredRecord } from './values.js';

/** Provided by whoever has keys. Lengths: salt, commitment and key 32 bytes. */
export type AnswerSealer = {
  readonly close: (place: string, plain: Uint8Array) => ClosedAnswer;
  readonly keyOf: (place: string, salt: Uint8Array) => Uint8Array;
  /** Undefined where they don't belong together. */
  readonly open: (place: string, closed: ClosedAnswer, key: Uint8Array) => Uint8Array | undefined;
};

export type ClosedAnswer = {
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
  readonly commitment: Uint8Array;
};

/** Whose answers are read or written, and with what. */
export type AnswerAuthor = {
  readonly sealer: AnswerSealer;
  /** The device that writes them. */
  readonly device: string;
  /** Whether that is this phone, which can always read what it has closed. */
  readonly isMe: boolean;
};

/** As whoever looks at it finds it. One's own is readable while it is `closed`. */
export type Seal = 'closed' | 'opened' | 'broken';

/** What was written when a key was handed over. */
export type HandedOver = {
  readonly key: Uint8Array;
  /** The commitment of the partner's answer for which it was given; absent where it was opened without one. */
  readonly seen: Uint8Array | undefined;
};

/** All fields at their limits stay far below this. */
const MOST_SEALED_BYTES = 16 * 1024;
/** The root map of a chapter in which keys lie that were given. */
export const HANDED_OVER = 'opened';

export function isSealed(record: StoredRecord): boolean {
  return record.has('sealed');
}

export function readClosed(record: StoredRecord): ClosedAnswer | undefined {
  const salt = readBytes32(record.get('salt'));
  const commitment = readBytes32(record.get('commitment'));
  const sealed = record.get('sealed');
  if (!salt || !commitment || !(sealed instanceof Uint8Array)) return undefined;
  return sealed.length <= MOST_SEALED_BYTES ? { salt, sealed, commitment } : undefined;
}

/** `version` is the key under which a version lies. */
export function readHandedOver(doc: Y.Doc, version: string): HandedOver | undefined {
  const record = readRecord(doc.getMap(HANDED_OVER).get(version));
  const key = readBytes32(record?.get('key'));
  return key && { key, seen: readBytes32(record?.get('seen')) };
}

export function closeAnswer(
  { sealer, device }: AnswerAuthor,
  evening: LocalDate,
  fields: Readonly<Record<string, unknown>>,
): ClosedAnswer {
  return sealer.close(placeOf(evening, device), utf8ToBytes(JSON.stringify(fields)));
}

/** What one may know of a closed answer: how its seal stands, and its fields where it can be read. */
export function openAnswer(
  author: AnswerAuthor | undefined,
  evening: LocalDate,
  closed: ClosedAnswer | undefined,
  handedOver: HandedOver | undefined,
): { readonly seal: Seal; readonly fields: StoredRecord | undefined } {
  if (!author) return { seal: 'closed', fields: undefined };
  if (!closed) return { seal: handedOver ? 'broken' : 'closed', fields: undefined };
  const place = placeOf(evening, author.device);
  const key = author.isMe ? author.sealer.keyOf(place, closed.salt) : handedOver?.key;
  if (!key) return { seal: 'closed', fields: undefined };
  const fields = parseFields(author.sealer.open(place, closed, key));
  if (!fields) return { seal: 'broken', fields };
  return { seal: handedOver ? 'opened' : 'closed', fields };
}

/** Puts the key beside the version. `seen`: the commitment for which it is given. */
export function handOverKey(
  doc: Y.Doc,
  author: AnswerAuthor,
  evening: LocalDate,
  version: string,
  closed: ClosedAnswer,
  seen: Uint8Array | undefined,
): void {
  const key = author.sealer.keyOf(placeOf(evening, author.device), closed.salt);
  doc.transact(() => {
    doc.getMap(HANDED_OVER).set(version, seen ? { key, seen } : { key });
  });
}

/** Whether the answer that was sealed when the own key was given is the one that lies there now. */
export function isSame(commitment: Uint8Array | undefined, seen: Uint8Array): boolean {
  return commitment !== undefined && equalBytes(commitment, seen);
}

/** An answer opens as this evening's and this author's, or not at all. */
function placeOf(evening: LocalDate, device: string): string {
  return `${evening}/${device}`;
}

function parseFields(plain: Uint8Array | undefined): StoredRecord | undefined {
  try {
    return plain && readRecord(JSON.parse(bytesToUtf8(plain) ?? ''));
  } catch {
    return undefined;
  }
}
