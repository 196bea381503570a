/**
 * The disks of all phones, and what a phone would find on its own after it was killed at this very moment.
 * The database is fake-indexeddb; here is noted what each of its commits left behind, and which of them the
 * browser had to flush (`durability: 'strict'`): of the others, a power cut may take any that came last.
 */
import { IDBFactory } from 'fake-indexeddb';
import * as Y from 'yjs';
import type { Clock } from '../../../src/kernel/index.js';
import { openRaw } from '../../unit/storage/disk.js';
import type { Chance } from './chance.js';

type Rows = readonly Uint8Array[];

type Disk = {
  /** The last strict commit. */
  flushed: Rows;
  /** Commits since then, oldest first. */
  readonly unflushed: Rows[];
  /** What is certainly there, read with Yjs alone; made when asked for. */
  certain: Y.Doc | undefined;
};

/** `page`: the browser lives on and loses nothing that was committed. `power`: it dies as well. */
export type Death = 'page' | 'power';

export type Disks = {
  /** What is there whatever happens. */
  readonly certainOn: (name: string) => Y.Doc;
  /** What a death at this moment leaves of one disk: that is the next one's from now on. */
  readonly inherit: (from: string, to: string, death: Death, chance: Chance) => void;
  /** Lays out the database that a new page will open. */
  readonly layOut: (name: string) => Promise<void>;
  readonly restore: () => void;
};

type RawRecord = { readonly value: unknown };
type RawDatabase = {
  readonly _rawDatabase: {
    readonly rawObjectStores: Map<string, { records: { values(): Iterable<RawRecord> } }>;
  };
};

/** Past every queue of fake-indexeddb: a transaction that could not be asked in between has just ended. */
function readRowsNow(database: IDBDatabase): Rows {
  const stores = (database as unknown as RawDatabase)._rawDatabase.rawObjectStores;
  const records = stores.get('updates')?.records.values() ?? [];
  return [...records].flatMap(({ value }) => (value instanceof Uint8Array ? [value] : []));
}

export function createDisks(clock: Clock, chance: Chance): Disks {
  const disks = new Map<string, Disk>();
  const { indexedDB } = globalThis;
  globalThis.indexedDB = new IDBFactory();
  const { transaction } = IDBDatabase.prototype;

  const letStart = slowDown(clock, chance);

  const diskOf = (name: string): Disk => {
    const disk = disks.get(name) ?? { flushed: [], unflushed: [], certain: undefined };
    disks.set(name, disk);
    return disk;
  };

  const note = (name: string, rows: Rows, isStrict: boolean): void => {
    const disk = diskOf(name);
    if (!isStrict) {
      disk.unflushed.push(rows);
      return;
    }
    disk.flushed = rows;
    disk.unflushed.length = 0;
    disk.certain = undefined;
  };

  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...asked) {
    const made = transaction.apply(this, asked);
    const isStrict = asked[2]?.durability === 'strict';
    if (asked[1] === 'readwrite') {
      made.addEventListener('complete', () => note(this.name, readRowsNow(this), isStrict));
    }
    return made;
  };

  return {
    certainOn: (name) => {
      const disk = diskOf(name);
      disk.certain ??= readWithYjs(disk.flushed);
      return disk.certain;
    },
    inherit: (from, to, death, chance) => {
      const { flushed, unflushed } = diskOf(from);
      const all = [flushed, ...unflushed];
      diskOf(to).flushed = death === 'page' ? all.at(-1)! : chance.pick(all);
      disks.delete(from);
    },
    layOut: (name) => fillDatabase(name, diskOf(name).flushed),
    restore: () => {
      IDBDatabase.prototype.transaction = transaction;
      letStart();
      globalThis.indexedDB = indexedDB;
    },
  };
}

const LONGEST_WRITE_MS = 50;

type RawTransaction = {
  readonly mode: IDBTransactionMode;
  _started: boolean;
  _start: () => void;
};

/** Writing takes time, and much can happen meanwhile. Returns the way back. */
function slowDown(clock: Clock, chance: Chance): () => void {
  const prototype = IDBTransaction.prototype as unknown as RawTransaction;
  const start = prototype._start;
  prototype._start = function (this: RawTransaction): void {
    const isFirst = !this._started && this.mode === 'readwrite';
    this._started = true;
    if (isFirst) clock.after(chance.below(LONGEST_WRITE_MS), () => start.call(this));
    else start.call(this);
  };
  return () => {
    prototype._start = start;
  };
}

function readWithYjs(rows: Rows): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row);
  });
  return doc;
}

async function fillDatabase(name: string, rows: Rows): Promise<void> {
  const database = await openRaw(name);
  // Until it succeeds: a disk that fails is the app's to deal with, not ours.
  while (!(await addAll(database, rows)));
  database.close();
}

function addAll(database: IDBDatabase, rows: Rows): Promise<boolean> {
  const filling = database.transaction('updates', 'readwrite');
  for (const row of rows) filling.objectStore('updates').add(row);
  return new Promise((resolve) => {
    filling.addEventListener('complete', () => resolve(true));
    filling.addEventListener('abort', () => resolve(false));
  });
}
