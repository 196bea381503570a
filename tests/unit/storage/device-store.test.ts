import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../src/kernel/index.js';
import { type DeviceStore, openDeviceStore } from '../../../src/storage/index.js';
import {
  closeFromOutside,
  createFaultyDisk,
  createTestClock,
  type FaultyDisk,
  freshDisk,
  watchOpenings,
} from './disk.js';

let disk: FaultyDisk;

beforeEach(() => {
  freshDisk();
  disk = createFaultyDisk('values');
});

afterEach(() => {
  disk.repair();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const anything = (value: unknown): value is NonNullable<unknown> => value !== undefined;
const isText = (value: unknown): value is string => typeof value === 'string';

async function openStore(): Promise<DeviceStore> {
  const opened = await openDeviceStore('device', createTestClock());
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

/** The database gives back something else than it was given, as WebKit does with some keys. */
function giveBack(value: unknown): void {
  const get = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    const request = get.call(this, key);
    Object.defineProperty(request, 'result', { get: () => value, set: () => undefined });
    return request;
  });
}

describe('the device store', () => {
  it.each([
    ['text', 'Ana'],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a part of a buffer', new Uint8Array([9, 1, 2, 9]).subarray(1, 3)],
    ['a buffer', new Uint8Array([4, 5]).buffer],
    [
      'a record',
      { version: 1, seed: new Uint8Array(32).fill(7), list: [1, { b: null }], at: new Date(5) },
    ],
    ['null', null],
  ])('[S22] keeps %s', async (_, value) => {
    const store = await openStore();
    expect(await store.put('key', value)).toEqual(ok());
    store.close();
    const again = await openStore();
    expect(await again.get('key', anything)).toEqual(value);
    again.close();
  });

  it('[S22] writes strictly', async () => {
    const store = await openStore();
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.put('key', 1);
    expect(transactions.mock.calls).toEqual([[['values'], 'readwrite', { durability: 'strict' }]]);
    store.close();
  });

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['other bytes', { seed: new Uint8Array([1, 2, 4]) }],
    ['fewer bytes', { seed: new Uint8Array([1, 2]) }],
    ['a field less', {}],
    ['a field more', { seed: new Uint8Array([1, 2, 3]), more: 1 }],
    ['another kind of bytes', { seed: [1, 2, 3] }],
  ])(
    '[S23] a value that comes back as %s is not kept, and the one before still is',
    async (_, back) => {
      const store = await openStore();
      await store.put('key', 'before');
      giveBack(back);
      expect(await store.put('key', { seed: new Uint8Array([1, 2, 3]) })).toMatchObject({
        ok: false,
        error: { type: 'NotKept' },
      });
      vi.restoreAllMocks();
      expect(await store.get('key', isText)).toBe('before');
      store.close();
    },
  );

  it('[S23] nor is one that cannot be cloned', async () => {
    const store = await openStore();
    await store.put('key', 'before');
    expect(await store.put('key', () => 1)).toMatchObject({
      ok: false,
      error: { type: 'NotKept' },
    });
    expect(await store.get('key', isText)).toBe('before');
    store.close();
  });

  it('[S23] nor one the disk has no room for', async () => {
    const store = await openStore();
    await store.put('key', 'before');
    disk.giveUp(1, 'QuotaExceededError');
    expect(await store.put('key', 'after')).toMatchObject({
      ok: false,
      error: { type: 'QuotaExceeded' },
    });
    expect(await store.get('key', isText)).toBe('before');
    store.close();
  });

  it('[S24] nothing, or nothing that is asked for, is undefined', async () => {
    const store = await openStore();
    expect(await store.get('key', isText)).toBeUndefined();
    await store.put('key', 7);
    expect(await store.get('key', isText)).toBeUndefined();
    expect(await store.delete('key')).toEqual(ok());
    expect(await store.get('key', anything)).toBeUndefined();
    store.close();
  });

  it('[S24] a database that cannot be read is not an empty one', async () => {
    const store = await openStore();
    await store.put('key', 'Ana');
    store.close();
    await expect(store.get('key', isText)).rejects.toMatchObject({ cause: { type: 'Closed' } });
  });

  it('[S24] where there is none at all, opening says so', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await openDeviceStore('device', createTestClock())).toMatchObject({
      ok: false,
      error: { type: 'Unavailable' },
    });
  });

  it.each([
    ['with an event', closeFromOutside],
    ['without one', (database: IDBDatabase) => database.close()],
  ])('[S25] closed from outside %s it is opened again', async (_, close) => {
    const openings = watchOpenings();
    const store = await openStore();
    await store.put('key', 'Ana');
    close(openings.last());
    expect(await store.get('key', isText)).toBe('Ana');
    close(openings.last());
    expect(await store.put('key', 'Ben')).toEqual(ok());
    expect(await store.get('key', isText)).toBe('Ben');
    store.close();
    openings.stop();
  });

  it('[S21] erase() leaves nothing, although another tab has it open', async () => {
    const [one, two] = [await openStore(), await openStore()];
    await one.put('key', 'Ana');
    expect(await one.erase()).toEqual(ok());
    expect(await indexedDB.databases()).toEqual([]);
    expect(await two.get('key', isText)).toBeUndefined();
    two.close();
  });
});
