/**
 * What must be true, whatever happened: kept beside the simulated life, and compared with it. Every word is
 * written once and under a name of its own.
 */
import { inflateRawSync } from 'node:zlib';
import * as Y from 'yjs';
import { tagChapter } from '../../../src/ledger/entry-format.js';
import { openMessage } from '../../../src/vault/index.js';
import { CHAPTERS, type ChapterName, LEDGER_KEYS } from './couple.js';
import type { Page } from './page.js';

export const WORD_LENGTH = 6;
/** As an entry is laid out: SPEC L2 of the ledger, V10 of the vault. */
const TAG_AT = 5;
const AUTHOR_AT = 21;
const HEADER_BYTES = 37;
const SIGNATURE_BYTES = 64;
const DEFLATED = 1;

export function wordsOf(doc: Y.Doc): string[] {
  return (
    doc
      .getText('words')
      .toString()
      .match(new RegExp(`.{1,${WORD_LENGTH}}`, 'g')) ?? []
  );
}

type Content = { readonly words: Set<string>; readonly settings: Set<string> };

function readChapters(page: Page, names: readonly ChapterName[]): Content {
  const words = new Set<string>();
  const settings = new Set<string>();
  for (const name of names) {
    for (const word of wordsOf(page.chapter(name))) words.add(word);
    for (const key of page.chapter(name).getMap('settings').keys()) settings.add(key);
  }
  return { words, settings };
}

export class Truth {
  readonly written = new Set<string>();
  /** By anybody, at any time; undone or not. */
  readonly erased = new Set<string>();
  /** Came back by an undo: may be there or not, depending on who undid what. */
  readonly restored = new Set<string>();
  readonly promised = new Set<string>();
  readonly promisedErased = new Set<string>();
  readonly promisedSettings = new Set<string>();

  /** What a page is told when `saved` is asked of it now and answered later. */
  ask(page: Page, erasedHere: ReadonlySet<string>): () => void {
    const { words, settings } = readChapters(page, CHAPTERS.filter(page.isOpen));
    const gone = [...erasedHere];
    return () => {
      for (const word of words) this.promised.add(word);
      for (const word of gone) this.promisedErased.add(word);
      for (const key of settings) this.promisedSettings.add(key);
    };
  }

  noteLocalChange(
    before: readonly string[],
    after: readonly string[],
    erasedHere: Set<string>,
  ): void {
    const [was, is] = [new Set(before), new Set(after)];
    for (const word of was) {
      if (is.has(word)) continue;
      this.erased.add(word);
      erasedHere.add(word);
    }
    for (const word of is) {
      if (was.has(word)) continue;
      if (this.written.has(word)) this.restored.add(word);
      this.written.add(word);
    }
  }

  /** Problems with what a phone shows when all have met. */
  judge(page: Page): string[] {
    const { words, settings } = readChapters(page, CHAPTERS);
    const lost = [...this.promised].filter((word) => !words.has(word) && !this.erased.has(word));
    const risen = [...this.promisedErased].filter(
      (word) => words.has(word) && !this.restored.has(word),
    );
    const invented = [...words].filter((word) => !this.written.has(word));
    const lostSettings = [...this.promisedSettings].filter((key) => !settings.has(key));
    return [
      ...lost.map((word) => `${word} was reported saved and is lost`),
      ...risen.map((word) => `${word} was erased, that was saved, and it is back`),
      ...invented.map((word) => `${word} was never written`),
      ...lostSettings.map((key) => `the answer ${key} was reported saved and is lost`),
      ...page.ledger.setAside.get().map(({ reason }) => `an entry was set aside: ${reason}`),
    ];
  }

  /** What was written, is not there any more, and can still be read out of a ledger. */
  findRemains(page: Page): string[] {
    const { words } = readChapters(page, CHAPTERS);
    const gone = [...this.written].filter((word) => !words.has(word));
    const bodies = openEntries(page.doc).map(({ body }) => body);
    return gone
      .filter((word) => bodies.some((body) => body.includes(word)))
      .map((word) => `${word} is gone, but still in the ledger after folding`);
  }
}

/** Opened with the couple's key; whose they are was looked at when they came in. */
function openEntries(doc: Y.Doc): { readonly tag: string; readonly body: Buffer }[] {
  return doc
    .getArray<Uint8Array>('entries')
    .toArray()
    .map((entry) => {
      const header = entry.subarray(0, HEADER_BYTES);
      const opened = openMessage(LEDGER_KEYS.sealKey, header, entry.subarray(HEADER_BYTES));
      if (!opened.ok) throw new Error('an entry that does not open');
      const content = Buffer.from(opened.value.subarray(SIGNATURE_BYTES));
      const packed = content.subarray(1);
      const body = content[0] === DEFLATED ? inflateRawSync(packed) : packed;
      return { tag: Buffer.from(header.subarray(TAG_AT, AUTHOR_AT)).toString('latin1'), body };
    });
}

/** Chapters that are not what the ledger's entries amount to: what is shown would be another after a restart. */
export function findUnlikeEntries(page: Page): string[] {
  const entries = openEntries(page.doc);
  return CHAPTERS.filter((name) => {
    const doc = new Y.Doc();
    for (const { tag, body } of entries) {
      if (tag === tagChapter(LEDGER_KEYS, name)) Y.applyUpdate(doc, body);
    }
    return chapterState(doc) !== chapterState(page.chapter(name));
  }).map((name) => `${name} is another than its entries say`);
}

/** Everything that a chapter is, down to who wrote which character and what is known to be deleted. */
export function chapterState(doc: Y.Doc): string {
  return JSON.stringify({
    words: doc.getText('words').toString(),
    settings: Object.entries(doc.getMap('settings').toJSON()).sort(),
    snapshot: Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('hex'),
    pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
    bytes: Buffer.from(canonicalBytes(doc)).toString('hex'),
  });
}

/** How Yjs has cut and joined what it holds depends on the order of arrival; a clean document's cuts don't. */
function canonicalBytes(doc: Y.Doc): Uint8Array {
  const clean = new Y.Doc();
  Y.applyUpdate(clean, Y.encodeStateAsUpdate(doc));
  const bytes = Y.encodeStateAsUpdate(clean);
  clean.destroy();
  return bytes;
}

export function ledgerState(doc: Y.Doc): string {
  return Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('hex');
}

/** A ledger's content at one moment. */
export type Moment = {
  readonly at: number;
  readonly clocks: ReadonlyMap<number, number>;
  readonly deleted: ReturnType<typeof Y.createDeleteSetFromStructStore>;
};

export function momentOf(doc: Y.Doc, at: number): Moment {
  return {
    at,
    clocks: Y.decodeStateVector(Y.encodeStateVector(doc)),
    deleted: Y.createDeleteSetFromStructStore(doc.store),
  };
}

/** Whether all of `moment` is in `doc`: what was written, and what was deleted. */
export function holdsAll(doc: Y.Doc, { clocks, deleted }: Moment): boolean {
  for (const [client, clock] of clocks) {
    if (Y.getState(doc.store, client) < clock) return false;
  }
  const there = Y.createDeleteSetFromStructStore(doc.store);
  for (const [client, ranges] of deleted.clients) {
    for (const { clock, len } of ranges) {
      const covered = (there.clients.get(client) ?? []).some(
        (range) => range.clock <= clock && clock + len <= range.clock + range.len,
      );
      if (!covered) return false;
    }
  }
  return true;
}
