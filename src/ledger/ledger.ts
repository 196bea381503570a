/**
 * The sealed log: every edit of a chapter becomes an entry of the outer document before the edit's
 * transaction returns, and every entry of the outer document comes to the chapter it belongs to.
 */
import * as Y from 'yjs';
import { concatBytes } from '../kernel/index.js';
import { MAX_ENTRY_BODY_BYTES, sealEntry } from '../vault/index.js';
import { mayWriteChapter, type Side } from './access.js';
import { type ChapterDoc, createChapterDoc } from './chapter-doc.js';
import { ChapterNames } from './chapter-names.js';
import { ENTRIES } from './check-ledger-update.js';
import {
  type AuthorKey,
  authorToDevice,
  type ChapterTag,
  deviceToAuthor,
  encodeHeader,
  entryName,
  stampEntries,
} from './entry-format.js';
import { createEntryGate, type EntryGate } from './entry-gate.js';
import {
  type EntryChange,
  type EntryIndex,
  type EntryRecord,
  followEntries,
} from './entry-index.js';
import type { Chapter, FoldReport, Ledger, LedgerParts } from './faces.js';
import { DEFAULT_FOLD_RULES, decideFold, deleteEntries, type FoldRules, isIdle } from './fold.js';
import { findToGiveBack } from './give-back.js';
import { FROM_LEDGER } from './origins.js';
import { createSetAsideList, type SetAsideReason } from './set-aside.js';

/** What was there before this session is idle at once. */
const LONG_AGO = Number.NEGATIVE_INFINITY;
/** Looking at a chapter means opening it: whoever has looked back over ten years must not pay for all at once. */
const MOST_FOLDED_AT_ONCE = 16;

type OpenChapter = ChapterDoc & {
  readonly name: string;
  readonly tag: ChapterTag;
  readonly mayWrite: boolean;
  /** The entries whose updates its shadow contains. */
  readonly taken: Set<EntryRecord>;
  holders: number;
};

/** An entry on its way into the outer document, so that it need not be opened when it is seen there. */
type JustSealed = {
  readonly body: Uint8Array;
  /** Which visible document has the body already. */
  readonly source: OpenChapter;
};

export function createLedger(parts: LedgerParts): Ledger {
  const log = new SealedLog(parts);
  return {
    doc: parts.doc,
    openChapter: (name) => log.openChapter(name),
    stampOf: (name) => log.stampOf(name),
    flush: () => log.flush(),
    foldIdle: () => log.foldIdle(),
    setAside: log.aside.signal,
    close: () => log.close(),
  };
}

class SealedLog {
  readonly aside = createSetAsideList();
  readonly #parts: LedgerParts;
  readonly #mySide: Side;
  readonly #author: AuthorKey;
  readonly #entries: Y.Array<Uint8Array>;
  readonly #gate: EntryGate;
  readonly #index: EntryIndex;
  readonly #chaptersByTag = new Map<ChapterTag, OpenChapter>();
  readonly #names: ChapterNames;
  readonly #justSealed = new Map<string, JustSealed>();
  readonly #foldRules: FoldRules;
  /** When each chapter changed last (epoch milliseconds), for those that may have something to fold. */
  readonly #changedAt = new Map<string, number>();

  constructor(parts: LedgerParts) {
    const mySide = parts.devices.find((device) => device.id === parts.me.id)?.side;
    if (mySide === undefined) throw new Error('this device is not among those of its ledger');
    if (!parts.doc.gc) throw new Error('a ledger needs a document that collects garbage');
    this.#parts = parts;
    this.#mySide = mySide;
    this.#author = deviceToAuthor(parts.me.id);
    this.#foldRules = parts.foldRules ?? DEFAULT_FOLD_RULES;
    this.#entries = parts.doc.getArray<Uint8Array>(ENTRIES);
    this.#names = new ChapterNames(parts.keys, () => parts.ownChapters?.() ?? []);
    this.#gate = createEntryGate(parts.keys, parts.devices);
    this.#index = followEntries(this.#entries, (change) => this.#takeChange(change));
  }

  openChapter(name: string): Chapter {
    const tag = this.#names.tagOf(name);
    const chapter = this.#chaptersByTag.get(tag) ?? this.#startChapter(name, tag);
    chapter.holders += 1;
    let isHeld = true;
    const close = (): void => {
      if (isHeld) this.#letGo(chapter);
      isHeld = false;
    };
    return { name, doc: chapter.doc, mayWrite: chapter.mayWrite, close };
  }

  stampOf(name: string): string | undefined {
    return stampEntries(this.#index.entriesOf(this.#names.tagOf(name)));
  }

  flush(): void {
    for (const chapter of [...this.#chaptersByTag.values()]) chapter.flush();
  }

  foldIdle(): FoldReport {
    this.flush();
    const now = this.#parts.clock.now();
    const folded: { chapter: string; entries: number }[] = [];
    const idle = [...this.#changedAt].filter(([, changedAt]) =>
      isIdle(this.#foldRules, now - changedAt),
    );
    for (const [name, changedAt] of idle.slice(0, MOST_FOLDED_AT_ONCE)) {
      if (!mayWriteChapter(name, this.#mySide)) this.#changedAt.delete(name);
      else {
        const entries = this.#foldChapter(name, now - changedAt);
        if (entries > 0) folded.push({ chapter: name, entries });
      }
    }
    return { folded };
  }

  close(): void {
    for (const chapter of [...this.#chaptersByTag.values()]) this.#stopChapter(chapter);
    this.#index.stop();
  }

  #startChapter(name: string, tag: ChapterTag): OpenChapter {
    const mayWrite = mayWriteChapter(name, this.#mySide);
    const seal = (body: Uint8Array): void => {
      const entry = this.#sealBody(chapter, body);
      this.#parts.doc.transact(() => this.#entries.push([entry]), FROM_LEDGER);
    };
    const chapterDoc = createChapterDoc({ name, mayWrite, clock: this.#parts.clock, seal });
    const chapter: OpenChapter = {
      ...chapterDoc,
      name,
      tag,
      mayWrite,
      taken: new Set(),
      holders: 0,
    };
    this.#chaptersByTag.set(tag, chapter);
    this.#names.noteOpened(name, tag);
    if (!this.#changedAt.has(name)) this.#changedAt.set(name, LONG_AGO);
    for (const record of this.#index.entriesOf(tag)) this.#admitEntry(record, chapter);
    chapter.show();
    this.aside.publish();
    return chapter;
  }

  #letGo(chapter: OpenChapter): void {
    chapter.holders -= 1;
    if (chapter.holders === 0) this.#stopChapter(chapter);
  }

  #stopChapter(chapter: OpenChapter): void {
    if (this.#chaptersByTag.get(chapter.tag) === chapter) this.#chaptersByTag.delete(chapter.tag);
    chapter.destroy();
  }

  #sealBody(source: OpenChapter, body: Uint8Array): Uint8Array {
    const { keys, me, random } = this.#parts;
    const header = encodeHeader({ epoch: keys.epoch, tag: source.tag, author: this.#author });
    const entry = concatBytes(header, sealEntry(keys.sealKey, me, header, body, random));
    this.#justSealed.set(entryName(entry), { body, source });
    return entry;
  }

  /** Runs inside the outer document's transaction, whoever made it. */
  #takeChange({ added, unreadable, removed, deleted, origin }: EntryChange): void {
    const touched = new Set<OpenChapter>();
    for (const bytes of removed) this.aside.remove(bytes);
    for (const { bytes, error } of unreadable) {
      this.aside.add(bytes, { reason: error.type, chapter: undefined, author: undefined });
    }
    for (const record of added) {
      const chapter = this.#placeEntry(record);
      if (chapter !== undefined) touched.add(chapter);
    }
    if (origin !== FROM_LEDGER) this.#giveBack(deleted);
    // The books are in order before anyone outside hears of it, and perhaps edits in answer.
    showAll(touched);
    this.aside.publish();
  }

  /** The open chapter that this entry changes, if there is one. */
  #placeEntry(record: EntryRecord): OpenChapter | undefined {
    const { tag } = record.header;
    const sealed = this.#takeJustSealed(record);
    record.body = sealed?.body;
    const name = this.#names.openedAs(tag);
    const reason = this.#gate.checkHeader(record);
    if (reason !== undefined) this.#setAside(record, reason, name);
    if (name !== undefined) this.#changedAt.set(name, this.#parts.clock.now());
    const chapter = this.#chaptersByTag.get(tag);
    if (chapter !== undefined) this.#admitEntry(record, chapter, sealed?.source === chapter);
    return chapter;
  }

  /** Brings an entry as far as the chapter's shadow; showing comes after all of them. */
  #admitEntry(record: EntryRecord, chapter: OpenChapter, isShown = false): void {
    if (this.aside.has(record.bytes)) return;
    const opened = this.#gate.open(record, chapter.name);
    if (!opened.ok) this.#setAside(record, opened.error, chapter.name);
    else if (chapter.admit(opened.value, isShown)) chapter.taken.add(record);
    else this.#setAside(record, 'BadUpdate', chapter.name);
  }

  /** The same entries once more: what they say is signed, and saying it twice changes nothing. */
  #giveBack(deleted: readonly EntryRecord[]): void {
    if (deleted.length === 0) return;
    const lost = findToGiveBack(deleted, {
      side: this.#mySide,
      author: this.#author,
      gate: this.#gate,
      entriesOf: this.#index.entriesOf,
      nameOf: (tag) => this.#names.nameOf(tag),
    });
    if (lost.length === 0) return;
    this.#parts.doc.transact(() => this.#entries.push([...lost]), FROM_LEDGER);
  }

  #takeJustSealed(record: EntryRecord): JustSealed | undefined {
    if (this.#justSealed.size === 0) return undefined;
    const name = entryName(record.bytes);
    const sealed = this.#justSealed.get(name);
    this.#justSealed.delete(name);
    return sealed;
  }

  #setAside(record: EntryRecord, reason: SetAsideReason, chapter: string | undefined): void {
    this.aside.add(record.bytes, { reason, chapter, author: authorToDevice(record.header.author) });
  }

  /** How many entries the chapter's new one replaced; 0 if it stayed as it was. */
  #foldChapter(name: string, quietMs: number): number {
    const held = this.openChapter(name);
    const chapter = this.#chaptersByTag.get(this.#names.tagOf(name));
    const live = chapter?.settledShadow();
    // Only what is in the shadow is covered: an entry set aside, or not yet seen, stays.
    const covered = this.#appliedEntries(chapter);
    const verdict = decideFold(this.#foldRules, quietMs, covered.bodies, live);
    if (verdict !== 'wait') this.#changedAt.delete(name);
    const isFolded =
      verdict === 'fold' &&
      chapter !== undefined &&
      live !== undefined &&
      this.#replaceEntries(chapter, covered.entries, Y.encodeStateAsUpdate(live));
    held.close();
    return isFolded ? covered.entries.size : 0;
  }

  #appliedEntries(chapter: OpenChapter | undefined): {
    entries: ReadonlySet<Uint8Array>;
    bodies: readonly Uint8Array[];
  } {
    const records = chapter === undefined ? [] : this.#index.entriesOf(chapter.tag);
    const applied = records.filter((record) => chapter?.taken.has(record));
    return {
      entries: new Set(applied.map(({ bytes }) => bytes)),
      bodies: applied.flatMap(({ body }) => body ?? []),
    };
  }

  /** In one transaction, so that nobody ever has neither the old entries nor the new one. */
  #replaceEntries(chapter: OpenChapter, old: ReadonlySet<Uint8Array>, body: Uint8Array): boolean {
    if (body.length > MAX_ENTRY_BODY_BYTES) return false;
    const entry = this.#sealBody(chapter, body);
    this.#parts.doc.transact(() => {
      deleteEntries(this.#entries, old);
      this.#entries.push([entry]);
    }, FROM_LEDGER);
    return true;
  }
}

/** Runs all, then throws what the first of them threw: one broken listener must not keep words from the others. */
function showAll(chapters: Iterable<OpenChapter>): void {
  const problems: unknown[] = [];
  for (const chapter of chapters) {
    try {
      chapter.show();
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw problems[0];
}
