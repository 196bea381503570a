/**
 * Summaries of months as they lie in a database of their own: neither what they hold nor which months they are can
 * be read there. SPEC B10 to B13 of the model.
 */
import {
  bytesToHex,
  bytesToUtf8,
  equalBytes,
  type Month,
  type Random,
  utf8ToBytes,
} from '../kernel/index.js';
import type { DeviceStore } from '../storage/index.js';
import { authenticate, deriveKey, openMessage, type Secret, sealMessage } from '../vault/index.js';

/** Which of the chapters of a month. */
export type ChapterPart = 'own' | 'shared' | 'partners';

export type SealedMonthsParts = {
  /** Undefined where nothing can be kept. */
  readonly store: DeviceStore | undefined;
  /** The device's own root secret. */
  readonly root: Secret;
  readonly random: Random;
};

/** One chapter's summary with the state of the chapter for which it holds. */
export type KeptChapter = { readonly stamp: string; readonly summary: string };
export type KeptMonth = Readonly<Partial<Record<ChapterPart, KeptChapter>>>;

/** How it lies in the device's store. `state` names that of all its chapters together, to those who hold the key. */
type Row = { readonly state: Uint8Array; readonly sealed: Uint8Array };

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  if (!('state' in value && 'sealed' in value)) return false;
  return value.state instanceof Uint8Array && value.sealed instanceof Uint8Array;
}

function isKeptChapter(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (!('stamp' in value && 'summary' in value)) return false;
  return typeof value.stamp === 'string' && typeof value.summary === 'string';
}

function isKeptMonth(value: unknown): value is KeptMonth {
  if (typeof value !== 'object' || value === null) return false;
  return (['own', 'shared', 'partners'] satisfies ChapterPart[]).every((part) =>
    isKeptChapter(Reflect.get(value, part)),
  );
}

function parse(plain: Uint8Array): unknown {
  try {
    return JSON.parse(bytesToUtf8(plain) ?? '');
  } catch {
    return undefined;
  }
}

export class SealedMonths {
  readonly #store: DeviceStore | undefined;
  readonly #sealKey: Secret;
  readonly #nameKey: Secret;
  readonly #random: Random;

  constructor({ store, root, random }: SealedMonthsParts) {
    this.#store = store;
    this.#sealKey = deriveKey(root, 'vesper/1/months/seal');
    this.#nameKey = deriveKey(root, 'vesper/1/months/name');
    this.#random = random;
  }

  #nameOf(month: Month): string {
    return bytesToHex(this.#name(month));
  }

  #name(text: string): Uint8Array {
    return authenticate(this.#nameKey, utf8ToBytes(text));
  }

  async #row(month: Month): Promise<Row | undefined> {
    return this.#store?.get(this.#nameOf(month), isRow).catch(() => undefined);
  }

  /** Whatever can't be read is as good as nothing: it is made anew. */
  async get(month: Month): Promise<KeptMonth> {
    const row = await this.#row(month);
    const opened = row && openMessage(this.#sealKey, utf8ToBytes(month), row.sealed);
    const kept = opened?.ok ? parse(opened.value) : undefined;
    return isKeptMonth(kept) ? kept : {};
  }

  async put(month: Month, stamp: string, kept: KeptMonth): Promise<void> {
    const plain = utf8ToBytes(JSON.stringify(kept));
    const sealed = sealMessage(this.#sealKey, utf8ToBytes(month), plain, this.#random);
    const row: Row = { state: this.#name(stamp), sealed };
    await this.#store?.put(this.#nameOf(month), row);
  }

  /** Whether there is something, and made from another state than this one. */
  async isStale(month: Month, stamp: string | undefined): Promise<boolean> {
    const row = await this.#row(month);
    return row !== undefined && (stamp === undefined || !equalBytes(row.state, this.#name(stamp)));
  }

  async drop(month: Month): Promise<void> {
    await this.#store?.delete(this.#nameOf(month));
  }

  close(): void {
    this.#store?.close();
  }
}
