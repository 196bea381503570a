/** The bytes of one entry. The table is in SPEC.md; the sealed part is vault's. */
import {
  bytesToHex,
  concatBytes,
  err,
  hexToBytes,
  ok,
  type Result,
  utf8ToBytes,
} from '../kernel/index.js';
import {
  authenticate,
  type DeviceId,
  digest,
  ENTRY_OVERHEAD_BYTES,
  type LedgerKeys,
  MAX_ENTRY_BODY_BYTES,
} from '../vault/index.js';

const VERSION = 1;
const TAG_BYTES = 16;
const AUTHOR_BYTES = 16;
const NONCE_BYTES = 24;
const EPOCH_AT = 1;
const TAG_AT = 5;
const AUTHOR_AT = TAG_AT + TAG_BYTES;
const HEADER_BYTES = AUTHOR_AT + AUTHOR_BYTES;

export const MAX_ENTRY_BYTES = HEADER_BYTES + ENTRY_OVERHEAD_BYTES + MAX_ENTRY_BODY_BYTES;

/** Bytes as a string of as many characters, to look things up by: quicker than hexadecimal digits for thousands of entries. */
type Key = string;
/** Stands for a chapter's name to those who hold the key, and for nothing to others. */
export type ChapterTag = Key;
export type AuthorKey = Key;

export type EntryHeader = {
  readonly epoch: number;
  readonly tag: ChapterTag;
  readonly author: AuthorKey;
};

export type HeaderError = { readonly type: 'Malformed' } | { readonly type: 'NewerVersion' };

export function tagChapter(keys: LedgerKeys, name: string): ChapterTag {
  return bytesToKey(authenticate(keys.tagKey, utf8ToBytes(name)).subarray(0, TAG_BYTES));
}

export function deviceToAuthor(device: DeviceId): AuthorKey {
  return bytesToKey(hexToBytes(device) ?? new Uint8Array());
}

export function authorToDevice(author: AuthorKey): DeviceId {
  return bytesToHex(keyToBytes(author));
}

export function encodeHeader({ epoch, tag, author }: EntryHeader): Uint8Array<ArrayBuffer> {
  const start = new Uint8Array(TAG_AT);
  start[0] = VERSION;
  new DataView(start.buffer).setUint32(EPOCH_AT, epoch);
  if (tag.length !== TAG_BYTES || author.length !== AUTHOR_BYTES) {
    throw new RangeError('a tag and an author have 16 bytes each');
  }
  return concatBytes(start, keyToBytes(tag), keyToBytes(author));
}

export function readHeader(entry: Uint8Array): Result<EntryHeader, HeaderError> {
  const version = entry[0];
  // A later version may look different behind its first byte, and be shorter: it is not malformed.
  if (version !== undefined && version > VERSION) return err({ type: 'NewerVersion' });
  if (version !== VERSION || entry.length < HEADER_BYTES + ENTRY_OVERHEAD_BYTES) {
    return err({ type: 'Malformed' });
  }
  return ok({
    epoch: new DataView(entry.buffer, entry.byteOffset).getUint32(EPOCH_AT),
    tag: bytesToKey(entry.subarray(TAG_AT, AUTHOR_AT)),
    author: bytesToKey(entry.subarray(AUTHOR_AT, HEADER_BYTES)),
  });
}

export function splitEntry(entry: Uint8Array): { header: Uint8Array; sealed: Uint8Array } {
  return { header: entry.subarray(0, HEADER_BYTES), sealed: entry.subarray(HEADER_BYTES) };
}

/** The nonce names an entry: it is random, and no two entries share one. */
export function entryName(entry: Uint8Array): string {
  return bytesToKey(entry.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES));
}

/** The same for the same entries, in whatever order they came. */
export function stampEntries(
  entries: readonly { readonly bytes: Uint8Array }[],
): string | undefined {
  if (entries.length === 0) return undefined;
  const names = entries.map(({ bytes }) => entryName(bytes)).sort();
  return bytesToHex(digest(...names.map(keyToBytes)));
}

function bytesToKey(bytes: Uint8Array): Key {
  return Reflect.apply(String.fromCharCode, undefined, bytes);
}

function keyToBytes(key: Key): Uint8Array {
  // For each entry sealed: `Uint8Array.from` with a mapping takes fifty times as long.
  const bytes = new Uint8Array(key.length);
  for (let i = 0; i < key.length; i++) bytes[i] = key.charCodeAt(i);
  return bytes;
}
