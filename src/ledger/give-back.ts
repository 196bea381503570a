/**
 * What one wrote the other can't take away. Only the owner's devices fold a chapter marked `@a` or `@b`; who
 * else deletes from it has an altered app. The deletion itself can't be undone, and refusing it would part the
 * two documents for good, so the owner's device appends again what nobody else's words can replace.
 */
import * as Y from 'yjs';
import { belongsTo, type Side } from './access.js';
import { checkChapterUpdate } from './check-chapter-update.js';
import type { AuthorKey, ChapterTag } from './entry-format.js';
import type { EntryGate } from './entry-gate.js';
import type { EntryRecord } from './entry-index.js';

export type GiveBackParts = {
  readonly side: Side;
  readonly author: AuthorKey;
  readonly gate: EntryGate;
  /** The entries of a chapter that are left. */
  readonly entriesOf: (tag: ChapterTag) => readonly EntryRecord[];
  readonly nameOf: (tag: ChapterTag) => string | undefined;
};

/** Of the entries that somebody else deleted, those of this device that must come back. */
export function findToGiveBack(
  deleted: readonly EntryRecord[],
  { side, author, gate, entriesOf, nameOf }: GiveBackParts,
): readonly Uint8Array[] {
  const mine = deleted.filter(({ header }) => header.author === author);
  const tags = new Set(mine.map(({ header }) => header.tag));
  return [...tags].flatMap((tag) => {
    const name = nameOf(tag);
    if (name === undefined || !belongsTo(name, side)) return [];
    const ofChapter = mine.filter(({ header }) => header.tag === tag);
    return findUnsaid(openAll(gate, name, ofChapter), openAll(gate, name, entriesOf(tag)));
  });
}

type OpenEntry = { readonly bytes: Uint8Array; readonly body: Uint8Array };

function openAll(
  gate: EntryGate,
  chapter: string,
  records: readonly EntryRecord[],
): readonly OpenEntry[] {
  return records.flatMap((record) => {
    const opened = gate.open(record, chapter);
    const isSound = opened.ok && checkChapterUpdate(opened.value).ok;
    return isSound ? [{ bytes: record.bytes, body: opened.value }] : [];
  });
}

/** The entries among `deleted` that say something which `left` doesn't say; a fold says all that it covers. */
function findUnsaid(
  deleted: readonly OpenEntry[],
  left: readonly OpenEntry[],
): readonly Uint8Array[] {
  const doc = new Y.Doc();
  for (const { body } of left) applySoundly(doc, body);
  let isNews = false;
  doc.on('update', () => {
    isNews = true;
  });
  const unsaid = deleted.filter(({ body }) => {
    isNews = false;
    applySoundly(doc, body);
    return isNews || doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  });
  doc.destroy();
  return unsaid.map(({ bytes }) => bytes);
}

function applySoundly(doc: Y.Doc, body: Uint8Array): void {
  try {
    Y.applyUpdate(doc, body);
  } catch {
    // Set aside when its chapter is opened: it says nothing here either.
  }
}
