/** What others see of a ledger. */
import type * as Y from 'yjs';
import type { Clock, Random, Signal } from '../kernel/index.js';
import type { DeviceKeys, LedgerKeys } from '../vault/index.js';
import type { LedgerDevice } from './access.js';
import type { FoldRules } from './fold.js';
import type { SetAside } from './set-aside.js';

export type Chapter = {
  readonly name: string;
  /** Edit it inside `doc.transact(edit, origin)`; see `TYPING` for what the origin decides. */
  readonly doc: Y.Doc;
  /** Whether this device may write here. An edit of a chapter it may not write throws. */
  readonly mayWrite: boolean;
  /** Seals what is waiting and lets go of the chapter. Each `openChapter` needs one `close`; a second does nothing. */
  readonly close: () => void;
};

export type FoldReport = {
  /** The chapters that were folded, with how many entries each one's new entry replaced. */
  readonly folded: readonly { readonly chapter: string; readonly entries: number }[];
};

export type Ledger = {
  /** The outer document: one array `entries` of byte strings. The only thing to store and to send. */
  readonly doc: Y.Doc;
  readonly openChapter: (name: string) => Chapter;
  /**
   * Names the state of a chapter without opening it: another one after every change, the same for the same entries.
   * Undefined where there is none. What is still being gathered is not counted.
   */
  readonly stampOf: (name: string) => string | undefined;
  /** Seals everything that is being gathered, synchronously. */
  readonly flush: () => void;
  /**
   * Folds the chapters opened since this ledger was created that are idle and have many entries, or
   * entries with deleted words in them. Cheap when there is nothing to do, and never long: call it from time to time.
   */
  readonly foldIdle: () => FoldReport;
  /** The entries that did not open or were refused. They stay in the outer document. */
  readonly setAside: Signal<readonly SetAside[]>;
  /** Seals what is waiting and stops following the outer document, which stays as it is. */
  readonly close: () => void;
};

export type LedgerParts = {
  /** Must collect garbage (Yjs's `gc`, on by default), or deleted words would stay in it. */
  readonly doc: Y.Doc;
  readonly keys: LedgerKeys;
  readonly me: DeviceKeys;
  /** All devices whose entries are taken in, this one among them. */
  readonly devices: readonly LedgerDevice[];
  readonly clock: Clock;
  readonly random: Random;
  /**
   * Names of all chapters that are this side's alone. Tags don't tell names: asked when somebody else deletes
   * from a chapter that was not opened since the start.
   */
  readonly ownChapters?: () => Iterable<string>;
  readonly foldRules?: FoldRules;
};
