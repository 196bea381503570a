import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ok } from '../../../src/kernel/index.js';
import type { StorePlatform } from '../../../src/storage/index.js';
import {
  createFaultyDisk,
  type FaultyDisk,
  freshDisk,
  LEDGER,
  oneBrowser,
  openPhone,
  openRaw,
  type Phone,
  readRawRows,
  rowsOf,
  until,
  watchOpenings,
  wordsOnDisk,
} from './disk.js';

let disk: FaultyDisk;
let platform: StorePlatform;
let tabs: Phone[];

beforeEach(() => {
  freshDisk();
  disk = createFaultyDisk();
  platform = oneBrowser();
  tabs = [];
});

afterEach(async () => {
  disk.repair();
  await Promise.all(tabs.map(({ store }) => store.close()));
});

async function openTab(checkRow?: (row: Uint8Array) => boolean): Promise<Phone> {
  const tab = openPhone(checkRow ? { platform, checkRow } : { platform });
  tabs.push(tab);
  await tab.store.loaded;
  return tab;
}

const shows =
  (tab: Phone, ...words: string[]) =>
  (): boolean =>
    JSON.stringify(tab.words().sort()) === JSON.stringify(words.sort());

function listenToTabs(): { messages: unknown[]; close: () => void } {
  const channel = new BroadcastChannel(`vesper-ledger/${LEDGER}`);
  const messages: unknown[] = [];
  channel.onmessage = (event) => messages.push(event.data);
  return { messages, close: () => channel.close() };
}

describe('two tabs', () => {
  it('[S17] show the same, live, both ways', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.write('soup');
    await until(shows(two, 'soup'));
    two.write('walk');
    await until(shows(one, 'soup', 'walk'));
  });

  it('[S17] a tab that opens learns what the other could not store, and the other what it has', async () => {
    const one = await openTab();
    disk.giveUp(1);
    one.write('only in memory');
    await until(() => one.store.status.get().state === 'trouble');
    const two = openPhone({ platform });
    tabs.push(two);
    two.write('early');
    await until(shows(two, 'only in memory', 'early'));
    await until(shows(one, 'only in memory', 'early'));
  });

  it('[S18] an update goes over once and is not sent back', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.write('settled');
    await until(shows(two, 'settled'));
    const { messages, close } = listenToTabs();
    one.write('soup');
    await until(shows(two, 'settled', 'soup'));
    two.write('walk');
    await until(() => messages.length >= 2 && shows(one, 'settled', 'soup', 'walk')());
    expect(messages).toHaveLength(2);
    close();
  });

  it('[S18] rows read at opening are not sent to others as updates', async () => {
    const one = await openTab();
    one.write('soup');
    await one.store.saved();
    const { messages, close } = listenToTabs();
    await openTab();
    await until(() => messages.length === 3);
    expect(messages.map((message) => Reflect.get(message as object, 'type'))).toEqual([
      'hello',
      'state',
      'update',
    ]);
    close();
  });

  it('[S18] what came from a tab that dies before its write is safe, is stored here', async () => {
    const [one, two] = [await openTab(), await openTab()];
    disk.giveUp(1);
    one.write('soup');
    await one.store.close();
    await until(shows(two, 'soup'));
    expect(await two.store.saved()).toEqual(ok());
    expect(await wordsOnDisk()).toEqual(['soup']);
  });

  it('[S19] what another tab says is checked, and nonsense is passed over', async () => {
    const tab = await openTab((row) => !Buffer.from(row).includes('forged'));
    const channel = new BroadcastChannel(`vesper-ledger/${LEDGER}`);
    const [forged, soup] = rowsOf('forged', 'soup');
    for (const message of [
      null,
      'update',
      { type: 'update' },
      { type: 'hello', vector: 3 },
      { type: 'state', update: soup },
    ]) {
      channel.postMessage(message);
    }
    channel.postMessage({ type: 'update', update: forged });
    channel.postMessage({ type: 'update', update: soup });
    await until(shows(tab, 'soup'));
    channel.close();
  });

  it('[S20] compact() waits for another tab that is at it', async () => {
    const tab = await openTab();
    tab.write('soup');
    await tab.store.saved();
    let letGo = (): void => undefined;
    void platform.locks!.request(
      `vesper-rewrite/${LEDGER}`,
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
    );
    const rowsBefore = (await readRawRows()).length;
    const compacted = tab.store.compact();
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(await readRawRows()).toHaveLength(rowsBefore);
    letGo();
    expect(await compacted).toEqual(ok());
    expect(await readRawRows()).toHaveLength(1);
  });

  it('[S20] an opening leaves the many rows to the tab that is at it', async () => {
    const rows = rowsOf(...Array.from({ length: 120 }, (_, index) => `row ${index}`));
    const first = await openTab();
    for (const row of rows) Y.applyUpdate(first.doc, row);
    await first.store.saved();
    let letGo = (): void => undefined;
    void platform.locks!.request(
      `vesper-rewrite/${LEDGER}`,
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
    );
    const second = await openTab();
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect((await readRawRows()).length).toBeGreaterThan(100);
    letGo();
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect((await readRawRows()).length).toBeGreaterThan(100);
    await second.store.close();
    await openTab();
    await until(async () => (await readRawRows()).length === 1);
    expect(await wordsOnDisk()).toHaveLength(120);
  });

  it('[S21] what is erased in one tab is not made again by the other', async () => {
    const [one, two] = [await openTab(), await openTab()];
    one.write('soup');
    await until(shows(two, 'soup'));
    expect(await one.store.erase()).toEqual(ok());
    await until(() => two.store.status.get().state === 'trouble');
    two.write('walk');
    expect(await two.store.saved()).toMatchObject({ ok: false, error: { type: 'Closed' } });
    expect(await indexedDB.databases()).toEqual([]);
    expect(two.clock.waiting()).toEqual([]);
  });

  it('[S21] nor by one that hears of it from the database alone', async () => {
    const one = await openTab();
    platform = { ...platform, openChannel: () => undefined };
    const two = await openTab();
    expect(await one.store.erase()).toEqual(ok());
    two.write('walk');
    expect(await two.store.saved()).toMatchObject({ ok: false, error: { type: 'Closed' } });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('[S21] nor by one whose connection is lost, which hears of it from the tab alone', async () => {
    const one = await openTab();
    const openings = watchOpenings();
    const two = await openTab();
    openings.last().close();
    openings.stop();
    expect(await one.store.erase()).toEqual(ok());
    await until(() => two.store.status.get().state === 'trouble');
    two.write('walk');
    expect(await two.store.saved()).toMatchObject({ ok: false, error: { type: 'Closed' } });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('[S21] where a sleeping tab does not let go of the database, it is at least empty', async () => {
    const tab = await openTab();
    tab.write('soup');
    await tab.store.saved();
    const sleeping = await openRaw();
    const erased = tab.store.erase();
    await until(async () => (await readRawRows()).length === 0);
    await until(() => tab.clock.waiting().length > 0);
    tab.clock.fireAll();
    expect(await erased).toMatchObject({ ok: false, error: { type: 'Blocked' } });
    sleeping.close();
  });
});
