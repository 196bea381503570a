/**
 * Follows the outer document's array and keeps its entries by chapter tag, without opening any: after ten
 * years that is what makes a start cheap.
 */
import * as Y from 'yjs';
import { type ChapterTag, type EntryHeader, type HeaderError, readHeader } from './entry-format.js';

export type EntryRecord = {
  /** The very array that the outer document holds: records are found by this reference. */
  readonly bytes: Uint8Array;
  readonly header: EntryHeader;
  /** The authenticated update inside, kept once opened so that opening a chapter again is cheap. */
  body: Uint8Array | undefined;
};

/** An entry whose place can't even be read. */
export type UnreadableEntry = { readonly bytes: Uint8Array; readonly error: HeaderError };

export type EntryChange = {
  readonly added: readonly EntryRecord[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly removed: readonly Uint8Array[];
  /** Of `removed`, those that were indexed. */
  readonly deleted: readonly EntryRecord[];
  /** The origin of the transaction that this is part of. */
  readonly origin: unknown;
};

export type EntryIndex = {
  readonly entriesOf: (tag: ChapterTag) => readonly EntryRecord[];
  readonly stop: () => void;
};

/** Calls back at once with all that is there, then inside the transaction of each change. */
export function followEntries(
  entries: Y.Array<Uint8Array>,
  onChange: (change: EntryChange) => void,
): EntryIndex {
  const recordsByTag = new Map<ChapterTag, Map<Uint8Array, EntryRecord>>();
  const tagsByBytes = new Map<Uint8Array, ChapterTag>();

  const addEntry = (
    bytes: Uint8Array,
    added: EntryRecord[],
    unreadable: UnreadableEntry[],
  ): void => {
    const header = readHeader(bytes);
    if (!header.ok) {
      unreadable.push({ bytes, error: header.error });
      return;
    }
    const record = { bytes, header: header.value, body: undefined };
    const { tag } = header.value;
    const records = recordsByTag.get(tag);
    if (records === undefined) recordsByTag.set(tag, new Map([[bytes, record]]));
    else records.set(bytes, record);
    tagsByBytes.set(bytes, tag);
    added.push(record);
  };

  const removeEntry = (bytes: Uint8Array): EntryRecord | undefined => {
    const tag = tagsByBytes.get(bytes);
    if (tag === undefined) return undefined;
    tagsByBytes.delete(bytes);
    const records = recordsByTag.get(tag);
    const record = records?.get(bytes);
    records?.delete(bytes);
    if (records?.size === 0) recordsByTag.delete(tag);
    return record;
  };

  const take = (
    inserted: readonly Uint8Array[],
    removed: readonly Uint8Array[],
    origin?: unknown,
  ): void => {
    const added: EntryRecord[] = [];
    const unreadable: UnreadableEntry[] = [];
    const deleted = removed.flatMap((bytes) => removeEntry(bytes) ?? []);
    for (const bytes of inserted) addEntry(bytes, added, unreadable);
    onChange({ added, unreadable, removed, deleted, origin });
  };

  const observe = (_: unknown, transaction: Y.Transaction): void =>
    take(insertedEntries(transaction), deletedEntries(transaction), transaction.origin);

  take(entries.toArray(), []);
  entries.observe(observe);
  return {
    entriesOf: (tag) => [...(recordsByTag.get(tag)?.values() ?? [])],
    stop: () => entries.unobserve(observe),
  };
}

/**
 * Read from the transaction's own bounds: `event.changes` walks the whole array each time, so that each
 * keystroke would cost more with each year.
 */
function insertedEntries(transaction: Y.Transaction): Uint8Array[] {
  const inserted: Uint8Array[] = [];
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (before === clock) continue;
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const struct = structs[i];
      if (struct === undefined || struct.deleted || struct.id.clock >= clock) continue;
      const bytes = readEntry(struct);
      if (bytes !== undefined) inserted.push(bytes);
    }
  }
  return inserted;
}

/** Yjs calls observers before it forgets what was deleted, so the bytes are still there. */
function deletedEntries(transaction: Y.Transaction): Uint8Array[] {
  const deleted: Uint8Array[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    const bytes = readEntry(struct);
    if (bytes !== undefined) deleted.push(bytes);
  });
  return deleted;
}

function readEntry(struct: unknown): Uint8Array | undefined {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentBinary)) return undefined;
  return struct.content.content;
}
