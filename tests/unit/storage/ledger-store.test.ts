import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ok } from '../../../src/kernel/index.js';
import {
  addRawRows,
  createFaultyDisk,
  damage,
  type FaultyDisk,
  freshDisk,
  inRaw,
  openPhone,
  readRawCustom,
  readRawRows,
  rowsOf,
  until,
  wordsOnDisk,
} from './disk.js';

let disk: FaultyDisk;

beforeEach(() => {
  freshDisk();
  disk = createFaultyDisk();
});

afterEach(() => {
  disk.repair();
  vi.restoreAllMocks();
});

describe('saving', () => {
  it('[S1] what is in the document when saved() is called is on the disk when it is ok', async () => {
    const ana = openPhone();
    expect(await ana.store.loaded).toEqual({ rows: 0, rowsSetAside: 0, compacting: false });
    for (const words of ['soup', 'walk', 'song']) {
      ana.write(words);
      expect(await ana.store.saved()).toEqual(ok());
      expect((await wordsOnDisk()).at(-1)).toBe(words);
    }
    await ana.store.close();
    const again = openPhone();
    await again.store.loaded;
    expect(again.words()).toEqual(['soup', 'walk', 'song']);
    await again.store.close();
  });

  it('[S1] also what was written before the database was open', async () => {
    const ana = openPhone();
    ana.write('early');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['early']);
    await ana.store.close();
  });

  it('[S1] also what was written while the rows were being read', async () => {
    await addRawRows(rowsOf('old'));
    const ana = openPhone();
    const opening = until(() => {
      ana.write('.');
      return ana.words().includes('old');
    });
    await opening;
    const written = ana.words();
    expect(await ana.store.saved()).toEqual(ok());
    expect((await wordsOnDisk()).sort()).toEqual([...written].sort());
    await ana.store.close();
  });

  it('[S1] also what somebody who observes the document answered to the rows', async () => {
    await addRawRows(rowsOf('soup'));
    const ana = openPhone();
    let answered = false;
    ana.doc.getArray('entries').observe(() => {
      if (answered) return;
      answered = true;
      queueMicrotask(() => ana.write('later'));
      ana.doc.once('afterTransaction', () => ana.write('answer'));
    });
    await ana.store.loaded;
    expect(await ana.store.saved()).toEqual(ok());
    expect((await wordsOnDisk()).sort()).toEqual(['answer', 'later', 'soup']);
    await ana.store.close();
  });

  it('[S14] reading the rows does not make Yjs encode them once more', async () => {
    await addRawRows(rowsOf('soup'));
    const ana = openPhone();
    const listened: boolean[] = [];
    ana.doc.on('afterTransaction', ({ changed }: Y.Transaction) => {
      // Yjs encodes a transaction when there is somebody to hear of it.
      const listeners: Map<string, unknown> = Reflect.get(ana.doc, '_observers');
      if (changed.size > 0) listened.push(listeners.has('update'));
    });
    await ana.store.loaded;
    ana.write('walk');
    expect(listened).toEqual([false, true]);
    await ana.store.close();
  });

  it('[S2] the barrier is strict, covers the rows and writes something', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
    expect(await ana.store.saved()).toEqual(ok());
    expect(transactions.mock.calls).toEqual([
      [['updates', 'custom'], 'readwrite', { durability: 'strict' }],
    ]);
    expect(puts).toHaveBeenCalledTimes(1);
    await ana.store.close();
  });

  it('[S2] it is not ok before its transaction has completed', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    disk.hang();
    let settled = false;
    const saved = ana.store.saved().then((result) => {
      settled = true;
      return result;
    });
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    disk.answer();
    expect(await saved).toEqual(ok());
    await ana.store.close();
  });

  it('[S1] nothing more is stored, and it is said, after close()', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    await ana.store.close();
    ana.write('late');
    expect(await ana.store.saved()).toMatchObject({ ok: false, error: { type: 'Closed' } });
    expect(await wordsOnDisk()).toEqual([]);
    expect(ana.clock.waiting()).toEqual([]);
  });
});

describe('a document that is destroyed', () => {
  it('[S1] ends its store', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    ana.doc.destroy();
    expect(await ana.store.saved()).toMatchObject({ ok: false, error: { type: 'Closed' } });
  });
});

describe('damaged rows', () => {
  const [soup, walk, song] = rowsOf('soup', 'walk', 'song') as [Uint8Array, Uint8Array, Uint8Array];

  it('[S11] a damaged row does not keep the others from being loaded', async () => {
    await addRawRows([soup, damage(walk), song]);
    const ana = openPhone();
    expect(await ana.store.loaded).toEqual({ rows: 2, rowsSetAside: 1, compacting: false });
    expect(ana.words().sort()).toEqual(['song', 'soup']);
    await ana.store.close();
  });

  it.each([null, 'words', 7, new ArrayBuffer(8), { length: 3 }])(
    '[S11] nor does a row that is no byte string: %o',
    async (value) => {
      await addRawRows([value, soup]);
      const ana = openPhone();
      expect(await ana.store.loaded).toMatchObject({ rows: 1, rowsSetAside: 1 });
      expect(ana.words()).toEqual(['soup']);
      await ana.store.close();
    },
  );

  it('[S11] rows are checked as the ledger wants them checked', async () => {
    await addRawRows([soup, walk]);
    const ana = openPhone({ checkRow: (row) => !Buffer.from(row).includes('walk') });
    expect(await ana.store.loaded).toMatchObject({ rows: 1, rowsSetAside: 1 });
    expect(ana.words()).toEqual(['soup']);
    await ana.store.close();
  });

  it('[S11] an update of another shape than a ledger is no row', async () => {
    const other = new Y.Doc();
    other.getMap('settings').set('theme', 'dark');
    await addRawRows([Y.encodeStateAsUpdate(other), soup]);
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ rows: 1, rowsSetAside: 1 });
    expect(ana.doc.share.has('settings')).toBe(false);
    await ana.store.close();
  });

  it('[S11] a row that passes the check but that Yjs throws on is set aside too', async () => {
    await addRawRows([damage(walk), soup]);
    const ana = openPhone({ checkRow: () => true });
    expect(await ana.store.loaded).toMatchObject({ rowsSetAside: 1 });
    expect(ana.words()).toEqual(['soup']);
    expect((await readRawCustom()).get('set-aside/1')).toEqual(damage(walk));
    await ana.store.close();
  });

  it('[S12] it is kept as it was, counted ever after, and outlives a rewrite', async () => {
    await addRawRows([soup, damage(walk), song]);
    const first = openPhone();
    await first.store.loaded;
    expect(first.store.status.get()).toEqual({
      state: 'ready',
      rowsSetAside: 1,
      nearlyFull: false,
    });
    expect(await first.store.compact()).toEqual(ok());
    await first.store.close();
    expect((await readRawCustom()).get('set-aside/2')).toEqual(damage(walk));
    const second = openPhone();
    expect(await second.store.loaded).toMatchObject({ rowsSetAside: 0 });
    expect(second.store.status.get().rowsSetAside).toBe(1);
    expect(second.words().sort()).toEqual(['song', 'soup']);
    await second.store.close();
  });

  it('[S13] where it cannot be moved it stays, and a rewrite spares it', async () => {
    await addRawRows([soup, damage(walk), song]);
    disk.giveUp(1, 'QuotaExceededError');
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ rows: 2, rowsSetAside: 1 });
    expect(await ana.store.compact()).toEqual(ok());
    expect(ana.store.status.get().rowsSetAside).toBe(1);
    await ana.store.close();
    const rows = await readRawRows();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(damage(walk));
  });

  it('[S13] also where it passed the check and Yjs threw on it', async () => {
    await addRawRows([soup, damage(walk)]);
    // y-indexeddb's own first write is the one that goes through.
    disk.giveUp(1, 'QuotaExceededError', 1);
    const ana = openPhone({ checkRow: () => true });
    expect(await ana.store.loaded).toMatchObject({ rowsSetAside: 1 });
    expect((await readRawCustom()).size).toBe(0);
    expect(await ana.store.compact()).toEqual(ok());
    expect(await readRawRows()).toContainEqual(damage(walk));
    await ana.store.close();
  });

  it('[S13] a row that cannot even be read stays, and the others are loaded', async () => {
    await addRawRows([soup, walk, song]);
    const get = IDBObjectStore.prototype.get;
    const getAll = IDBObjectStore.prototype.getAll;
    const unreadable = (request: IDBRequest): IDBRequest => {
      const operations: { operation: () => unknown }[] = Reflect.get(
        request.transaction!,
        '_requests',
      );
      operations.at(-1)!.operation = () => {
        throw new DOMException('the value is gone', 'DataError');
      };
      return request;
    };
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
      this: IDBObjectStore,
      key,
    ) {
      return key === 2 ? unreadable(get.call(this, key)) : get.call(this, key);
    });
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      range,
    ) {
      const all = getAll.call(this, range);
      return range instanceof IDBKeyRange && !range.includes(2) ? all : unreadable(all);
    });
    const ana = openPhone();
    expect(await ana.store.loaded).toMatchObject({ rows: 2, rowsSetAside: 1 });
    expect(ana.words().sort()).toEqual(['song', 'soup']);
    ana.write('more');
    expect(await ana.store.compact()).toEqual(ok());
    await ana.store.close();
    vi.restoreAllMocks();
    expect(await readRawRows()).toContainEqual(walk);
    expect((await wordsOnDisk()).sort()).toEqual(['more', 'song', 'soup', 'walk']);
  });
});

describe('many rows', () => {
  it('[S14] six hundred openings without an edit leave no more than a hundred rows', async () => {
    await addRawRows(rowsOf('soup'));
    let compactions = 0;
    for (let opening = 0; opening < 600; opening++) {
      const ana = openPhone();
      const { compacting } = await ana.store.loaded;
      if (compacting) {
        compactions += 1;
        await until(async () => (await readRawRows()).length === 1);
      }
      await ana.store.close();
    }
    expect(compactions).toBeGreaterThan(0);
    expect((await readRawRows()).length).toBeLessThanOrEqual(101);
    expect(await wordsOnDisk()).toEqual(['soup']);
  });

  it('[S15] after compact() there is one row, and what was deleted is in none', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    ana.write('unsaid, and it stays so');
    ana.write('soup');
    await ana.store.saved();
    ana.doc.getArray('entries').delete(0);
    await ana.store.saved();
    const contains = async (): Promise<boolean> =>
      (await readRawRows()).some((row) => Buffer.from(row).includes('unsaid'));
    expect(await contains()).toBe(true);
    expect(await ana.store.compact()).toEqual(ok());
    expect(await contains()).toBe(false);
    expect(await readRawRows()).toHaveLength(1);
    ana.write('walk');
    expect(await ana.store.saved()).toEqual(ok());
    expect(await ana.store.compact()).toEqual(ok());
    expect(await readRawRows()).toHaveLength(1);
    expect(await wordsOnDisk()).toEqual(['soup', 'walk']);
    await ana.store.close();
  });

  it('[S15] a rewrite that is given up leaves all the old rows', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    ana.write('soup');
    await ana.store.saved();
    const before = await readRawRows();
    disk.giveUp(1, 'QuotaExceededError');
    expect(await ana.store.compact()).toMatchObject({
      ok: false,
      error: { type: 'QuotaExceeded' },
    });
    expect(await readRawRows()).toEqual(before);
    expect(ana.store.status.get().state).toBe('ready');
    await ana.store.close();
  });

  it('[S15] a rewrite does not read again what is in the document', async () => {
    await addRawRows(rowsOf('soup', 'walk'));
    const checkRow = vi.fn(() => true);
    const ana = openPhone({ checkRow });
    await ana.store.loaded;
    await ana.store.compact();
    const before = checkRow.mock.calls.length;
    await ana.store.compact();
    expect(checkRow.mock.calls.length).toBe(before);
    await ana.store.close();
  });

  it('[S15] a rewrite is strict', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await ana.store.compact();
    expect(transactions.mock.calls).toEqual([
      [['updates', 'custom'], 'readwrite', { durability: 'strict' }],
    ]);
    await ana.store.close();
  });

  it('[S16] rows another tab has written meanwhile are taken in, damaged ones set aside', async () => {
    const ana = openPhone();
    await ana.store.loaded;
    const [walk, song] = rowsOf('walk', 'song') as [Uint8Array, Uint8Array];
    await addRawRows([walk, damage(song)]);
    ana.write('soup');
    expect(await ana.store.compact()).toEqual(ok());
    expect(ana.words().sort()).toEqual(['soup', 'walk']);
    expect((await wordsOnDisk()).sort()).toEqual(['soup', 'walk']);
    expect([...(await readRawCustom()).values()]).toContainEqual(damage(song));
    await ana.store.close();
  });

  it('[S16] y-indexeddb does not shorten the rows by itself', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const ana = openPhone();
    await ana.store.loaded;
    for (let edit = 0; edit < 520; edit++) ana.write('.');
    await ana.store.saved();
    const delays = timers.mock.calls.map(([, delay]) => delay ?? 0);
    expect(delays.length).toBeGreaterThan(0);
    expect(Math.min(...delays)).toBe(2 ** 31 - 1);
    await ana.store.close();
  });
});

describe('the barrier and Yjs', () => {
  it('[S16] what waits for a missing row of its author is kept by a rewrite', async () => {
    const author = new Y.Doc();
    const rows: Uint8Array[] = [];
    author.on('update', (update: Uint8Array) => rows.push(update));
    for (const words of ['soup', 'walk', 'song']) {
      author.getArray('entries').push([new TextEncoder().encode(words)]);
    }
    const [first, second, third] = rows as [Uint8Array, Uint8Array, Uint8Array];
    await addRawRows([first, damage(second), third]);
    const ana = openPhone();
    await ana.store.loaded;
    expect(ana.words()).toEqual(['soup']);
    expect(await ana.store.compact()).toEqual(ok());
    await ana.store.close();
    const again = openPhone();
    await again.store.loaded;
    Y.applyUpdate(again.doc, second);
    expect(again.words()).toEqual(['soup', 'walk', 'song']);
    await again.store.close();
  });

  it('[S12] erase() deletes the rows and those set aside', async () => {
    await addRawRows([...rowsOf('soup'), null]);
    const ana = openPhone();
    await ana.store.loaded;
    expect(await ana.store.erase()).toEqual(ok());
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
    expect(await readRawCustom()).toEqual(new Map());
    expect(await inRaw((transaction) => transaction.objectStore('updates').count())).toBe(0);
  });
});
