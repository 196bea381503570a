/** IndexedDB's requests and events as results that always come: nothing here waits longer than its deadline. */

import { type Clock, err, ok, type Result } from '../kernel/index.js';
import { classifyError, type StoreError } from './store-error.js';

const OPEN_DEADLINE_MS = 10_000;
/** Ten years are rewritten in well under a second; a phone that needs longer than this will not answer at all. */
const TRANSACTION_DEADLINE_MS = 20_000;

/** Gives up waiting after `ms`, so that a browser that hangs becomes an error that can be told. */
export function settleWithin<T>(
  clock: Clock,
  ms: number,
  what: string,
  work: Promise<Result<T, StoreError>>,
): Promise<Result<T, StoreError>> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () =>
      resolve(err({ type: 'Blocked', detail: `${what}: no answer after ${ms} ms` })),
    );
    void work.then((result) => {
      cancel();
      resolve(result);
    });
  });
}

function requestDatabase(
  name: string,
  createStores: (database: IDBDatabase) => void,
  isLate: () => boolean,
): Promise<Result<IDBDatabase, StoreError>> {
  return new Promise((resolve) => {
    try {
      // No version: a newer build may have raised it, and these rows are still ours to read.
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => createStores(request.result);
      request.onerror = () => resolve(err(classifyError(request.error, 'Unavailable')));
      request.onsuccess = () => {
        if (isLate()) request.result.close();
        resolve(ok(request.result));
      };
    } catch (error) {
      resolve(err(classifyError(error, 'Unavailable')));
    }
  });
}

/** Opens the database called `name`, creating its stores when it is new. Steps aside for upgrades and deletions. */
export async function openDatabase(
  name: string,
  createStores: (database: IDBDatabase) => void,
  clock: Clock,
): Promise<Result<IDBDatabase, StoreError>> {
  let late = false;
  const request = requestDatabase(name, createStores, () => late);
  const opened = await settleWithin(clock, OPEN_DEADLINE_MS, `opening ${name}`, request);
  if (!opened.ok) late = true;
  return opened;
}

export type TransactionOptions = {
  readonly stores: readonly string[];
  readonly mode: 'readonly' | 'strict';
  readonly clock: Clock;
};

/**
 * Runs `work` in one transaction and answers after its `complete` event, never before. `work` issues its
 * requests and returns how to read the value once they are done. `strict` is a readwrite transaction
 * that completes only when the operating system was told to put the bytes on the disk.
 */
export function runTransaction<T>(
  database: IDBDatabase,
  { stores, mode, clock }: TransactionOptions,
  work: (transaction: IDBTransaction) => () => T,
): Promise<Result<T, StoreError>> {
  const done = new Promise<Result<T, StoreError>>((resolve) => {
    try {
      const transaction =
        mode === 'strict'
          ? database.transaction(stores, 'readwrite', { durability: 'strict' })
          : database.transaction(stores, 'readonly');
      let readValue: (() => T) | undefined;
      transaction.oncomplete = () => {
        if (readValue) resolve(ok(readValue()));
      };
      transaction.onabort = (event) => {
        // Told to the caller here: whoever watches the database listens for the aborts nobody else hears of.
        event.stopPropagation();
        resolve(err(classifyError(transaction.error, 'Aborted')));
      };
      try {
        readValue = work(transaction);
      } catch (error) {
        resolve(err(classifyError(error, 'Aborted')));
        transaction.abort();
      }
    } catch (error) {
      resolve(err(classifyError(error, 'Aborted')));
    }
  });
  return settleWithin(clock, TRANSACTION_DEADLINE_MS, 'a transaction', done);
}

function deleteDatabase(name: string, clock: Clock): Promise<Result<void, StoreError>> {
  const deleted = new Promise<Result<void, StoreError>>((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve(ok());
      request.onerror = () => resolve(err(classifyError(request.error, 'Aborted')));
    } catch (error) {
      resolve(err(classifyError(error, 'Unavailable')));
    }
  });
  return settleWithin(clock, OPEN_DEADLINE_MS, `deleting ${name}`, deleted);
}

/**
 * Deletes a database with all that is in it. It is emptied first, since a sleeping tab can keep it from being
 * deleted: `Blocked` then means that nothing is left but the empty stores.
 */
export async function eraseDatabase(
  name: string,
  createStores: (database: IDBDatabase) => void,
  clock: Clock,
): Promise<Result<void, StoreError>> {
  const opened = await openDatabase(name, createStores, clock);
  if (!opened.ok) return opened;
  const database = opened.value;
  const stores = [...database.objectStoreNames];
  const cleared = await runTransaction(
    database,
    { stores, mode: 'strict', clock },
    (transaction) => {
      for (const store of stores) transaction.objectStore(store).clear();
      return () => undefined;
    },
  );
  database.close();
  const deleted = await deleteDatabase(name, clock);
  return cleared.ok || deleted.ok ? deleted : cleared;
}
