/** A phone's disk for tests: fake-indexeddb under the global names y-indexeddb uses, a clock, locks, and ways to fail. */

import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import * as Y from 'yjs';
import type { Clock } from '../../../src/kernel/index.js';
import {
  type LedgerStore,
  type LedgerStoreOptions,
  openLedgerStore,
  type StorePlatform,
} from '../../../src/storage/index.js';
import 'fake-indexeddb/auto';

export const LEDGER = 'ledger';

/** An empty disk. */
export function freshDisk(): void {
  globalThis.indexedDB = new IDBFactory();
}

export type TestClock = Clock & {
  /** Lets every timer that is waiting at this moment run, in order of its time. */
  readonly fireAll: () => void;
  readonly advance: (ms: number) => void;
  /** How long each waiting timer still has. */
  readonly waiting: () => number[];
};

export function createTestClock(): TestClock {
  let now = 1_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  function advance(ms: number): void {
    now += ms;
    for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > now || !timers.delete(timer)) continue;
      timer.run();
    }
  }
  return {
    now: () => now,
    timeZone: () => 'UTC',
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance,
    fireAll: () => advance(Math.max(0, ...[...timers].map(({ at }) => at - now))),
    waiting: () => [...timers].map(({ at }) => at - now),
  };
}

/** Web Locks for the tabs of one test: exclusive, first come first served. */
export function createTestLocks(): LockManager {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  async function request(
    name: string,
    optionsOrWork: LockOptions | LockGrantedCallback<unknown>,
    maybeWork?: LockGrantedCallback<unknown>,
  ): Promise<unknown> {
    const options = typeof optionsOrWork === 'function' ? {} : optionsOrWork;
    const work = typeof optionsOrWork === 'function' ? optionsOrWork : maybeWork!;
    if (options.ifAvailable && held.has(name)) return work(null);
    const turn = queues.get(name) ?? Promise.resolve();
    const run = turn.then(async () => {
      if (options.signal?.aborted) throw new DOMException('gone', 'AbortError');
      held.add(name);
      try {
        return await work({ name, mode: 'exclusive' });
      } finally {
        held.delete(name);
      }
    });
    const settled = run.catch(() => undefined);
    queues.set(name, settled);
    return run;
  }
  return { request, query: async () => ({}) } as LockManager;
}

export const ALONE: StorePlatform = {
  openChannel: () => undefined,
  locks: undefined,
  estimate: async () => undefined,
};

/** Tabs of one browser: they share a channel and locks. */
export function oneBrowser(): StorePlatform {
  return {
    openChannel: (name) => new BroadcastChannel(name),
    locks: createTestLocks(),
    estimate: async () => undefined,
  };
}

export type Phone = {
  readonly doc: Y.Doc;
  readonly store: LedgerStore;
  readonly clock: TestClock;
  readonly write: (words: string) => void;
  readonly words: () => string[];
};

export function openPhone(options: Partial<LedgerStoreOptions> = {}): Phone {
  const doc = new Y.Doc();
  const clock = createTestClock();
  const store = openLedgerStore(doc, { name: LEDGER, clock, platform: ALONE, ...options });
  return {
    doc,
    store,
    clock,
    write: (words) =>
      doc
        .getArray<Uint8Array>('entries')
        .push([Buffer.from(words)].map((bytes) => new Uint8Array(bytes))),
    words: () => wordsOf(doc),
  };
}

export function wordsOf(doc: Y.Doc): string[] {
  return doc
    .getArray<Uint8Array>('entries')
    .toArray()
    .map((bytes) => Buffer.from(bytes).toString());
}

export function openRaw(name = LEDGER): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('updates', { autoIncrement: true });
      request.result.createObjectStore('custom');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function inRaw<T>(
  work: (transaction: IDBTransaction) => IDBRequest<T> | undefined,
  mode: IDBTransactionMode = 'readonly',
  name = LEDGER,
): Promise<T | undefined> {
  const database = await openRaw(name);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(['updates', 'custom'], mode);
    const request = work(transaction);
    transaction.oncomplete = () => {
      database.close();
      resolve(request?.result);
    };
    transaction.onabort = () => reject(transaction.error);
  });
}

/** What lies in the rows, past every promise of the store. */
export async function readRawRows(name = LEDGER): Promise<Uint8Array[]> {
  const read = (transaction: IDBTransaction) => transaction.objectStore('updates').getAll();
  return (await inRaw(read, 'readonly', name)) ?? [];
}

export async function readRawCustom(): Promise<Map<string, unknown>> {
  const keys = await inRaw((transaction) => transaction.objectStore('custom').getAllKeys());
  const values = await inRaw((transaction) => transaction.objectStore('custom').getAll());
  return new Map((keys ?? []).map((key, index) => [String(key), values?.[index]]));
}

export async function addRawRows(rows: readonly unknown[]): Promise<void> {
  await inRaw((transaction) => {
    for (const row of rows) transaction.objectStore('updates').add(row);
    return undefined;
  }, 'readwrite');
}

/** The words a later opening would find: read with Yjs alone. */
export async function wordsOnDisk(): Promise<string[]> {
  const doc = new Y.Doc();
  for (const row of await readRawRows()) Y.applyUpdate(doc, row);
  return wordsOf(doc);
}

/** Waits for the queues of fake-indexeddb, microtasks and channels without looking at a clock. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 5_000; turn++) {
    if (await isTrue()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came to be');
}

type FakeTransaction = {
  readonly mode: IDBTransactionMode;
  readonly objectStoreNames: DOMStringList;
  readonly _requests: readonly unknown[];
  _state: string;
  _start: () => void;
  _abort: (errorName: string) => void;
};

export type FaultyDisk = {
  /** Gives up this many transactions that may write, at their commit, as Chromium does; `after` that many are spared. */
  readonly giveUp: (count: number, errorName?: string, after?: number) => void;
  /** Transactions neither go on nor end, until `answer`. */
  readonly hang: () => void;
  readonly answer: () => void;
  readonly repair: () => void;
};

/** Makes the transactions of fake-indexeddb fail in the ways a browser's do. `repair` in `afterEach`. */
export function createFaultyDisk(storeToFail = 'updates'): FaultyDisk {
  const prototype = IDBTransaction.prototype as unknown as FakeTransaction;
  const start = prototype._start;
  let toGiveUp = 0;
  let toSpare = 0;
  let giveUpWith = 'AbortError';
  let hanging = false;
  let waiting: (() => void)[] = [];
  prototype._start = function (this: FakeTransaction): void {
    if (hanging) {
      waiting.push(() => this._start());
      return;
    }
    const isCommit = this._requests.length === 0 && this._state !== 'finished';
    const isWrite = this.mode === 'readwrite' && [...this.objectStoreNames].includes(storeToFail);
    if (isCommit && isWrite && toSpare > 0) toSpare -= 1;
    else if (isCommit && isWrite && toGiveUp > 0) {
      toGiveUp -= 1;
      this._abort(giveUpWith);
      return;
    }
    start.call(this);
  };
  return {
    giveUp: (count, errorName = 'AbortError', after = 0) => {
      toGiveUp = count;
      toSpare = after;
      giveUpWith = errorName;
    },
    hang: () => {
      hanging = true;
    },
    answer: () => {
      hanging = false;
      for (const go of waiting.splice(0)) go();
    },
    repair: () => {
      prototype._start = start;
      waiting = [];
    },
  };
}

/** The databases opened from now on, so that a test can close one behind the store's back. */
export function watchOpenings(): { readonly last: () => IDBDatabase; readonly stop: () => void } {
  const open = IDBFactory.prototype.open;
  const opened: IDBDatabase[] = [];
  IDBFactory.prototype.open = function (name: string, version?: number): IDBOpenDBRequest {
    const request = version === undefined ? open.call(this, name) : open.call(this, name, version);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  };
  return {
    last: () => opened.at(-1)!,
    stop: () => {
      IDBFactory.prototype.open = open;
    },
  };
}

/** As the browser closes it when the person clears this app's data: with a `close` event. */
export function closeFromOutside(database: IDBDatabase): void {
  // Its type asks for the class instead of an instance.
  Reflect.apply(forceCloseDatabase, undefined, [database]);
}

/** A row that begins like an update and then breaks off. */
export function damage(update: Uint8Array): Uint8Array {
  return update.slice(0, Math.floor(update.length / 2));
}

/** The updates of one author who wrote these words one after the other. */
export function rowsOf(...words: string[]): Uint8Array[] {
  return words.map((word) => {
    const doc = new Y.Doc();
    doc.getArray('entries').push([new TextEncoder().encode(word)]);
    return Y.encodeStateAsUpdate(doc);
  });
}

export type Rejections = { readonly next: Promise<unknown>; readonly restore: () => void };

/** y-indexeddb handles none of its rejections: catches them in place of the test runner, until `restore`. */
export function catchRejections(): Rejections {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const next = new Promise<unknown>((resolve) => process.on('unhandledRejection', resolve));
  return {
    next,
    restore: () => {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    },
  };
}
