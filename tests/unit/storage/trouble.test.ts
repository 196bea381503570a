import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../src/kernel/index.js';
import type { StoreStatus } from '../../../src/storage/index.js';
import {
  ALONE,
  addRawRows,
  catchRejections,
  closeFromOutside,
  createFaultyDisk,
  type FaultyDisk,
  freshDisk,
  LEDGER,
  openPhone,
  type Phone,
  readRawRows,
  rowsOf,
  until,
  watchOpenings,
  wordsOnDisk,
} from './disk.js';

let disk: FaultyDisk;
let openings: ReturnType<typeof watchOpenings>;

beforeEach(() => {
  freshDisk();
  disk = createFaultyDisk();
  openings = watchOpenings();
});

afterEach(() => {
  disk.repair();
  openings.stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function openReady(): Promise<Phone> {
  const ana = openPhone();
  await ana.store.loaded;
  ana.write('soup');
  await ana.store.saved();
  return ana;
}

function recordStates(ana: Phone): StoreStatus['state'][] {
  const states: StoreStatus['state'][] = [];
  ana.store.status.subscribe(() => states.push(ana.store.status.get().state));
  return states;
}

const isReady = (ana: Phone) => () => ana.store.status.get().state === 'ready';

describe('a database closed from outside', () => {
  it('[S6] is opened again at once, and what was written meanwhile is stored', async () => {
    const ana = await openReady();
    const states = recordStates(ana);
    closeFromOutside(openings.last());
    await until(() => ana.store.status.get().state === 'trouble');
    expect(ana.store.status.get().error?.type).toBe('Closed');
    ana.write('walk');
    await until(isReady(ana));
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    expect(states).toEqual(['trouble', 'ready']);
    await ana.store.close();
  });

  it('[S4] an edit does not throw where it was closed without an event, and is stored', async () => {
    const ana = await openReady();
    openings.last().close();
    ana.write('walk');
    expect(ana.store.status.get()).toMatchObject({ state: 'trouble', error: { type: 'Closed' } });
    await until(isReady(ana));
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S6] saved() opens it again when nothing else has noticed', async () => {
    const ana = await openReady();
    openings.last().close();
    expect(await ana.store.saved()).toEqual(ok());
    ana.write('walk');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S6] the full state is appended where the rows were deleted with it', async () => {
    const ana = await openReady();
    closeFromOutside(openings.last());
    freshDisk();
    await until(isReady(ana));
    expect(await wordsOnDisk()).toEqual(['soup']);
    await ana.store.close();
  });

  it('[S6] it steps aside for an upgrade and comes back after it', async () => {
    const ana = await openReady();
    const upgraded = new Promise<void>((resolve) => {
      const request = indexedDB.open(LEDGER, 2);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await upgraded;
    ana.write('walk');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S6] the rows that reopening again and again leaves are rewritten', async () => {
    const ana = await openReady();
    for (let time = 0; time < 5; time++) {
      closeFromOutside(openings.last());
      await until(() => ana.store.status.get().state === 'trouble');
      await until(isReady(ana));
    }
    await until(async () => (await readRawRows()).length === 1);
    expect(await wordsOnDisk()).toEqual(['soup']);
    await ana.store.close();
  });
});

describe('writes that are given up', () => {
  it('[S7] are noticed, told, and mended with the full state', async () => {
    const ana = await openReady();
    disk.giveUp(1);
    ana.write('walk');
    await until(() => ana.store.status.get().state === 'trouble');
    expect(ana.store.status.get().error?.type).toBe('Aborted');
    expect(await wordsOnDisk()).toEqual(['soup']);
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    expect(ana.store.status.get().state).toBe('ready');
    const rows = await readRawRows();
    ana.write('song');
    expect(await ana.store.saved()).toEqual(ok());
    expect((await readRawRows()).slice(0, rows.length)).toEqual(rows);
    await ana.store.close();
  });

  it('[S7] are mended by a saved() that was under way', async () => {
    const ana = await openReady();
    disk.giveUp(1);
    ana.write('walk');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S5] are mended by themselves', async () => {
    const ana = await openReady();
    disk.giveUp(1);
    ana.write('walk');
    await until(() => ana.store.status.get().state === 'trouble');
    expect(ana.clock.waiting()).toContain(1_000);
    ana.clock.advance(1_000);
    await until(isReady(ana));
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    expect(ana.clock.waiting()).toEqual([]);
    await ana.store.close();
  });

  it('[S7] a full disk is told as such, work goes on in memory, and is stored when there is room', async () => {
    const ana = await openReady();
    disk.giveUp(Number.POSITIVE_INFINITY, 'QuotaExceededError');
    ana.write('walk');
    expect(await ana.store.saved()).toMatchObject({ ok: false, error: { type: 'QuotaExceeded' } });
    expect(ana.store.status.get()).toMatchObject({
      state: 'trouble',
      error: { type: 'QuotaExceeded' },
    });
    ana.write('song');
    expect(ana.words()).toEqual(['soup', 'walk', 'song']);
    await until(() => ana.clock.waiting().length === 1);
    disk.giveUp(0);
    ana.clock.fireAll();
    await until(isReady(ana));
    expect(ana.store.status.get()).toEqual({ state: 'ready', rowsSetAside: 0, nearlyFull: false });
    expect(await wordsOnDisk()).toEqual(['soup', 'walk', 'song']);
    await ana.store.close();
  });

  it('[S5] the waits between tries double up to a minute', async () => {
    const ana = await openReady();
    disk.giveUp(Number.POSITIVE_INFINITY, 'QuotaExceededError');
    ana.write('walk');
    const waits: number[] = [];
    const TRANSACTION_DEADLINE_MS = 20_000;
    const retries = () => ana.clock.waiting().filter((ms) => ms !== TRANSACTION_DEADLINE_MS);
    for (let time = 0; time < 8; time++) {
      await until(() => retries().length === 1 && ana.clock.waiting().length === 1);
      waits.push(...retries());
      ana.clock.fireAll();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    await ana.store.close();
    await until(() => ana.clock.waiting().length === 0);
  });

  it('[S8] what can be read is loaded although nothing can be written', async () => {
    await addRawRows(rowsOf('soup'));
    disk.giveUp(Number.POSITIVE_INFINITY, 'QuotaExceededError');
    const ana = openPhone();
    await ana.store.loaded;
    expect(ana.words()).toEqual(['soup']);
    expect(await ana.store.saved()).toMatchObject({ ok: false });
    disk.giveUp(0);
    expect(await ana.store.saved()).toEqual(ok());
    await ana.store.close();
  });
});

describe("y-indexeddb's own reading", () => {
  it('[S8] where it fails that is told at once, and what was read before is loaded', async () => {
    await addRawRows(rowsOf('soup'));
    const rejections = catchRejections();
    const getAll = IDBObjectStore.prototype.getAll;
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      range,
    ) {
      const request = getAll.call(this, range);
      if (!(range instanceof IDBKeyRange)) return request;
      const operations: { operation: () => unknown }[] = Reflect.get(this.transaction, '_requests');
      operations.at(-1)!.operation = () => {
        throw new DOMException('the disk is failing', 'UnknownError');
      };
      return request;
    });
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ rows: 1, error: { type: 'Aborted' } });
    expect(ana.words()).toEqual(['soup']);
    await rejections.next;
    vi.restoreAllMocks();
    ana.write('walk');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
    rejections.restore();
  });
});

describe('a database that does not answer', () => {
  it('[S3] loaded settles with Blocked, and storing begins when it answers', async () => {
    disk.hang();
    const ana = openPhone();
    ana.write('early');
    await until(() => ana.clock.waiting().length > 0);
    ana.clock.fireAll();
    await until(() => ana.clock.waiting().length > 0);
    ana.clock.fireAll();
    expect(await ana.store.loaded).toMatchObject({ rows: 0, error: { type: 'Blocked' } });
    expect(ana.store.status.get()).toMatchObject({ state: 'trouble', error: { type: 'Blocked' } });
    disk.answer();
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['early']);
    await ana.store.close();
    // What opened too late was let go of: it would be in the way of this for ever.
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(LEDGER).onsuccess = resolve;
    });
  });

  it('[S3] saved() settles with Blocked, and a new connection is tried', async () => {
    const ana = await openReady();
    disk.hang();
    ana.write('walk');
    let result: unknown;
    void ana.store.saved().then((settled) => {
      result = settled;
    });
    while (result === undefined) {
      await until(() => ana.clock.waiting().length > 0 || result !== undefined);
      ana.clock.fireAll();
    }
    expect(result).toMatchObject({ ok: false, error: { type: 'Blocked' } });
    disk.answer();
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S3] compact() settles with Blocked', async () => {
    const ana = await openReady();
    disk.hang();
    const compacted = ana.store.compact();
    await until(() => ana.clock.waiting().length > 1);
    ana.clock.fireAll();
    expect(await compacted).toMatchObject({ ok: false, error: { type: 'Blocked' } });
    disk.answer();
    await ana.store.close();
  });
});

describe('no database at all', () => {
  it.each([
    ['is missing', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'throws',
      () =>
        vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
          throw new DOMException('not in this window', 'SecurityError');
        }),
    ],
  ])('[S9] where it %s the document works in memory, and it is said', async (_, breakIt) => {
    breakIt();
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ rows: 0, error: { type: 'Unavailable' } });
    ana.write('soup');
    expect(ana.words()).toEqual(['soup']);
    expect(await ana.store.saved()).toMatchObject({ ok: false, error: { type: 'Unavailable' } });
    expect(await ana.store.compact()).toMatchObject({ ok: false });
    expect(ana.store.status.get().state).toBe('trouble');
    await ana.store.close();
  });

  it('[S9] a database of another kind under the same name is left alone', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(LEDGER, 7);
      request.onupgradeneeded = () => request.result.createObjectStore('photos');
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ error: { type: 'Unavailable' } });
    await ana.store.close();
  });
});

describe('room running out', () => {
  const MIB = 1024 * 1024;

  it.each([
    { usage: 1 * MIB, quota: 1000 * MIB, nearlyFull: false },
    { usage: 979 * MIB, quota: 1000 * MIB, nearlyFull: true },
    { usage: 91 * MIB, quota: 10_000 * MIB, nearlyFull: false },
    { usage: 9_100 * MIB, quota: 10_000 * MIB, nearlyFull: true },
    { usage: 0, quota: 19 * MIB, nearlyFull: true },
    { usage: 0, quota: 0, nearlyFull: false },
    { nearlyFull: false },
  ])('[S10] is said before a write fails: %o', async ({ nearlyFull, ...estimate }) => {
    const ana = openPhone({ platform: { ...ALONE, estimate: async () => estimate } });
    await ana.store.loaded;
    await until(() => ana.store.status.get().nearlyFull === nearlyFull);
    await ana.store.close();
  });

  it('[S10] is looked at again after a save, ten minutes later at the earliest', async () => {
    const estimate = vi.fn(async () => ({ usage: 0, quota: 1000 * MIB }));
    const ana = openPhone({ platform: { ...ALONE, estimate } });
    await ana.store.loaded;
    await ana.store.saved();
    expect(estimate).toHaveBeenCalledTimes(1);
    ana.clock.advance(600_000);
    estimate.mockResolvedValue({ usage: 999 * MIB, quota: 1000 * MIB });
    await ana.store.saved();
    await until(() => ana.store.status.get().nearlyFull);
    expect(estimate).toHaveBeenCalledTimes(2);
    await ana.store.close();
  });
});
