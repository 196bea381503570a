/**
 * The few things a phone must not lose, each under its name, in a database of their own: keys, the bond, the
 * certificate, what the partner has. A value counts as kept only when it was read back as it was.
 */

import { type Clock, err, ok, type Result, systemClock } from '../kernel/index.js';
import { eraseDatabase, openDatabase, runTransaction } from './database.js';
import { isSameValue } from './same-value.js';
import type { StoreError } from './store-error.js';

const VALUES = 'values';

export type DeviceStore = {
  /**
   * `undefined` where there is nothing under `key`, or nothing that `isT` knows. Where the database cannot be
   * read the promise rejects, with a `StoreError` as `cause`: that must never look like "no keys here yet".
   */
  readonly get: <T>(key: string, isT: (value: unknown) => value is T) => Promise<T | undefined>;
  /**
   * Any value that can be cloned. Ok once it was read back as it was and lies on the disk; on any error what
   * was there before still is.
   */
  readonly put: (key: string, value: unknown) => Promise<Result<void, StoreError>>;
  readonly delete: (key: string) => Promise<Result<void, StoreError>>;
  /** Deletes everything. The store cannot be used afterwards. */
  readonly erase: () => Promise<Result<void, StoreError>>;
  readonly close: () => void;
};

function createValueStore(database: IDBDatabase): void {
  database.createObjectStore(VALUES);
}

class OpenDeviceStore implements DeviceStore {
  readonly #name: string;
  readonly #clock: Clock;
  #database: IDBDatabase | undefined;
  #opening: Promise<Result<IDBDatabase, StoreError>> | undefined;
  #ended = false;

  constructor(name: string, clock: Clock) {
    this.#name = name;
    this.#clock = clock;
  }

  /** The database is opened again where the browser or another tab's upgrade closed it. */
  async connect(): Promise<Result<IDBDatabase, StoreError>> {
    if (this.#ended) return err({ type: 'Closed', detail: 'the device store was closed' });
    if (this.#database) return ok(this.#database);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<Result<IDBDatabase, StoreError>> {
    const opened = await openDatabase(this.#name, createValueStore, this.#clock);
    if (!opened.ok) return opened;
    const database = opened.value;
    const forget = (): void => {
      database.close();
      if (this.#database === database) this.#database = undefined;
    };
    // A close by the browser shows when it is next used; this one has to make way.
    database.onversionchange = forget;
    this.#database = database;
    if (this.#ended) forget();
    return opened;
  }

  async #run<T>(
    mode: 'readonly' | 'strict',
    work: (transaction: IDBTransaction) => () => T,
  ): Promise<Result<T, StoreError>> {
    const first = await this.#runOnce(mode, work);
    if (first.ok || first.error.type !== 'Closed' || this.#ended) return first;
    // Closed without an event: it showed only now.
    this.#database = undefined;
    return this.#runOnce(mode, work);
  }

  async #runOnce<T>(
    mode: 'readonly' | 'strict',
    work: (transaction: IDBTransaction) => () => T,
  ): Promise<Result<T, StoreError>> {
    const connected = await this.connect();
    if (!connected.ok) return connected;
    return runTransaction(connected.value, { stores: [VALUES], mode, clock: this.#clock }, work);
  }

  readonly get = async <T>(
    key: string,
    isT: (value: unknown) => value is T,
  ): Promise<T | undefined> => {
    const read = await this.#run<unknown>('readonly', (transaction) => {
      const request = transaction.objectStore(VALUES).get(key);
      return () => request.result;
    });
    if (!read.ok) throw new Error(`could not read ${key}`, { cause: read.error });
    return isT(read.value) ? read.value : undefined;
  };

  readonly put = async (key: string, value: unknown): Promise<Result<void, StoreError>> => {
    let isDifferent = false;
    const written = await this.#run('strict', (transaction) => {
      const store = transaction.objectStore(VALUES);
      store.put(value, key);
      // Read back inside the writing transaction, so that what came back wrong can be undone.
      const back = store.get(key);
      back.onsuccess = () => {
        isDifferent = !isSameValue(value, back.result);
        if (isDifferent) transaction.abort();
      };
      return () => undefined;
    });
    return isDifferent ? err({ type: 'NotKept', detail: `${key} came back different` }) : written;
  };

  readonly delete = async (key: string): Promise<Result<void, StoreError>> =>
    this.#run('strict', (transaction) => {
      transaction.objectStore(VALUES).delete(key);
      return () => undefined;
    });

  readonly erase = async (): Promise<Result<void, StoreError>> => {
    this.close();
    return eraseDatabase(this.#name, createValueStore, this.#clock);
  };

  readonly close = (): void => {
    this.#ended = true;
    this.#database?.close();
    this.#database = undefined;
  };
}

/** Opens the device's own store called `name`. */
export async function openDeviceStore(
  name: string,
  clock: Clock = systemClock,
): Promise<Result<DeviceStore, StoreError>> {
  const store = new OpenDeviceStore(name, clock);
  const connected = await store.connect();
  return connected.ok ? ok(store) : connected;
}
