/** Which chapter a tag stands for: tags don't tell names, so the names that were asked for are remembered. */
import type { LedgerKeys } from '../vault/index.js';
import { type ChapterTag, tagChapter } from './entry-format.js';

export class ChapterNames {
  readonly #keys: LedgerKeys;
  readonly #ownChapters: () => Iterable<string>;
  /** For those who ask again and again about chapters that nobody opens. */
  readonly #tags = new Map<string, ChapterTag>();
  /** Of the chapters opened so far. */
  readonly #opened = new Map<ChapterTag, string>();

  constructor(keys: LedgerKeys, ownChapters: () => Iterable<string>) {
    this.#keys = keys;
    this.#ownChapters = ownChapters;
  }

  tagOf(name: string): ChapterTag {
    const known = this.#tags.get(name);
    if (known !== undefined) return known;
    const tag = tagChapter(this.#keys, name);
    this.#tags.set(name, tag);
    return tag;
  }

  noteOpened(name: string, tag: ChapterTag): void {
    this.#opened.set(tag, name);
  }

  /** Undefined for a chapter that was not opened. */
  openedAs(tag: ChapterTag): string | undefined {
    return this.#opened.get(tag);
  }

  /** The same, or one of this side's own chapters, opened or not. */
  nameOf(tag: ChapterTag): string | undefined {
    const known = this.#opened.get(tag);
    if (known !== undefined) return known;
    return [...this.#ownChapters()].find((name) => tagChapter(this.#keys, name) === tag);
  }
}
