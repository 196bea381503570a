/** What the storage room relies on, or covers, in y-indexeddb. When one of these fails, read the room anew. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IndexeddbPersistence, PREFERRED_TRIM_SIZE } from 'y-indexeddb';
import * as Y from 'yjs';
import {
  addRawRows,
  catchRejections,
  createFaultyDisk,
  damage,
  type FaultyDisk,
  freshDisk,
  LEDGER,
  openRaw,
  readRawRows,
  rowsOf,
  until,
  wordsOf,
  wordsOnDisk,
} from '../../unit/storage/disk.js';

let disk: FaultyDisk;

beforeEach(() => {
  freshDisk();
  disk = createFaultyDisk();
});

afterEach(() => {
  disk.repair();
  vi.restoreAllMocks();
});

function write(doc: Y.Doc, words: string): void {
  doc.getArray('entries').push([new TextEncoder().encode(words)]);
}

it('[S11] never answers, and loads nothing, when one row is damaged', async () => {
  await addRawRows([...rowsOf('soup'), damage(rowsOf('walk')[0]!)]);
  const rejections = catchRejections();
  const persistence = new IndexeddbPersistence(LEDGER, new Y.Doc());
  const synced = vi.fn();
  void persistence.whenSynced.then(synced);
  expect(await rejections.next).toBeInstanceOf(Error);
  rejections.restore();
  expect(persistence.synced).toBe(false);
  expect(synced).not.toHaveBeenCalled();
  await persistence.destroy();
});

it('[S11] begins behind `_dbref` when that is set before the database is open', async () => {
  await addRawRows([null, ...rowsOf('soup', 'walk')]);
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  persistence._dbref = 3;
  await persistence.whenSynced;
  expect(wordsOf(doc)).toEqual(['walk']);
  await persistence.destroy();
});

it('[S6] appends the document as it is at each opening', async () => {
  const doc = new Y.Doc();
  write(doc, 'soup');
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  await until(async () => (await readRawRows()).length === 1);
  expect(await wordsOnDisk()).toEqual(['soup']);
  await persistence.destroy();
});

it('[S18] stores every update but those that have itself as origin', async () => {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  const [soup, walk] = rowsOf('soup', 'walk') as [Uint8Array, Uint8Array];
  Y.applyUpdate(doc, soup, persistence);
  Y.applyUpdate(doc, walk, 'elsewhere');
  await until(async () => (await readRawRows()).length === 2);
  expect(await wordsOnDisk()).toEqual(['walk']);
  await persistence.destroy();
});

it('[S4] listens with `_storeUpdate`, which throws into the edit when the database is closed', async () => {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  persistence.db!.close();
  expect(() => write(doc, 'soup')).toThrow();
  doc.off('update', persistence._storeUpdate);
  expect(() => write(doc, 'walk')).not.toThrow();
  await persistence.destroy();
});

it('[S2] issues its write before the edit returns, so that a barrier begun after it comes after it', async () => {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
  write(doc, 'soup');
  expect(begun).toHaveBeenCalledTimes(1);
  expect(begun.mock.calls[0]?.slice(0, 2)).toEqual([['updates'], 'readwrite']);
  await persistence.destroy();
});

it('[S7] says nothing of a write that is given up, but its abort event reaches the database', async () => {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  await until(async () => (await readRawRows()).length === 1);
  const aborted = new Promise<Event>((resolve) => {
    persistence.db!.addEventListener('abort', resolve);
  });
  disk.giveUp(1, 'QuotaExceededError');
  write(doc, 'soup');
  const event = await aborted;
  expect(event.target).toMatchObject({ error: { name: 'QuotaExceededError' } });
  await persistence.destroy();
});

it('[S16] begins to shorten its rows at 500, after `_storeTimeout`', async () => {
  expect(PREFERRED_TRIM_SIZE).toBe(500);
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(LEDGER, doc);
  await persistence.whenSynced;
  await until(() => persistence._dbsize === 1);
  persistence._storeTimeout = 0;
  for (let row = 2; row < 500; row++) write(doc, '.');
  expect(persistence._storeTimeoutId).toBe(null);
  write(doc, '.');
  await until(async () => (await readRawRows()).length === 1);
  await persistence.destroy();
});

it('[S1] makes the stores this room makes when it comes first', async () => {
  const persistence = new IndexeddbPersistence(LEDGER, new Y.Doc());
  await persistence.whenSynced;
  const [theirs, ours] = [persistence.db!, await openRaw('ours')];
  const shape = (database: IDBDatabase) =>
    [...database.objectStoreNames].map((name) => {
      const { keyPath, autoIncrement } = database.transaction(name).objectStore(name);
      return { name, keyPath, autoIncrement };
    });
  expect(theirs.version).toBe(ours.version);
  expect(shape(theirs)).toEqual(shape(ours));
  ours.close();
  await persistence.destroy();
});
