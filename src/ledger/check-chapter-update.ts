/**
 * A look at the update inside an authenticated entry before Yjs reads it: the author is known, but their app may be
 * broken, and Yjs can hang on bytes that it did not write. Here any Yjs content may come, except documents
 * in documents, which chapters never hold.
 */
import { bytesToUtf8, err, ok, type Result } from '../kernel/index.js';
import { ByteReader, type ShapeError } from './byte-reader.js';
import { type ItemRule, walkUpdate } from './walk-update.js';

/** Yjs reads nested values by recursion. */
const DEEPEST_VALUE = 64;
const ROOT_BY_NAME = 1;
/** Types of Yjs by reference number, 0 to 6; two of them carry a name. */
const LAST_TYPE = 6;
const NAMED_TYPES: readonly number[] = [3, 5];

const RULE: ItemRule = {
  readParent: (reader) => {
    if (reader.varUint() === ROOT_BY_NAME) {
      readText(reader);
      return;
    }
    reader.varUint();
    reader.varUint();
  },
  readKey: (reader) => {
    readText(reader);
  },
  readContent: (kind, reader) => readContentByKind[kind]?.(reader) ?? refuse(reader),
};

/** By Yjs's content reference numbers, each giving the content's length in clock ticks. */
const readContentByKind: Readonly<Record<number, (reader: ByteReader) => number>> = {
  1: (reader) => reader.varUint(),
  2: (reader) => readMany(reader, () => readJson(reader, true)),
  3: (reader) => {
    reader.varBytes();
    return 1;
  },
  4: (reader) => readText(reader).length,
  5: (reader) => {
    readJson(reader, false);
    return 1;
  },
  6: (reader) => {
    readText(reader);
    readJson(reader, false);
    return 1;
  },
  7: (reader) => {
    const type = reader.varUint();
    if (type > LAST_TYPE) reader.fail();
    if (NAMED_TYPES.includes(type)) readText(reader);
    return 1;
  },
  8: (reader) => readMany(reader, () => readValue(reader, 0)),
};

export function checkChapterUpdate(update: Uint8Array): Result<void, ShapeError> {
  const reader = new ByteReader(update);
  walkUpdate(reader, RULE);
  return reader.failure === undefined ? ok() : err(reader.failure);
}

function refuse(reader: ByteReader): number {
  reader.fail();
  return 0;
}

function readText(reader: ByteReader): string {
  const text = bytesToUtf8(reader.varBytes());
  if (text === undefined) reader.fail();
  return text ?? '';
}

function readMany(reader: ByteReader, readOne: () => void): number {
  const count = reader.varUint();
  // Each one takes at least a byte, so this ends with the bytes.
  for (let i = 0; i < count && !reader.failed; i++) readOne();
  return count;
}

function readJson(reader: ByteReader, mayBeUndefined: boolean): void {
  const text = readText(reader);
  if (mayBeUndefined && text === 'undefined') return;
  try {
    JSON.parse(text);
  } catch {
    reader.fail();
  }
}

/** lib0's tagged values, from 127 (undefined) down to 116 (bytes). */
function readValue(reader: ByteReader, depth: number): void {
  if (depth > DEEPEST_VALUE) reader.fail();
  if (reader.failed) return;
  const tag = reader.uint8();
  const nested = (): void => readValue(reader, depth + 1);
  if (tag === 125) readVarInt(reader);
  else if (tag === 124) reader.take(4);
  else if (tag === 123 || tag === 122) reader.take(8);
  else if (tag === 119) readText(reader);
  else if (tag === 118) {
    readMany(reader, () => {
      readText(reader);
      nested();
    });
  } else if (tag === 117) readMany(reader, nested);
  else if (tag === 116) reader.varBytes();
  else if (tag < 116 || tag > 127) reader.fail();
}

/** One sign bit and six of value in the first byte, seven in each that follows. */
function readVarInt(reader: ByteReader): void {
  if (reader.uint8() & 0x80) reader.varUint();
}
