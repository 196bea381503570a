/**
 * The rows of one ledger as y-indexeddb lays them down: `updates` holds Yjs updates under rising keys,
 * `custom` is the store it leaves to the app. Here rows are read, checked one by one, set aside and rewritten.
 */

import { type Clock, ok, type Result } from '../kernel/index.js';
import { runTransaction } from './database.js';
import type { StoreError } from './store-error.js';

const UPDATES = 'updates';
const CUSTOM = 'custom';
/** Both stores: a transaction over them comes after every write of y-indexeddb that was begun before it. */
const LEDGER_STORES = [UPDATES, CUSTOM] as const;

const SET_ASIDE = 'set-aside/';
const LAST_BARRIER = 'last-barrier';

export type CheckRow = (row: Uint8Array) => boolean;
export type LedgerRow = { readonly key: number; readonly update: Uint8Array };
export type SortedRows = {
  readonly intact: readonly LedgerRow[];
  readonly damaged: readonly RawRow[];
  /** Keys whose values the browser cannot give back at all. They can only be left where they are. */
  readonly unreadable: readonly number[];
};
type RawRow = { readonly key: number; readonly value: unknown };

/** The same stores y-indexeddb would create; whoever opens the database first creates them. */
export function createLedgerStores(database: IDBDatabase): void {
  database.createObjectStore(UPDATES, { autoIncrement: true });
  database.createObjectStore(CUSTOM);
}

export function sortRows(
  rows: readonly RawRow[],
  checkRow: CheckRow,
): Omit<SortedRows, 'unreadable'> {
  const intact: LedgerRow[] = [];
  const damaged: RawRow[] = [];
  for (const { key, value } of rows) {
    if (value instanceof Uint8Array && checkRow(value)) intact.push({ key, update: value });
    else damaged.push({ key, value });
  }
  return { intact, damaged };
}

function pairRows(keys: readonly IDBValidKey[], values: readonly unknown[]): RawRow[] {
  return keys.map((key, index) => ({ key: Number(key), value: values[index] }));
}

/** Reads all rows in two requests. Fails as a whole where a single value cannot be given back. */
function readAtOnce(database: IDBDatabase, clock: Clock): Promise<Result<RawRow[], StoreError>> {
  return runTransaction(database, { stores: [UPDATES], mode: 'readonly', clock }, (transaction) => {
    const store = transaction.objectStore(UPDATES);
    const keys = store.getAllKeys();
    const values = store.getAll();
    return () => pairRows(keys.result, values.result);
  });
}

/** The slow way, for when reading at once failed: one request a row, and those that fail are told apart. */
function readOneByOne(
  database: IDBDatabase,
  clock: Clock,
): Promise<Result<{ rows: RawRow[]; unreadable: number[] }, StoreError>> {
  return runTransaction(database, { stores: [UPDATES], mode: 'readonly', clock }, (transaction) => {
    const store = transaction.objectStore(UPDATES);
    const rows: RawRow[] = [];
    const unreadable: number[] = [];
    const keys = store.getAllKeys();
    keys.onsuccess = () => {
      for (const validKey of keys.result) {
        const key = Number(validKey);
        const request = store.get(validKey);
        request.onsuccess = () => rows.push({ key, value: request.result });
        request.onerror = (event) => {
          // Handled: the transaction goes on with the other rows.
          event.preventDefault();
          unreadable.push(key);
        };
      }
    };
    return () => ({ rows, unreadable });
  });
}

/** Reads every row and tells the intact from the damaged. */
export async function readRows(
  database: IDBDatabase,
  checkRow: CheckRow,
  clock: Clock,
): Promise<Result<SortedRows, StoreError>> {
  const atOnce = await readAtOnce(database, clock);
  if (atOnce.ok) return ok({ ...sortRows(atOnce.value, checkRow), unreadable: [] });
  const oneByOne = await readOneByOne(database, clock);
  if (!oneByOne.ok) return oneByOne;
  const { rows, unreadable } = oneByOne.value;
  return ok({ ...sortRows(rows, checkRow), unreadable });
}

function moveRow(transaction: IDBTransaction, { key, value }: RawRow): void {
  transaction.objectStore(CUSTOM).put(value, `${SET_ASIDE}${key}`);
  transaction.objectStore(UPDATES).delete(key);
}

/** Moves damaged rows out of the way, in one transaction, so that a row is always in exactly one place. */
export function setRowsAside(
  database: IDBDatabase,
  rows: readonly RawRow[],
  clock: Clock,
): Promise<Result<void, StoreError>> {
  return runTransaction(
    database,
    { stores: LEDGER_STORES, mode: 'strict', clock },
    (transaction) => {
      for (const row of rows) moveRow(transaction, row);
      return () => undefined;
    },
  );
}

/** How many rows this store keeps set aside, of this opening and of earlier ones. */
export function countRowsSetAside(
  database: IDBDatabase,
  clock: Clock,
): Promise<Result<number, StoreError>> {
  return runTransaction(database, { stores: [CUSTOM], mode: 'readonly', clock }, (transaction) => {
    const range = IDBKeyRange.bound(SET_ASIDE, `${SET_ASIDE}\uffff`);
    const count = transaction.objectStore(CUSTOM).count(range);
    return () => count.result;
  });
}

/**
 * Completes only after every write that was begun on this database before it, and after those bytes were
 * handed to the disk. It writes something itself, since a browser may skip the flush of an empty transaction.
 */
export function writeBarrier(
  database: IDBDatabase,
  clock: Clock,
): Promise<Result<void, StoreError>> {
  return runTransaction(
    database,
    { stores: LEDGER_STORES, mode: 'strict', clock },
    (transaction) => {
      transaction.objectStore(CUSTOM).put(clock.now(), LAST_BARRIER);
      return () => undefined;
    },
  );
}

/** The key ranges below `end` that spare every key in `spared`. */
export function rangesAround(spared: readonly number[], end: number): [number, number][] {
  const ranges: [number, number][] = [];
  let start = 0;
  for (const key of [...spared.filter((key) => key < end).sort((a, b) => a - b), end]) {
    if (key > start) ranges.push([start, key]);
    start = key + 1;
  }
  return ranges;
}

export type RewritePlan = {
  /** Rows up to this key are in the document already. */
  readonly loadedUpTo: number;
  /** Keys that must stay, since nobody could read them. */
  readonly spared: readonly number[];
  readonly checkRow: CheckRow;
  /** Takes rows that another tab wrote meanwhile into the document; answers those it could not take. */
  readonly takeIn: (rows: readonly LedgerRow[]) => readonly LedgerRow[];
  /** The document's full state, asked for after `takeIn`. */
  readonly encodeState: () => Uint8Array;
};

/**
 * Replaces all rows by a single one with the full state, in one strict transaction: whatever was deleted
 * from the ledger is gone from the rows, and a crash leaves either all the old rows or the new one.
 * Answers the key of the new row.
 */
export function rewriteRows(
  database: IDBDatabase,
  plan: RewritePlan,
  clock: Clock,
): Promise<Result<number, StoreError>> {
  return runTransaction(
    database,
    { stores: LEDGER_STORES, mode: 'strict', clock },
    (transaction) => {
      const store = transaction.objectStore(UPDATES);
      const range = IDBKeyRange.lowerBound(plan.loadedUpTo, true);
      const keys = store.getAllKeys(range);
      const values = store.getAll(range);
      let newKey = plan.loadedUpTo;
      values.onsuccess = () => {
        const { intact, damaged } = sortRows(pairRows(keys.result, values.result), plan.checkRow);
        for (const row of damaged) moveRow(transaction, row);
        for (const { key, update } of plan.takeIn(intact))
          moveRow(transaction, { key, value: update });
        const added = store.add(plan.encodeState());
        added.onsuccess = () => {
          newKey = Number(added.result);
          for (const [start, end] of rangesAround(plan.spared, newKey)) {
            store.delete(IDBKeyRange.bound(start, end, false, true));
          }
        };
      };
      return () => newKey;
    },
  );
}
